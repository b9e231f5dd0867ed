// The panels, by their tags: each shows more of a <lukewarm-text>.
import { LukewarmActivations } from './activations-panel.js';
import { LukewarmInspector } from './inspector.js';
import { LukewarmLikelihood } from './likelihood.js';

export { LukewarmActivations, LukewarmInspector, LukewarmLikelihood };

/** @type {{ [name: string]: typeof import('./element.js').LukewarmElement }} */
export const panels = {
  'lukewarm-activations': LukewarmActivations,
  'lukewarm-inspector': LukewarmInspector,
  'lukewarm-likelihood': LukewarmLikelihood,
};
