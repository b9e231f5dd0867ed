// The panels, by their tags: each shows more of a <lukewarm-text>.
import { LukewarmExport } from './export.js';
import { LukewarmSamplers } from './samplers.js';

export { LukewarmExport, LukewarmSamplers };

/** @type {{ [name: string]: typeof import('./element.js').LukewarmElement }} */
export const panels = {
  'lukewarm-export': LukewarmExport,
  'lukewarm-samplers': LukewarmSamplers,
};
