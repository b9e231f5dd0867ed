// The lesson's figures come to life.
import { define } from '../element/base.js';
import { LukewarmDistribution } from '../element/distribution.js';
import { LukewarmSampleSteps } from '../element/sample-steps.js';

define('lukewarm-distribution', LukewarmDistribution);
define('lukewarm-sample-steps', LukewarmSampleSteps);

// Nothing waits for this.
addEventListener('load', () => import('./offline.js').then(({ keep }) => keep(''), () => {}));
