// The panels, by their tags: each shows more of a <lukewarm-text>.

/** @type {{ [name: string]: any }} */
export const panels = {
};
