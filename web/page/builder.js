// builder.html: what to put on a page is chosen in a form, whose fields are attributes; the element shows it; the code
// follows. Its sentences stand in the page. The address may bring attributes, as index.html's does: #model=…&prompt=….
import './define.js';
import { anywhere, elementCode, frameAddress, frameCode } from '../element/embed-code.js';
import { elements } from '../element/index.js';
import { copyText } from '../element/reader.js';

const at = (/** @type {string} */ id) => /** @type {any} */ (document.getElementById(id));
const [look, said, choose] = ['look', 'said', 'choose'].map(at);
const [what, ...fields] = choose.elements;
const [model, prompt, , words] = fields;
/** Returns what the fields of a form hold. @param {string} id */
const filled = (id) => /** @type {[string, string][]} */ ([...new FormData(at(id))].filter(([, value]) => value));
/** Those of the address that there is no field for, such as the samplers'. */
const given = new URLSearchParams((location.hash || location.search).slice(1));
/** A prompt that suits the model: one that nobody has written changes with that. */
let suited = given.has('prompt') ? '' : prompt.value;
/** @type {any} */
let shown = {};
/** What it has written, once that is complete. */
let written = '';

/** The frame as it will be, where the reader says how wide that is; and how high it is, which it tells. */
const frame = document.createElement('iframe');
frame.title = at('frame-code').dataset.title;
let told = 0;
addEventListener('message', ({ source, data }) => {
  if (source !== frame.contentWindow || data?.type !== 'lukewarm-height') return;
  frame.height = told = data.height;
  write();
});

function write() {
  if (!choose.checkValidity()) return;
  const { localName } = shown;
  const attributes = anywhere(read());
  const isText = localName === 'lukewarm-text';
  // What is selected stays so.
  const show = (/** @type {string} */ id, /** @type {string} */ code) => at(id).value !== code && at(id).setRangeText(code, 0, at(id).value.length);
  show('element-code', elementCode(localName, attributes, isText && written ? (attributes.prompt ?? '') + written : ''));
  const { width, ...dress } = Object.fromEntries(filled('dress'));
  const query = { ...!isText && { element: localName }, ...attributes, ...dress };
  show('frame-code', frameCode(query, at('frame-code').dataset.title, width && told || look.offsetHeight));
  if (!width) return frame.remove();
  const address = frameAddress(query);
  if (frame.src !== address) frame.src = address;
  frame.width = width;
  if (!frame.isConnected) at('frame-look').append(frame);
}

/** Shows the fields of the element that is chosen, and returns its attributes. @returns {import('../element/embed-code.js').Attributes} */
function read() {
  const { attributes } = elements[what.value];
  for (const field of fields) field.disabled = field.closest('.field').hidden = !(field.name in attributes) || field === words && 'model' in attributes && !!model.value;
  return Object.fromEntries(/** @type {[string, string][]} */ ([...given, ...filled('choose')]).filter(([name]) => name in attributes));
}

function show() {
  const { attributes } = elements[what.value];
  const [none, first] = model.options;
  none.disabled = !('probabilities' in attributes);
  if (none.disabled && none.selected) first.selected = true;
  const { dataset } = model.selectedOptions[0];
  if (suited && prompt.value === suited) prompt.value = dataset.prompt ?? suited;
  suited = dataset.prompt;
  const set = read();
  written = '';
  // A figure is made for its model or for its words; a text changes, and stays where it is.
  const isNew = shown.localName !== what.value || what.value !== 'lukewarm-text';
  if (isNew) shown = document.createElement(what.value);
  for (const name in attributes) name in set ? shown.setAttribute(name, set[name]) : shown.removeAttribute(name);
  if (isNew) look.replaceChildren(shown);
  write();
}

for (const [name, value] of [...given]) {
  const field = choose.elements.namedItem(name === 'length' && !given.has('element') ? 'max-tokens' : name);
  if (!field) continue;
  given.delete(name);
  if (field.type === 'checkbox') field.checked = value !== 'false';
  else field.value = value;
  if (!field.checkValidity()) field.value = field.defaultValue;
  // A model of the reader's own, where others can have it too.
  if (field === model && field.value !== value && !value.startsWith('imported:')) field.append(new Option(value, value, true, true));
}
for (const field of [what, model]) if (field.selectedIndex < 0) field.querySelector('[selected]').selected = true;
// The browser says what a field cannot take, in the reader's language; the code stays as it was.
choose.onchange = () => choose.reportValidity() && show();
at('dress').onchange = () => at('dress').reportValidity() && write();
// What the reader sets in the element is chosen too.
for (const type of ['lukewarm-input', 'lukewarm-generate']) {
  look.addEventListener(type, (/** @type {CustomEvent} */ { detail: { name, value, ...set } }) => {
    set[name] = value;
    for (const field of fields) if (field.name in set && field.value && !field.disabled) field.value = set[field.name];
    write();
  });
}
look.addEventListener('lukewarm-finish', (/** @type {CustomEvent} */ { detail: { text } }) => {
  written = text;
  write();
});
for (const button of document.querySelectorAll('button')) {
  button.onclick = async () => {
    const code = /** @type {HTMLTextAreaElement} */ (button.previousElementSibling);
    said.textContent = said.dataset[await copyText(code.value) ? 'copied' : 'selected'];
    code.select();
  };
}
show();
new ResizeObserver(() => requestAnimationFrame(write)).observe(look);
