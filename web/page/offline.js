// Has the browser keep the site for use without a network, once the page has loaded, which this is not to delay.

/** Has start-error.js offer the newer version, which the reader takes when it suits. @param {ServiceWorkerRegistration} registration */
function offerUpdate(registration) {
  if (document.querySelector('.update')) return;
  // Which may by then be a still newer one.
  /** @type {any} */ (globalThis).lukewarmError = () => registration.waiting?.postMessage({ update: true });
  document.head.append(Object.assign(document.createElement('script'), { src: new URL('start-error.js', document.baseURI).href }));
}

/** Loads the page anew once `worker` answers for all of it; before that WebKit asks the network. @param {ServiceWorker} worker */
function reloadWith(worker) {
  const look = () => worker.state === 'activated' && location.reload();
  worker.onstatechange = look;
  look();
}

/** Registers the service worker, where a page may have one. @returns {Promise<ServiceWorkerContainer | null>} */
async function register() {
  if (document.readyState !== 'complete') await new Promise((resolve) => addEventListener('load', resolve));
  const { serviceWorker } = navigator;
  if (!serviceWorker || !globalThis.isSecureContext || window.top !== window) return null;
  const wasKept = Boolean(serviceWorker.controller);
  const registration = await serviceWorker.register(new URL('sw.js', document.baseURI), { updateViaCache: 'none' });
  const look = () => wasKept && registration.waiting && offerUpdate(registration);
  const follow = () => registration.installing?.addEventListener('statechange', look);
  registration.onupdatefound = follow;
  follow();
  look();
  // Every page goes over to the new version together.
  if (wasKept) serviceWorker.oncontrollerchange = () => serviceWorker.controller && reloadWith(serviceWorker.controller);
  return serviceWorker;
}

const registered = register().catch(() => null);

/** Keeps the site and this model; only then does the page say so. @param {string} model its id */
export async function keep(model) {
  const worker = (await (await registered)?.ready)?.active;
  if (!worker) return;
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = ({ data: isKept }) => {
    const note = document.getElementById('offline');
    if (note) note.hidden = !isKept;
  };
  worker.postMessage({ model }, [port2]);
}
