// What index.html loads after its first text.
export { describeModel } from './about.js';
export { keep } from './offline.js';
