// The one rule by which first.js, before the first paint, and the page's own script know whether a link asks for a text.

/** Returns the link that the page was opened with: what is after the #, or after a ? that has one of the main settings; else ''. */
export const findLink = () => location.hash || (/[?&](model|prompt|temperature|seed|length)=/.test(location.search) ? location.search : '');
