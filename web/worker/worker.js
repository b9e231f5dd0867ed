// The module worker in which the engine runs.
import { loadModel } from '../engine/model.js';
import { runtime } from '../engine/runtime.js';
import { serve } from './serve.js';

// The module comes while the page still asks for its model; what fails here is reported to whoever asks. Not at once:
// whoever makes a worker of this one may have to say where files come from.
Promise.resolve().then(() => runtime()).catch(() => {});

serve(/** @type {any} */ (self), { loadModel });
/** @type {any} */ (self).postMessage({ ready: true });
