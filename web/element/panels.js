// The panels, by their tags: each shows more of a <lukewarm-text>.
import { LukewarmActivations } from './activations-panel.js';
import { LukewarmExport } from './export.js';
import { LukewarmImport } from './importing.js';
import { LukewarmInspector } from './inspector.js';
import { LukewarmLikelihood } from './likelihood.js';
import { LukewarmSamplers } from './samplers.js';
import { LukewarmTemperatures } from './temperatures.js';

/** @type {{ [name: string]: typeof import('./element.js').LukewarmElement }} */
export const panels = {
  'lukewarm-activations': LukewarmActivations,
  'lukewarm-export': LukewarmExport,
  'lukewarm-import': LukewarmImport,
  'lukewarm-inspector': LukewarmInspector,
  'lukewarm-likelihood': LukewarmLikelihood,
  'lukewarm-samplers': LukewarmSamplers,
  'lukewarm-temperatures': LukewarmTemperatures,
};
