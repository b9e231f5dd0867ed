// A figure of the next token's distribution for slides: laid out once, then written as SVG or painted on a canvas, so that
// both are the same and no policy stands in the way. Light, whatever the page is.
import { formatProbability, showBlanks } from '../element/dom.js';
import { count } from './elements.js';
import { escapeText } from './escape.js';

/**
 * @typedef {{ kind: 'box', x: number, y: number, width: number, height: number, colour: string }
 *   | { kind: 'text', x: number, y: number, text: string, size: number, colour: string, anchor: 'start' | 'end', face: string, italic?: boolean }} Shape
 * @typedef {{ text: string, probability: number, samplingProbability: number }} Candidate
 */

export const width = 960;
export const height = 540;

const ink = '#211d18';
const soft = '#676056';
const learned = '#a89f91';
const paper = '#fcfaf5';
const serif = "Palatino Linotype, Palatino, URW Palladio L, P052, TeX Gyre Pagella, Georgia, Noto Serif, serif";
const mono = 'SF Mono, Cascadia Mono, Menlo, Consolas, DejaVu Sans Mono, monospace';
/** How many tokens it has. */
export const rows = 10;
const longestLabel = 14;

/** Keeps a text from right to left together; other programs may not know the signs for it. @param {string} text */
const isolate = (text) => (/[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/.test(text) ? `\u2068${text}\u2069` : text);

/** Returns the page's colour at a temperature, on paper, as #rrggbb: other programs know no oklch. @param {number} temperature */
export function colourOf(temperature) {
  const heat = temperature / 2;
  const context = /** @type {CanvasRenderingContext2D} */ (document.createElement('canvas').getContext('2d'));
  context.fillStyle = '#80527f';
  context.fillStyle = `oklch(0.48 ${0.07 + 0.06 * Math.abs(2 * heat - 1)} ${250 + 143 * heat})`; // as style.css has it
  context.fillRect(0, 0, 1, 1);
  const [red, green, blue] = context.getImageData(0, 0, 1, 1).data;
  return `#${[red, green, blue].map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}

/**
 * Returns the shapes of the figure.
 * @param {Candidate[]} candidates the most probable first
 * @param {{ place: string, model: string, vocabSize: number, temperature: number, colour: string }} about place: the text
 *     before, shortly
 * @returns {Shape[]}
 */
export function layOut(candidates, { place, model, vocabSize, temperature, colour }) {
  const shown = candidates.slice(0, rows);
  const highest = Math.max(...shown.flatMap(({ probability, samplingProbability }) => [probability, samplingProbability]));
  const [left, right, top, step] = [160, 690, 146, 38];
  const drawn = temperature === 0 ? 'taken at T = 0, greedy' : `drawn from at T = ${temperature}`;
  return [
    { kind: 'box', x: 0, y: 0, width, height, colour: paper },
    { kind: 'text', x: 48, y: 58, text: `What comes after “${isolate(place)}”?`, size: 28, colour: ink, anchor: 'start', face: serif },
    { kind: 'text', x: 48, y: 90, text: `${model}, a network in the browser: the ${shown.length} likeliest of ${count(vocabSize)}`, size: 17, colour: soft, anchor: 'start', face: serif, italic: true },
    { kind: 'box', x: left, y: 112, width: 20, height: 14, colour },
    { kind: 'text', x: left + 28, y: 124, text: drawn, size: 15, colour: soft, anchor: 'start', face: serif, italic: true },
    { kind: 'box', x: left + 240, y: 116, width: 20, height: 6, colour: learned },
    { kind: 'text', x: left + 268, y: 124, text: 'learned', size: 15, colour: soft, anchor: 'start', face: serif, italic: true },
    ...shown.flatMap(({ text, probability, samplingProbability }, i) => {
      const y = top + i * step;
      const symbols = [...showBlanks(text)];
      const label = symbols.length > longestLabel ? `${symbols.slice(0, longestLabel - 1).join('')}…` : symbols.join('');
      const wide = (/** @type {number} */ share) => Number((((right - left) * share) / highest).toFixed(2));
      return /** @type {Shape[]} */ ([
        { kind: 'text', x: left - 16, y: y + 19, text: isolate(label), size: 20, colour: ink, anchor: 'end', face: serif },
        { kind: 'box', x: left, y: y + 2, width: wide(samplingProbability), height: 14, colour },
        { kind: 'box', x: left, y: y + 18, width: wide(probability), height: 6, colour: learned },
        { kind: 'text', x: 800, y: y + 19, text: formatProbability(probability), size: 15, colour: soft, anchor: 'end', face: mono },
        { kind: 'text', x: 912, y: y + 19, text: formatProbability(samplingProbability), size: 15, colour, anchor: 'end', face: mono },
      ]);
    }),
  ];
}

/** XML knows no control characters and no halves of a character. @param {string} text */
const escapeXml = (text) =>
  escapeText(text.replace(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|\p{Surrogate}/gu, '\ufffd'));

/** @param {Shape[]} shapes @param {string} title */
export function toSvg(shapes, title) {
  const parts = shapes.map((shape) => {
    if (shape.kind === 'box') {
      return `<rect x="${shape.x}" y="${shape.y}" width="${shape.width}" height="${shape.height}" fill="${shape.colour}"/>`;
    }
    const { x, y, text, size, colour, anchor, face, italic } = shape;
    return `<text x="${x}" y="${y}" font-family="${face}" font-size="${size}" fill="${colour}" text-anchor="${anchor}"` +
      `${italic ? ' font-style="italic"' : ''}>${escapeXml(text)}</text>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">\n` +
    `<title>${escapeXml(title)}</title>\n${parts.join('\n')}\n</svg>\n`;
}

/** Paints the figure, twice as large, for a sharp picture on a slide. @param {Shape[]} shapes @returns {Promise<Blob>} */
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
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('The picture could not be made.'))), 'image/png'));
}
