// A text as it is generated, every token shaded by how surprising it was to the model. It is shown in blocks, so that
// adding to a long text lays out only its last one, and only blocks near the window carry shading: what a million
// characters cost is the text itself and five bytes a token.

import { make } from './dom.js';

/** The least surprise of each shade, in bits: a token of 2 bits had one chance in 4. */
export const shades = [1, 2, 4, 7, 10];

const blockLength = 2000; // a block ends where a line ends after so many characters,
const longestBlock = 8000; // or at a space after so many
const chosen = 0x80; // of a mark: the token was chosen, not drawn

/** Returns the shade of a token, 0 to 5. @param {number} logProbability nats */
export function shadeOf(logProbability) {
  return shades.filter((least) => -logProbability / Math.LN2 >= least).length;
}

/** @typedef {{ element: HTMLElement, start: number, end: number, near: boolean, shaded: boolean }} Block from start to end of the text; a line break at its end is not shown */

export class TokenView {
  /** What holds the text. @type {HTMLElement} */
  element;
  #onPaint;
  #observer;
  /** @type {Block[]} */
  #blocks = [];
  #ends = new Uint32Array(1024); // where each token ends in the text
  #marks = new Uint8Array(1024); // its shade, and whether it was chosen
  #count = 0;
  #coming = ''; // the prompt of a text of which nothing has come
  #begun = true; // a token of the newest text has come
  #cleared = true; // and the screen shows it
  #painted = 0; // characters on the screen
  #frame = 0;
  #rest = make('span', { className: 'rest' });
  /** Blocks that came near the window or left it. @type {Set<Block>} */
  #stale = new Set();
  #staleFrame = 0;
  #shading = true;
  /** A text that may be what is about to come, of which the rest stays, softly, behind what has come. */
  expected = '';
  prompt = '';
  text = '';

