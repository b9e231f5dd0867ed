// Where the focus is.

/** Whether the focus is in an element, in a window too that is not in front: there :focus matches nothing. @param {Element} element */
export const hasFocus = (element) => element.contains(/** @type {ShadowRoot} */ (element.getRootNode()).activeElement);
