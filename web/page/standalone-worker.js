// The worker of lukewarm-standalone.html, which has no address and is given its files.
import '../worker/worker.js';
import { answerFrom } from './embedded.js';

answerFrom(new Map(/** @type {any} */ (self).embeddedFiles));
