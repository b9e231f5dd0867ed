// The panels, by their tags: each shows more of a <lukewarm-text>.
import { LukewarmSamplers } from './samplers.js';

export { LukewarmSamplers };

/** @type {{ [name: string]: typeof import('./element.js').LukewarmElement }} */
export const panels = {
  'lukewarm-samplers': LukewarmSamplers,
};
