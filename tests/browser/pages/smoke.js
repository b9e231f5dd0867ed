// What the drivers must be able to see and touch, under the site's own policy.
const element = (id) => document.getElementById(id);

element('greet').addEventListener('click', () => {
  element('greeting').textContent = `Hello ${element('name').value}, ${element('kind').value}, ${element('slider').value}`;
});
const shadow = element('host').attachShadow({ mode: 'open' });
const button = shadow.appendChild(document.createElement('button'));
button.textContent = 'inside';
button.addEventListener('click', () => (button.textContent = 'touched'));

// (module (func (export "add") (param i32 i32) (result i32) local.get 0 local.get 1 i32.add))
const add = [0, 97, 115, 109, 1, 0, 0, 0, 1, 7, 1, 96, 2, 127, 127, 1, 127, 3, 2, 1, 0, 7, 7, 1, 3, 97, 100, 100, 0, 0,
  10, 9, 1, 7, 0, 32, 0, 32, 1, 106, 11];
// (module (func (param v128 v128) (result v128) local.get 0 local.get 1 i16x8.relaxed_dot_i8x16_i7x16_s))
const relaxed = [0, 97, 115, 109, 1, 0, 0, 0, 1, 7, 1, 96, 2, 123, 123, 1, 123, 3, 2, 1, 0, 10, 11, 1, 9, 0, 32, 0, 32,
  1, 253, 146, 2, 11];
const { instance } = await WebAssembly.instantiate(new Uint8Array(add));
globalThis.smoke = { sum: instance.exports.add(2, 3), relaxedSimd: WebAssembly.validate(new Uint8Array(relaxed)) };
