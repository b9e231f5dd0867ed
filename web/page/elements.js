// The page's elements by id.

/** @type {(id: string) => any} */
export const element = (id) => document.getElementById(id);
