// Sets up what embedded.js offers. Where a browser lets a file start no worker, the engine runs on the page's own thread.
import { answerFrom, filesOfDocument, workFrom } from './embedded.js';

const files = filesOfDocument();
answerFrom(files);
workFrom(await (await fetch(new URL('worker.js', document.baseURI))).text(), files);
