/**
 * Lukewarm in a notebook: an anywidget front-end module. One file with the engine inside, since a notebook loads it as a
 * text. It shows a <lukewarm-text> whose attributes are the widget's traits, and writes back what was made and set.
 */
import { define } from './element/element.js';
import { LukewarmText } from './element/lukewarm-text.js';

/**
 * @typedef {object} Traits the widget's state, by the names that Python has for it; what is null or missing is as in the element
 * @property {string} [model_url]
 * @property {DataView} [model_bytes] a model file's bytes, instead of an address
 * @property {string} [prompt]
 * @property {number | null} [temperature]
 * @property {number | null} [seed] drawn if null, and then told
 * @property {number | null} [max_tokens]
 * @property {boolean} [controls]
 * @property {string} [text] what the model has written; told
 * @property {string} [error] what went wrong, or ''; told
 */

const attributes = { prompt: 'prompt', temperature: 'temperature', seed: 'seed', max_tokens: 'max-tokens' };

/** @param {import('@anywidget/types').RenderProps<Traits>} props */
function render({ model, el }) {
  define('lukewarm-text', LukewarmText);
  // By name: where this file is loaded twice, the class of the first is the one that the browser knows.
  const text = /** @type {LukewarmText} */ (document.createElement('lukewarm-text'));
  let blob = '';

  /** Makes the attributes the traits. */
  const read = () => {
    for (const [trait, attribute] of Object.entries(attributes)) {
      const value = model.get(/** @type {keyof Traits} */ (trait));
      if (value === null || value === undefined) text.removeAttribute(attribute);
      else text.setAttribute(attribute, String(value));
    }
    text.toggleAttribute('controls', model.get('controls') !== false);
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
    tell({ text: written, seed: Number(seed), prompt, temperature: temperature ?? null, error: '' });
  });
  text.addEventListener('error', (event) => tell({ error: /** @type {any} */ (event).detail.message }));

  const traits = Object.keys(attributes).concat('controls').map((trait) => `change:${trait}`);
  const changes = /** @type {[`change:${string}`, () => void][]} */ (
    [...traits.map((name) => [name, read]), ['change:model_url', readModel], ['change:model_bytes', readModel]]);
  for (const [name, listener] of changes) model.on(name, listener);
  read();
  readModel();
  el.append(text);

  return () => {
    for (const [name, listener] of changes) model.off(/** @type {any} */ (name), listener);
    text.remove();
    URL.revokeObjectURL(blob);
  };
}

export default { render };
