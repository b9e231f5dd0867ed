// The elements, for the pages that show any of them; others load lukewarm-elements.js, which is one file.
import { define } from '../element/element.js';
import { elements } from '../element/index.js';
import '../element/on-paper.js';

for (const [name, element] of Object.entries(elements)) define(name, element);
