// The same on the caller's own thread: in Node, and where a page can have no worker.
import { openImport } from '../import/import.js';
import { serveHere } from './serve.js';

/** Returns a port to it. */
export const open = () => serveHere({ openImport });
