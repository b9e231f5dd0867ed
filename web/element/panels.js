// The panels, by their tags: each shows more of a <lukewarm-text>.
import { LukewarmActivations } from './activations-panel.js';
import { LukewarmLikelihood } from './likelihood.js';

export {
  LukewarmActivations,
  LukewarmLikelihood,
};

/** @type {{ [name: string]: typeof import('./element.js').LukewarmElement }} */
export const panels = {
  'lukewarm-activations': LukewarmActivations,
  'lukewarm-likelihood': LukewarmLikelihood,
};
