// The contrast of everything that elements write with what is behind it, as WCAG 2 computes it, in the page.

/**
 * Runs in the page: returns what has less contrast than it should, and how much was looked at. What is behind a text is
 * painted, layer by layer, so that every notation of a colour and every transparency counts.
 */
export function measureContrast() {
  const behind = [document.documentElement, document.body].map((element) => getComputedStyle(element).backgroundColor);
  const context = /** @type {CanvasRenderingContext2D} */ (document.createElement('canvas').getContext('2d', { willReadFrequently: true }));
  /** @type {Map<string, number>} */
  const known = new Map();
  /** Returns the luminance of colours that lie on one another. @param {string[]} layers */
  const luminance = (layers) => {
    const key = layers.join(';');
    if (!known.has(key)) {
      for (const color of layers) {
        context.fillStyle = color;
        context.fillRect(0, 0, 1, 1);
      }
      const [r, g, b] = [...context.getImageData(0, 0, 1, 1).data].slice(0, 3).map((value) => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4));
      known.set(key, 0.2126 * r + 0.7152 * g + 0.0722 * b);
    }
    return /** @type {number} */ (known.get(key));
  };
  /** @param {string[]} layers @param {string} color */
  const contrast = (layers, color) => {
    const [a, b] = [luminance(layers), luminance([...layers, color])].sort((x, y) => y - x);
    return (a + 0.05) / (b + 0.05);
  };
  /** @param {Node} node @returns {Element | null} */
  const above = (node) => {
    const { assignedSlot, parentNode } = /** @type {any} */ (node);
    return assignedSlot ?? parentNode?.host ?? (parentNode?.nodeType === 1 ? parentNode : null);
  };
  /** What lies behind the text of an element, from the page's background on. @param {Element} element */
  const layersOf = (element) => {
    const layers = [];
    for (let at = /** @type {Element | null} */ (element); at && at !== document.body; at = above(at)) layers.unshift(getComputedStyle(at).backgroundColor);
    return [...behind, ...layers];
  };
  /** @type {string[]} */
  const poor = [];
  let count = 0;
  const look = (/** @type {ParentNode & Node} */ root) => {
    for (const element of root.querySelectorAll('*')) {
      if (element.shadowRoot) look(element.shadowRoot);
      if (!element.checkVisibility?.({ visibilityProperty: true, opacityProperty: true }) || element.closest('.unseen, .token-cursor, svg, noscript, option')) continue;
      const style = getComputedStyle(element);
      const isField = element.matches('input:not([type=range], [type=checkbox], [type=radio]), textarea, select');
      const says = element.getRootNode() !== document && (isField || [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim()));
      const layers = layersOf(element);
      const place = `${/** @type {any} */ (element.getRootNode()).host?.localName} ${element.localName}${element.id && `#${element.id}`}.${element.className}`;
      const check = (/** @type {string} */ what, /** @type {string} */ color, /** @type {number} */ least) => {
        count++;
        const got = contrast(layers, color);
        if (got < least) poor.push(`${got.toFixed(2)} ${what} ${place}: ${color} on ${layers.filter((layer) => !/, 0\)|\/ 0\)/.test(layer)).join(' ')} “${element.textContent?.trim().slice(0, 20)}”`);
      };
      if (says) check('text', style.color, 4.5);
      // What one must see to use it: the line under a field, the border of a button, the bars of a chart.
      if (isField || element.matches('button:not(.quiet, .main, .bars *, ol *):not([aria-disabled=true])')) check('border', style.borderBottomColor, 3);
      if (element.matches('.bars .bar i:not(.before), .picture span:not(.cut) i')) {
        layers.pop();
        check('bar', style.backgroundColor, 3);
      }
      // The ends of a slider's track and its thumb: no browser tells of them, so that their colours are asked for.
      if (element.matches('.slider input')) {
        const probe = element.parentElement?.appendChild(document.createElement('i'));
        for (const color of ['var(--accent)', 'var(--edge)', ...(element.closest('.heat') ? [250, 322, 393].map((hue) => `oklch(calc(0.55 + 0.15 * var(--dark)) 0.1 ${hue})`) : [])]) {
          if (!probe) continue;
          probe.style.color = color;
          check('slider', getComputedStyle(probe).color, 3);
        }
        probe?.remove();
      }
    }
  };
  look(/** @type {HTMLElement} */ (document.querySelector('#here, #frame')));
  return { poor: [...new Set(poor)], count };
}
