// Text as HTML and XML write it.

/** @type {Record<string, string>} */
const references = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** @param {string} text */
export const escapeText = (text) => text.replace(/[&<>"]/g, (sign) => references[sign]);
