// Training in the browser and in Node, apart from lukewarm.js: only those who train load it.
export { createTrainer } from './train/trainer.js';
export { setAssets } from './engine/assets.js';
export { LukewarmError } from './engine/errors.js';

/** @typedef {import('./train/trainer.js').Trainer} Trainer */
/** @typedef {import('./train/trainer.js').TrainOptions} TrainOptions */
/** @typedef {import('./train/trainer.js').TrainInfo} TrainInfo */
/** @typedef {import('./train/trainer.js').TrainStep} TrainStep */
/** @typedef {import('./train/trainer.js').TrainStatus} TrainStatus */
