// The fields of settings: what stands in them, and at each what of it cannot be.
import { make } from '../element/dom.js';
import { words } from './train-language.js';
import { readSetting } from './train-settings.js';

/** Says at a field, where it is the last of its paragraph, what is wrong; '': nothing. @param {any} field @param {string} wrong */
function mark(field, wrong) {
  field.setAttribute('aria-invalid', String(wrong !== ''));
  let note = field.nextElementSibling;
  if (!note && !wrong) return;
  if (!note) {
    note = make('span', { id: `${field.id}-wrong`, className: 'warning', role: 'alert' });
    field.after(note);
    field.setAttribute('aria-describedby', note.id);
  }
  if (note.textContent !== wrong) note.textContent = wrong;
}

/**
 * Returns what is set, by name, and the first field that is wrong; each of those says why.
 * @param {Iterable<any>} fields
 */
export function readFields(fields) {
  /** @type {any} */
  const given = {};
  /** @type {any} */
  let wrong = null;
  for (const field of fields) {
    const { name, value, labels } = field;
    let message = '';
    try {
      if (value.trim()) given[name] = readSetting({ name, value, label: labels[0].textContent }, words);
    } catch (error) {
      message = /** @type {Error} */ (error).message;
      wrong ??= field;
    }
    mark(field, message);
  }
  return { given, wrong };
}
