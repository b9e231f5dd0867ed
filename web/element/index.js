// Every element, by the name that lukewarm-elements.js gives it. Importing this registers nothing.
import { LukewarmDistribution } from './distribution.js';
import { LukewarmSampleSteps } from './sample-steps.js';
import { LukewarmText } from './lukewarm-text.js';

export { LukewarmDistribution, LukewarmSampleSteps, LukewarmText };

/** @type {{ [name: string]: typeof import('./base.js').LukewarmElement }} */
export const elements = {
  'lukewarm-distribution': LukewarmDistribution,
  'lukewarm-sample-steps': LukewarmSampleSteps,
  'lukewarm-text': LukewarmText,
};
