// The temperature in a word, and as the page's one colour.

/** @type {[number, string][]} */
const words = [
  [0, 'greedy'],
  [0.35, 'repeats itself'],
  [0.7, 'careful'],
  [0.95, 'a little careful'],
  [1, 'as learned'],
  [1.25, 'daring'],
  [1.6, 'unruly'],
  [2, 'falling apart'],
];

/** Returns, for example, "0.80 a little careful". @param {number} temperature */
export function nameTemperature(temperature) {
  const word = words.find(([most]) => temperature <= most)?.[1];
  return `${temperature.toFixed(2)} ${word}`;
}

/** Colours the page, from cold at 0 to warm at 2. @param {number} temperature */
export function colourPage(temperature) {
  document.documentElement.style.setProperty('--heat', String(temperature / 2));
}
