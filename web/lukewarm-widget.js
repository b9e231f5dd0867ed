/**
 * Lukewarm in a notebook: an anywidget front-end module. One file with the engine inside, since a notebook loads it as a
 * text. It shows a <lukewarm-text> whose attributes are the widget's traits, and writes back what was made and set.
 */
import { define } from './element/element.js';
import { LukewarmText } from './element/lukewarm-text.js';

/**
 * @typedef {object} Traits the widget's state, by the names that Python has for it; what is null or missing is as in the element
 * @property {string} [model_url]
 * @property {DataView | null} [model_bytes] a model file's bytes, instead of an address
 * @property {string | null} [prompt]
 * @property {number | null} [temperature]
 * @property {string | number | null} [seed] in decimal, since a number holds no 64 bits; drawn if null, and then set
 * @property {number | null} [max_tokens]
 * @property {number | null} [top_k]
 * @property {number | null} [top_p]
 * @property {number | null} [min_p]
 * @property {number | null} [typical_p]
 * @property {number | null} [repetition_penalty]
 * @property {number | null} [presence_penalty]
 * @property {number | null} [frequency_penalty]
 * @property {boolean} [shaded]
 * @property {boolean} [controls]
 * @property {string} [text] what the model has written; set by the widget
 * @property {string} [error] what went wrong, or ''; set by the widget
 *
 * @typedef {object} WidgetModel what of anywidget's model is used
 * @property {<K extends keyof Traits>(name: K) => Traits[K]} get
 * @property {<K extends keyof Traits>(name: K, value: Traits[K]) => void} set
 * @property {() => void} save_changes
 * @property {(name: string, listener: () => void) => void} on
 * @property {(name: string, listener: () => void) => void} off
 */

/** The traits that are attributes, as in the element. @type {(keyof Traits)[]} */
const attributes = ['prompt', 'temperature', 'seed', 'max_tokens', 'top_k', 'top_p', 'min_p', 'typical_p', 'repetition_penalty',
  'presence_penalty', 'frequency_penalty'];

/**
 * Shows the widget; returns what takes it down.
 * @param {{ model: WidgetModel, el: HTMLElement }} props
 * @returns {() => void}
 */
function render({ model, el }) {
  define('lukewarm-text', LukewarmText);
  // By name: where this file is loaded twice, the class of the first is the one that the browser knows.
  const text = /** @type {LukewarmText} */ (document.createElement('lukewarm-text'));
  let blob = '';

  /** Makes the attributes the traits. */
  const read = () => {
    for (const trait of attributes) {
      const attribute = trait.replaceAll('_', '-');
      const value = model.get(trait);
      if (value === null || value === undefined) text.removeAttribute(attribute);
      else text.setAttribute(attribute, String(value));
    }
    text.toggleAttribute('controls', model.get('controls') !== false);
    text.toggleAttribute('shaded', model.get('shaded') === true);
  };
  const readModel = () => {
    const bytes = model.get('model_bytes');
    URL.revokeObjectURL(blob);
    blob = bytes?.byteLength ? URL.createObjectURL(new Blob([/** @type {BlobPart} */ (bytes)])) : '';
    const address = blob || model.get('model_url');
    if (address) text.setAttribute('model', address);
    else text.removeAttribute('model');
  };
  /** @param {Traits} values */
  const tell = (values) => {
    for (const [trait, value] of Object.entries(values)) model.set(/** @type {keyof Traits} */ (trait), value);
    model.save_changes();
  };

  text.addEventListener('lukewarm-finish', (event) => {
    const { text: written, seed } = /** @type {CustomEvent} */ (event).detail;
    const { prompt, temperature } = /** @type {any} */ (text);
    tell({ text: written, seed: String(seed), prompt, temperature: temperature ?? null, error: '' });
  });
  text.addEventListener('error', (event) => tell({ error: /** @type {any} */ (event).detail.message }));

  /** @type {[string, () => void][]} */
  const changes = [...attributes, 'controls', 'shaded'].map((trait) => [`change:${trait}`, read]);
  changes.push(['change:model_url', readModel], ['change:model_bytes', readModel]);
  for (const [name, listener] of changes) model.on(name, listener);
  read();
  readModel();
  el.append(text);

  return () => {
    for (const [name, listener] of changes) model.off(name, listener);
    text.remove();
    URL.revokeObjectURL(blob);
  };
}

export default { render };
