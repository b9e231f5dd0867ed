// The worker of the training page.
import { serve } from '../worker/serve.js';
import { Training } from './training.js';

serve(/** @type {any} */ (self), new Training());
/** @type {any} */ (self).postMessage({ ready: true });
