// Training in the browser and in Node, apart from lukewarm.js: only those who train load it.
export { createTrainer } from './train/trainer.js';
export { LukewarmError } from './engine/errors.js';
