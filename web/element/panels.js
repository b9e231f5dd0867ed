// The panels, by their tags: each shows more of a <lukewarm-text>.
import { LukewarmExport } from './export.js';
import { LukewarmSamplers } from './samplers.js';
import { LukewarmTemperatures } from './temperatures.js';

export { LukewarmExport, LukewarmSamplers, LukewarmTemperatures };

/** @type {{ [name: string]: typeof import('./element.js').LukewarmElement }} */
export const panels = {
  'lukewarm-export': LukewarmExport,
  'lukewarm-samplers': LukewarmSamplers,
  'lukewarm-temperatures': LukewarmTemperatures,
};
