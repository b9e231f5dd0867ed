// Every sentence that a reader sees, in English. Each part of the pages has a constant of its own, which the build puts
// beside the scripts that import it, and the rest of this file stays out. A message with a value in it is a function;
// numbers come as texts, set by Locale. The other languages have the same names: de.js, es.js, zh.js.

/** web/element/base.js, engine.js: what any element may say. */
export const common = {
};

/** web/page/first.js, offline.js: why a page does not start, and what is newer. */
export const start = {
  newer: 'There is a newer version of this page.',
  load: 'Load it',
  missing: 'A part of this page did not load.',
  again: 'Load the page again',
  file: 'A browser does not run this page from a file. This one, with everything in it, it does:',
};
