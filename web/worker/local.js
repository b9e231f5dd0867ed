// The engine on the caller's own thread: in Node, and where a page can have no worker.
import { setAssets } from '../engine/assets.js';
import { loadModel } from '../engine/model.js';
import { serveHere } from './serve.js';

/** Returns a port to it. @param {string} assets where the wasm lies; '': beside this script */
export function open(assets) {
  if (assets) setAssets(assets);
  return serveHere({ loadModel });
}
