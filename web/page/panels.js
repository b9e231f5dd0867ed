// The panels of index.html, which come when the first of them is opened.
import { define } from '../element/element.js';
import { panels } from '../element/panels.js';

for (const [name, panel] of Object.entries(panels)) define(name, panel);
