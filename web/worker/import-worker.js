// The module worker in which other frameworks' files are read.
import { openImport } from '../import/import.js';
import { serve } from './serve.js';

serve(/** @type {any} */ (self), { openImport });
/** @type {any} */ (self).postMessage({ ready: true });
