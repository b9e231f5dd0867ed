// Text of others (a model's name, a token, a word from a link) among our own words, which it must not turn around.

/** Makes those signs visible that change the direction of all that follows, up to the end of the line. @param {string} text */
export const showControls = (text) =>
  text.replace(/[\u202a-\u202e\u2066-\u2069]/g, (sign) => `⟨U+${sign.charCodeAt(0).toString(16).toUpperCase()}⟩`);

/** Returns a text that leaves the words beside it where they are, in whatever direction it is read. @param {string} text */
export function isolate(text) {
  const shown = showControls(text); // an end of an isolate in it would end this one
  return /[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufefc]/.test(shown) ? `\u2068${shown}\u2069` : shown;
}
