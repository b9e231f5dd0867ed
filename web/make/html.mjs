// What is common to whatever writes HTML.

/** Returns a text as HTML has it, in content and in attributes. @param {string} text */
export const escapeHtml = (text) => text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? sign);
