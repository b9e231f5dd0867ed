// The text on the page: the prompt, then what is generated, in blocks, so that adding to a long text lays out only
// its last block. The text itself is kept beside it, for copying.

const blockLength = 2000;

export const textViewCss = `
.text { white-space: pre-wrap; overflow-wrap: anywhere; line-break: strict; }
.text p { margin: 0; unicode-bidi: plaintext; text-align: start; content-visibility: auto; contain-intrinsic-size: auto 40rem; }
.text p:last-child { content-visibility: visible; }
.text b { font-weight: inherit; color: var(--accent); text-decoration: underline; text-decoration-thickness: 1px; text-underline-offset: 0.25em; }
`;

export class TextView {
  #element;
  #onPaint;
  /** @type {Text | undefined} */
  #tail;
  #coming = ''; // the prompt of a text of which nothing has come
  #begun = true; // a character of the newest text has come
  #cleared = true; // and the screen shows it
  #pending = '';
  #frame = 0;
  prompt = '';
  text = '';

  /** @param {HTMLElement} element @param {() => void} onPaint called after each change on screen */
  constructor(element, onPaint) {
    this.#element = element;
    this.#onPaint = onPaint;
  }

  /** Begins a new text. What stands there stays until the first characters come: no flash. @param {string} prompt */
  begin(prompt) {
    this.#pending = '';
    this.#coming = prompt;
    this.#begun = false;
    if (!this.#tail) this.append('');
    this.#element.setAttribute('aria-busy', 'true');
  }

  /** @param {string} text */
  append(text) {
    if (!this.#begun) {
      this.#begun = true;
      this.#cleared = false;
      this.prompt = this.#coming;
      this.text = '';
    }
    this.text += text;
    this.#pending += text;
    this.#frame ||= requestAnimationFrame(() => this.#paint());
  }

  /** Shows at once what is still to be shown. */
  end() {
    if (this.#frame) this.#paint();
    this.#element.setAttribute('aria-busy', 'false');
  }

  #paint() {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    if (!this.#cleared) {
      this.#cleared = true;
      const prompt = document.createElement('b');
      prompt.textContent = this.prompt;
      prompt.part.add('prompt');
      this.#element.replaceChildren();
      this.#addBlock(prompt);
    }
    let added = this.#pending;
    this.#pending = '';
    for (let room; this.#tail && (room = blockLength - this.#tail.length) < added.length; ) {
      // A block ends only where a line does, and its end takes the place of the line break.
      const cut = added.indexOf('\n', Math.max(0, room));
      if (cut < 0) break;
      this.#tail.appendData(added.slice(0, cut));
      added = added.slice(cut + 1);
      this.#addBlock();
    }
    this.#tail?.appendData(added);
    this.#onPaint();
  }

  /** @param {Node[]} nodes */
  #addBlock(...nodes) {
    const block = document.createElement('p');
    block.dir = 'auto';
    this.#tail = document.createTextNode('');
    block.append(...nodes, this.#tail);
    this.#element.append(block);
  }
}
