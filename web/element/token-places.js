// Where the tokens of a view stand in the window, and which one stands at a point of it.

/** @typedef {import('./token-view.js').TokenView} TokenView */

/**
 * Returns the number of the token at a point of the window, or -1.
 * @param {TokenView} view @param {number} x @param {number} y
 */
export function tokenAtPoint(view, x, y) {
  const root = /** @type {Document | ShadowRoot} */ (view.element.getRootNode());
  const hit = root.elementFromPoint(x, y);
  const block = hit && view.blockOf(hit);
  if (!block) return -1;
  const offset = block.start + characterAt(block.element, x, y) - view.promptIn(block);
  const index = offset < block.start ? -1 : view.tokenAt(offset);
  const isInside = index >= 0 && boxesOf(view, index).some((box) => x >= box.left && x <= box.right && y >= box.top && y <= box.bottom);
  return isInside ? index : -1;
}

/**
 * Returns which character of a block is at a point or the next after it, by halves: a browser's own way to ask stops at
 * shadow roots in WebKit.
 * @param {HTMLElement} block @param {number} x @param {number} y
 */
function characterAt(block, x, y) {
  const range = document.createRange();
  const boxAt = (/** @type {number} */ offset) => {
    range.setStart(...placeIn(block, offset));
    range.setEnd(...placeIn(block, offset + 1));
    return [...range.getClientRects()].find(({ height }) => height > 0);
  };
  const isRtl = getComputedStyle(block).direction === 'rtl';
  let [low, high] = [0, block.textContent?.length ?? 0];
  while (low < high) {
    let middle = (low + high) >> 1;
    let box = boxAt(middle);
    while (!box && middle > low) box = boxAt(--middle); // a line break may have none
    const isBefore = !box || box.bottom <= y || (box.top <= y && (isRtl ? box.left > x : box.right <= x));
    if (isBefore) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Returns the boxes of token `index` in the window, one for each line that it stands on; a line break has a thin one.
 * @param {TokenView} view @param {number} index
 */
export function boxesOf(view, index) {
  const [start, end] = view.extent(index);
  const block = view.blockAt(start);
  if (!block) return [];
  const shown = (/** @type {number} */ offset) => Math.min(offset, block.end) - block.start + view.promptIn(block);
  const range = document.createRange();
  range.setStart(...placeIn(block.element, shown(start)));
  range.setEnd(...placeIn(block.element, shown(end)));
  /** @type {DOMRect[]} */
  const boxes = [];
  for (const box of range.getClientRects()) {
    const last = boxes[boxes.length - 1];
    if (last && Math.abs(last.top - box.top) < box.height / 2) {
      const left = Math.min(last.left, box.left);
      boxes[boxes.length - 1] = new DOMRect(left, last.top, Math.max(last.right, box.right) - left, last.height);
    } else {
      boxes.push(box);
    }
  }
  return boxes;
}

/** @param {HTMLElement} block @param {number} offset of its text @returns {[node: Node, offset: number]} */
function placeIn(block, offset) {
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const { length } = /** @type {Text} */ (node);
    // The end of a node is the place before the next one: the box of a token must not begin on the line before.
    if (offset < length) return [node, offset];
    offset -= length;
  }
  return [block, block.childNodes.length];
}
