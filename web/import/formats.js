// The formats that are read, in the order in which they are asked. Each is a module of its own, loaded when files are there
// that may be of it: `likely` looks at names alone. Where none of the likely ones finds a model, the others are asked.

/** @typedef {import('./types.js').Format} Format */

/** @type {{ id: string, name: string, likely: RegExp, load: () => Promise<Format> }[]} name: for people */
export const formats = [
  { id: 'ml5', name: 'ml5 (a folder with manifest.json)', likely: /(^|\/)manifest\.json$/i, load: () => import('./ml5.js') },
];
