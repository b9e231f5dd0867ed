// The parts of the page that open on demand: each is a <details data-room="name"> whose script is loaded when it is
// first opened, so that the first text does not wait for it.
import { LukewarmError } from '../engine/errors.js';
import { showFailure } from './notices.js';

/**
 * What a room sees of the page.
 * @typedef {object} Page
 * @property {() => import('./settings.js').Settings} settings what is set now
 * @property {() => Promise<import('./models.js').Model>} model the model that is set, loaded; the page owns it
 * @property {() => string} text what stands on the page, the beginning included
 * @property {(settings: import('./settings.js').Settings) => void} write sets the controls and generates
 * @property {EventTarget} events 'text': a text is finished or stopped; 'settings': something was set; 'model': another
 *     model is chosen, and the one before it is disposed of
 */

/**
 * @typedef {(body: HTMLElement, page: Page) => void} Open builds a room in `body`, once; afterwards the room keeps itself
 *     up to date by the page's events, and rests while its <details> is closed
 */

/** @type {{ [room: string]: () => Promise<{ open: Open }> }} */
const rooms = {
  samplers: () => import('./samplers.js'),
  'take-away': () => import('./take-away.js'),
  temperatures: () => import('./temperatures.js'),
  likely: () => import('./likely.js'),
  inside: () => import('./inside.js'),
};

/** Makes every room of the page open. @param {Page} page */
export function furnish(page) {
  for (const details of /** @type {NodeListOf<HTMLDetailsElement>} */ (document.querySelectorAll('details[data-room]'))) {
    const load = rooms[details.dataset.room ?? ''];
    let opened = false;
    const enter = async () => {
      if (!details.open || opened) return;
      opened = true;
      try {
        const { open } = await load();
        open(/** @type {HTMLElement} */ (details.querySelector('.body')), page);
      } catch {
        opened = false;
        showFailure(new LukewarmError('network', 'A part of this page could not be loaded.'), enter);
      }
    };
    details.ontoggle = enter;
    enter();
  }
}
