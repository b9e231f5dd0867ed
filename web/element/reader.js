// What the reader's browser tells and takes: where the focus is, and a text to paste elsewhere, which it may refuse.

/** Whether the focus is in an element, in a window too that is not in front: there :focus matches nothing. @param {Element} element */
export const hasFocus = (element) => element.contains(/** @type {ShadowRoot} */ (element.getRootNode()).activeElement);

/** Tells whether the text was copied. @param {string} text @returns {Promise<boolean> | undefined} */
export const copyText = (text) => navigator.clipboard?.writeText(text).then(() => true, () => false);
