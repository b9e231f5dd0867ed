// A picture of the next token's distribution for slides: laid out once, then made an SVG or painted on a canvas, so that
// both are the same and no policy stands in the way (Trusted Types forbid to parse a string). Light, whatever the page is.
import { LukewarmError } from '../engine/errors.js';
import { isolate } from '../i18n/isolate.js';
import { showBlanks } from './visible.js';

/**
 * @typedef {{ kind: 'box', x: number, y: number, width: number, height: number, colour: string }
 *   | { kind: 'text', x: number, y: number, text: string, size: number, colour: string, anchor: 'start' | 'end', face: string, italic?: boolean }} Shape
 * @typedef {import('../engine/steps.js').Candidate} Candidate
 */

const width = 960;
const height = 540;

const ink = '#211d18';
const soft = '#676056';
const grey = '#a89f91';
const paper = '#fcfaf5';
const serif = "Palatino Linotype, Palatino, URW Palladio L, P052, TeX Gyre Pagella, Georgia, Noto Serif, serif";
const mono = 'SF Mono, Cascadia Mono, Menlo, Consolas, DejaVu Sans Mono, monospace';
/** How many tokens it has. */
export const rows = 10;
const longestLabel = 14;

/** Returns the page's colour at a temperature, on paper, as #rrggbb: other programs know no oklch. @param {number} temperature */
export function colourOf(temperature) {
  const heat = Math.min(1, temperature / 2);
  const context = /** @type {CanvasRenderingContext2D} */ (document.createElement('canvas').getContext('2d'));
  context.fillStyle = '#80527f';
  context.fillStyle = `oklch(0.48 ${0.07 + 0.06 * Math.abs(2 * heat - 1)} ${250 + 143 * heat})`; // as style.js has it
  context.fillRect(0, 0, 1, 1);
  const [red, green, blue] = context.getImageData(0, 0, 1, 1).data;
  return `#${[red, green, blue].map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}

/**
 * Returns the shapes of the picture.
 * @param {Candidate[]} candidates the most probable first
 * @param {{ title: string, about: string, drawn: string, learned: string, colour: string }} words drawn, learned: what the bars are
 * @param {import('../i18n/locale.js').Locale} locale
 * @returns {Shape[]}
 */
export function layOut(candidates, { title, about, drawn, learned, colour }, locale) {
  const shown = candidates.slice(0, rows);
  const highest = Math.max(...shown.flatMap(({ probability, samplingProbability }) => [probability, samplingProbability]));
  const [left, right, top, step] = [160, 690, 146, 38];
  const [words, note] = [{ kind: 'text', anchor: 'start', face: serif }, { size: 15, y: 124, colour: soft, italic: true }];
  return /** @type {Shape[]} */ ([
    { kind: 'box', x: 0, y: 0, width, height, colour: paper },
    { ...words, x: 48, y: 58, text: title, size: 28, colour: ink },
    { ...words, ...note, x: 48, y: 90, text: about, size: 17 },
    { kind: 'box', x: left, y: 112, width: 20, height: 14, colour },
    { ...words, ...note, x: left + 28, text: drawn },
    { kind: 'box', x: left + 240, y: 116, width: 20, height: 6, colour: grey },
    { ...words, ...note, x: left + 268, text: learned },
    ...shown.flatMap(({ text, probability, samplingProbability }, i) => {
      const y = top + i * step;
      const symbols = [...showBlanks(text)];
      const label = symbols.length > longestLabel ? `${symbols.slice(0, longestLabel - 1).join('')}…` : symbols.join('');
      const wide = (/** @type {number} */ share) => Number((((right - left) * share) / highest).toFixed(2));
      return [
        { kind: 'text', x: left - 16, y: y + 19, text: isolate(label), size: 20, colour: ink, anchor: 'end', face: serif },
        { kind: 'box', x: left, y: y + 2, width: wide(samplingProbability), height: 14, colour },
        { kind: 'box', x: left, y: y + 18, width: wide(probability), height: 6, colour: grey },
        { kind: 'text', x: 800, y: y + 19, text: locale.probability(probability), size: 15, colour: soft, anchor: 'end', face: mono },
        { kind: 'text', x: 912, y: y + 19, text: locale.probability(samplingProbability), size: 15, colour, anchor: 'end', face: mono },
      ];
    }),
  ]);
}

/** XML knows no control characters and no halves of a character. @param {string} text */
const writable = (text) => text.replace(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|\p{Surrogate}/gu, '\ufffd');

/** @param {string} name @param {{ [attribute: string]: string | number }} attributes @param {(Node | string)[]} children */
function makeSvg(name, attributes, ...children) {
  const node = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, String(value));
  node.append(...children);
  return node;
}

/** @param {Shape[]} shapes @param {string} title */
export function toSvg(shapes, title) {
  return makeSvg('svg', { width, height, viewBox: `0 0 ${width} ${height}`, role: 'img' }, makeSvg('title', {}, writable(title)),
    ...shapes.map((shape) => {
      const { x, y, colour: fill } = shape;
      if (shape.kind === 'box') return makeSvg('rect', { x, y, width: shape.width, height: shape.height, fill });
      const { text, size, anchor, face, italic } = shape;
      return makeSvg('text', { x, y, fill, 'font-family': face, 'font-size': size, 'text-anchor': anchor, ...(italic && { 'font-style': 'italic' }) }, writable(text));
    }));
}

/** Paints the picture, twice as large, for a sharp picture on a slide. @param {Shape[]} shapes @returns {Promise<Blob>} */
export function toPng(shapes) {
  const canvas = Object.assign(document.createElement('canvas'), { width: 2 * width, height: 2 * height });
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
  context.scale(2, 2);
  context.direction = 'ltr';
  for (const shape of shapes) {
    context.fillStyle = shape.colour;
    if (shape.kind === 'box') {
      context.fillRect(shape.x, shape.y, shape.width, shape.height);
      continue;
    }
    context.font = `${shape.italic ? 'italic ' : ''}${shape.size}px ${shape.face}`;
    context.textAlign = shape.anchor;
    context.fillText(shape.text, shape.x, shape.y);
  }
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new LukewarmError('out-of-memory', 'The picture could not be made.'))), 'image/png'));
}
