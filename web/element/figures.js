// The figures of the lesson, by their tags.
import { LukewarmBeam } from './beam.js';
import { LukewarmDistribution } from './distribution.js';
import { LukewarmDraw } from './draw.js';
import { LukewarmGreedy } from './greedy.js';
import { LukewarmPitfalls } from './pitfalls.js';
import { LukewarmSampleSteps } from './sample-steps.js';
import { LukewarmStages } from './stages.js';
import { LukewarmTruncation } from './truncation.js';
import { LukewarmWeights } from './weights.js';

export {
  LukewarmBeam, LukewarmDistribution, LukewarmDraw, LukewarmGreedy, LukewarmPitfalls, LukewarmSampleSteps, LukewarmStages,
  LukewarmTruncation, LukewarmWeights,
};

export const figures = {
  'lukewarm-beam': LukewarmBeam,
  'lukewarm-distribution': LukewarmDistribution,
  'lukewarm-draw': LukewarmDraw,
  'lukewarm-greedy': LukewarmGreedy,
  'lukewarm-pitfalls': LukewarmPitfalls,
  'lukewarm-sample-steps': LukewarmSampleSteps,
  'lukewarm-stages': LukewarmStages,
  'lukewarm-truncation': LukewarmTruncation,
  'lukewarm-weights': LukewarmWeights,
};
