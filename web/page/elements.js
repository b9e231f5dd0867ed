// The page's elements by id, and how numbers are set among words.

/** @type {(id: string) => any} */
export const element = (id) => document.getElementById(id);

/** Returns a new element. @param {string} name @param {{ [property: string]: any }} properties */
export const create = (name, properties) => Object.assign(document.createElement(name), properties);

/** Returns `number` as a person writes it. @param {number} number */
export const count = (number) => number.toLocaleString('en');

/** Returns, for example, "1.3 MB". @param {number} bytes */
export const size = (bytes) => (bytes < 1e6 ? `${Math.round(bytes / 1e3)} kB` : `${(bytes / 1e6).toFixed(1)} MB`);

/** Shows `text`, its numbers in their own face. @param {HTMLElement} target @param {string} text */
export function setWithNumbers(target, text) {
  target.replaceChildren(...text.split(/(\d[\d.,]*\d|\d)/).map((part, i) =>
    (i % 2 === 0 ? part : create('span', { className: 'number', textContent: part }))));
}

/** Returns a model's name as a title: "fairy-tales" is "Fairy tales". @param {string} name */
export const title = (name) => name.charAt(0).toUpperCase() + name.slice(1).replace(/[-_]/g, ' ');
