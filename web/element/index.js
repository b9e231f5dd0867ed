// Every element, by the name that lukewarm-elements.js gives it. Importing this registers nothing.
import { figures } from './figures.js';
import { LukewarmText } from './lukewarm-text.js';
import { panels } from './panels.js';

export { setAssets } from '../engine/assets.js';
export * from './figures.js';
export * from './panels.js';
export { LukewarmText };

/** @type {{ [name: string]: typeof import('./element.js').LukewarmElement }} */
export const elements = { ...figures, ...panels, 'lukewarm-text': LukewarmText };