  /** @param {HTMLElement} element @param {() => void} [onPaint] called after each change on screen */
  constructor(element, onPaint = () => {}) {
    this.element = element;
    this.#onPaint = onPaint;
    element.classList.add('tokens');
    element.translate = false; // a page translator would take its nodes apart
    // jsdom has none: there every block is near.
    this.#observer = globalThis.IntersectionObserver && new IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries) {
        const block = this.#blocks.find(({ element }) => element === target);
        if (!block || block.near === isIntersecting) continue;
        block.near = isIntersecting;
        this.#stale.add(block);
      }
      this.#catchUp();
    }, { rootMargin: '100% 0px' });
  }

  /** How many tokens stand here. */
  get count() {
    return this.#count;
  }

  get shading() {
    return this.#shading;
  }

  set shading(on) {
    this.element.classList.toggle('tinted', on);
    this.#shading = on;
    this.#blocks.forEach((block) => this.#render(block));
  }

  /** Begins a new text. What stands there stays until the first tokens come: no flash. @param {string} prompt */
  begin(prompt) {
    this.#coming = prompt;
    this.#begun = false;
    if (this.#blocks.length === 0) this.#start();
    this.element.ariaBusy = 'true';
  }

  /** @param {{ text: string, logProbability: number, chosen?: boolean }} step */
  append({ text, logProbability, chosen: wasChosen }) {
    if (!this.#begun) this.#start();
    if (this.#count === this.#ends.length) this.#grow();
    this.text += text;
    this.#ends[this.#count] = this.text.length;
    this.#marks[this.#count++] = shadeOf(logProbability) | (wasChosen ? chosen : 0);
    this.#frame ||= requestAnimationFrame(() => this.#paint());
  }

  /** Shows the new text, of which nothing comes. */
  clear() {
    if (!this.#begun) this.#start();
  }

  /** Shows at once what is still to be shown. */
  end() {
    this.expected = '';
    if (this.#begun) this.#paint();
    this.element.ariaBusy = 'false';
  }

  /** Stops watching the window. */
  dispose() {
    cancelAnimationFrame(this.#frame);
    cancelAnimationFrame(this.#staleFrame);
    this.#observer?.disconnect();
  }

  /** Returns the number of the token that holds character `offset` of the text. @param {number} offset */
  tokenAt(offset) {
    let [low, high] = [0, this.#count];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#ends[middle] > offset) high = middle;
      else low = middle + 1;
    }
    return low < this.#count ? low : -1;
  }

  /** Returns where token `index` stands in the text. @param {number} index @returns {[start: number, end: number]} */
  extent(index) {
    return [index > 0 ? this.#ends[index - 1] : 0, this.#ends[index]];
  }

  /** Returns the text of token `index`. @param {number} index */
  textOf(index) {
    return this.text.slice(...this.extent(index));
  }

  /** The block that holds character `offset` of the text. @param {number} offset */
  blockAt(offset) {
    return this.#blocks.findLast((block) => block.start <= offset);
  }

  /** The block that a node stands in. @param {Node} node */
  blockOf(node) {
    return this.#blocks.find(({ element }) => element.contains(node));
  }

  /** How many characters of the prompt a block begins with. @param {Block} block */
  promptIn(block) {
    return block.start === 0 ? this.prompt.length : 0;
  }

  /** A new text, with nothing but its prompt yet. */
  #start() {
    this.#begun = true;
    this.#cleared = false;
    this.prompt = this.#coming;
    this.text = '';
    this.#count = 0;
    this.#painted = 0;
    this.#frame ||= requestAnimationFrame(() => this.#paint());
  }

  #grow() {
    const [ends, marks] = [this.#ends, this.#marks];
    this.#ends = new Uint32Array(2 * ends.length);
    this.#marks = new Uint8Array(2 * ends.length);
    this.#ends.set(ends);
    this.#marks.set(marks);
  }

  #paint() {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    if (!this.#cleared) {
      this.#cleared = true;
      this.#observer?.disconnect();
      this.#blocks = [];
      this.#stale.clear();
      this.element.replaceChildren();
      this.#addBlock(0);
    }
    while (this.#painted < this.text.length) {
      const block = /** @type {Block} */ (this.#blocks.at(-1));
      const cut = this.#cutAfter(block.start);
      const end = cut < 0 ? this.text.length : cut;
      this.#add(block, this.#painted, end);
      block.end = end;
      this.#painted = end;
      if (cut < 0) break;
      if (this.text[cut] === '\n') this.#painted++;
      this.#addBlock(this.#painted);
    }
    this.#showExpected();
    this.#onPaint();
  }

  #showExpected() {
    if (!this.expected) return this.#rest.remove();
    const whole = this.prompt + this.text;
    if (!this.expected.startsWith(whole)) this.expected = '';
    this.#rest.textContent = this.expected.slice(whole.length);
    this.element.lastElementChild?.append(this.#rest);
  }

  /** Returns where a block that begins at `start` ends, or -1 if it does not end yet. @param {number} start */
  #cutAfter(start) {
    if (this.text.length - start < blockLength) return -1;
    const from = Math.max(start + blockLength, this.#painted);
    const line = this.text.indexOf('\n', from);
    if (line >= 0 && line - start <= longestBlock) return line;
    if (this.text.length - start <= longestBlock) return -1;
    const space = this.text.indexOf(' ', Math.max(start + longestBlock, this.#painted));
    return space < 0 ? -1 : space + 1;
  }

  /** @param {number} start in the text */
  #addBlock(start) {
    const element = make('p', { dir: 'auto' });
    if (start === 0) {
      element.append(make('b', { part: 'prompt' }, this.prompt));
      if (this.prompt.length > longestBlock) element.style.unicodeBidi = 'normal'; // plaintext is laid out twenty times as slowly
    }
    const near = this.#blocks.at(-1)?.near ?? true;
    this.#blocks.push({ element, start, end: start, near, shaded: near && this.#shading });
    this.element.append(element);
    this.#observer?.observe(element);
  }

  /** Shows stale blocks anew, one a frame: each has to be laid out. */
  #catchUp() {
    if (this.#staleFrame || this.#stale.size === 0) return;
    this.#staleFrame = requestAnimationFrame(() => {
      this.#staleFrame = 0;
      for (const block of this.#stale) {
        this.#stale.delete(block);
        if (this.#render(block)) break;
      }
      this.#catchUp();
    });
  }

  /** Shows a block anew if it is to be shaded and is not, or the other way round; returns whether. @param {Block} block */
  #render(block) {
    const shaded = block.near && this.#shading;
    if (block.shaded === shaded) return false;
    block.shaded = shaded;
    block.element.replaceChildren(...block.element.querySelectorAll('b, .rest'));
    this.#add(block, block.start, block.end);
    return true;
  }

  /** Adds the text from `start` to `end`, in runs of the same mark. @param {Block} block @param {number} start @param {number} end */
  #add(block, start, end) {
    if (!block.shaded) return addRun(block.element, this.text.slice(start, end), 0);
    let index = this.tokenAt(start);
    while (start < end) {
      const mark = this.#marks[index];
      while (index + 1 < this.#count && this.#ends[index] < end && this.#marks[index + 1] === mark && !(mark & chosen)) index++;
      const to = Math.min(end, this.#ends[index]);
      addRun(block.element, this.text.slice(start, to), mark);
      start = to;
      index++;
    }
  }
}

/** @param {HTMLElement} parent @param {string} text @param {number} mark */
function addRun(parent, text, mark) {
  if (text === '') return;
  const rest = /** @type {HTMLElement | null} */ (parent.querySelector(':scope > .rest'));
  const last = /** @type {any} */ (rest ? rest.previousSibling : parent.lastChild);
  const className = mark & chosen ? `shade-${mark & ~chosen} chosen` : mark ? `shade-${mark}` : '';
  // Where a page translator has put nodes of its own in place of these, another run follows.
  const run = className === '' ? last : last?.className === className && !(mark & chosen) ? last.firstChild : null;
  if (run?.appendData) return run.appendData(text);
  const added = className === '' ? document.createTextNode(text) : make('span', { className }, text);
  parent.insertBefore(added, rest);
}
