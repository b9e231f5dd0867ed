// Has the browser keep the page for use without a network. Loaded after the first text, which it is not to delay.

const { serviceWorker } = navigator;

/** Says that a newer version is there, which the reader takes when it suits. @param {ServiceWorkerRegistration} registration */
function offerUpdate(registration) {
  if (document.querySelector('.update')) return;
  // Which may by then be a still newer one.
  const onclick = () => registration.waiting?.postMessage({ update: true });
  const note = Object.assign(document.createElement('p'), { className: 'update' });
  note.setAttribute('role', 'status');
  note.append('There is a newer version of this page. ',
    Object.assign(document.createElement('button'), { type: 'button', className: 'quiet', onclick, textContent: 'Load it' }));
  document.body.append(note);
}

/** Loads the page anew once `worker` answers for all of it; before that WebKit asks the network. @param {ServiceWorker} worker */
function reloadWith(worker) {
  const look = () => worker.state === 'activated' && location.reload();
  worker.onstatechange = look;
  look();
}

/** Registers the service worker, where a page may have one. @returns {Promise<ServiceWorkerRegistration | null>} */
async function register() {
  if (!serviceWorker || !globalThis.isSecureContext || window.top !== window) return null;
  const wasKept = Boolean(serviceWorker.controller);
  const registration = await serviceWorker.register(new URL('sw.js', document.baseURI), { updateViaCache: 'none' }).catch(() => null);
  if (!registration) return null;
  const look = () => wasKept && registration.waiting && offerUpdate(registration);
  const follow = () => registration.installing?.addEventListener('statechange', look);
  registration.onupdatefound = follow;
  follow();
  look();
  // Every page goes over to the new version together: none is to load half of its scripts from another one.
  if (wasKept) serviceWorker.oncontrollerchange = () => serviceWorker.controller && reloadWith(serviceWorker.controller);
  return registration;
}

const registered = register();

/** Keeps the page and this model. @param {string} model its id */
export async function keep(model) {
  if (await registered) (await serviceWorker.ready).active?.postMessage({ model });
}
