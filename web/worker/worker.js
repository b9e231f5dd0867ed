// The module worker in which the engine runs.
import * as engine from '../engine/model.js';
import { serve } from './serve.js';

serve(/** @type {any} */ (self), engine);
/** @type {any} */ (self).postMessage({ ready: true });
