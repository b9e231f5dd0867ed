// Every element, by the name that lukewarm-elements.js gives it. Importing this registers nothing.
import { figures } from './figures.js';
import { LukewarmText } from './lukewarm-text.js';
import { panels } from './panels.js';

export { setAssets } from '../engine/assets.js';
export * from './figures.js';
export { LukewarmActivations } from './activations-panel.js';
export { LukewarmExport } from './export.js';
export { LukewarmImport } from './importing.js';
export { LukewarmInspector } from './inspector.js';
export { LukewarmLikelihood } from './likelihood.js';
export { LukewarmSamplers } from './samplers.js';
export { LukewarmTemperatures } from './temperatures.js';
export { LukewarmText };

/** @type {{ [name: string]: typeof import('./element.js').LukewarmElement }} */
export const elements = { ...figures, ...panels, 'lukewarm-text': LukewarmText };
