// Where the tokens of a view stand in the window, and which one stands at a point of it.

/** @typedef {import('./token-view.js').TokenView} TokenView */

/**
 * Returns the number of the token at a point of the window, or -1.
 * @param {TokenView} view @param {number} x @param {number} y
 */
export function tokenAtPoint(view, x, y) {
  const place = caretAt(view.element, x, y);
  const block = place && view.blockOf(place.node);
  if (!block) return -1;
  const before = document.createRange();
  before.setStart(block.element, 0);
  before.setEnd(place.node, place.offset);
  const offset = block.start + before.toString().length - view.promptIn(block);
  // A caret stands between two characters: the point may be on either.
  for (const candidate of [offset - 1, offset]) {
    const index = candidate < block.start ? -1 : view.tokenAt(candidate);
    if (index >= 0 && boxesOf(view, index).some((box) => x >= box.left && x <= box.right && y >= box.top && y <= box.bottom)) return index;
  }
  return -1;
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

/** @param {HTMLElement} element @param {number} x @param {number} y @returns {{ node: Node, offset: number } | null} */
function caretAt(element, x, y) {
  const root = element.getRootNode();
  if (document.caretPositionFromPoint) {
    const shadowRoots = root instanceof ShadowRoot ? [root] : [];
    const position = document.caretPositionFromPoint(x, y, { shadowRoots });
    return position && { node: position.offsetNode, offset: position.offset };
  }
  const range = document.caretRangeFromPoint?.(x, y);
  return range ? { node: range.startContainer, offset: range.startOffset } : null;
}
