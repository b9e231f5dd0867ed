/** The elements of Lukewarm, registered: <script type="module" src="lukewarm-elements.js"></script> is all a page needs. */
import { define } from './element/element.js';
import { elements } from './element/index.js';
import './element/on-paper.js';

for (const [name, element] of Object.entries(elements)) define(name, element);

export * from './element/index.js';
