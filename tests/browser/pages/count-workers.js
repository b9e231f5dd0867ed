// Keeps account of the page's workers, and of the events that elements send.
globalThis.workers = { started: 0, alive: 0 };
globalThis.Worker = class extends Worker {
  constructor(...args) {
    super(...args);
    workers.started++;
    workers.alive++;
  }
  terminate() {
    workers.alive--;
    super.terminate();
  }
};
globalThis.heard = [];
for (const name of ['load', 'progress', 'error', 'lukewarm-finish', 'lukewarm-input', 'lukewarm-generate', 'lukewarm-stop']) {
  document.addEventListener(name, ({ type, target }) => target.localName?.startsWith('lukewarm-') && heard.push(type), true);
}
