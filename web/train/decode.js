// Bytes of a text file -> text. The rule is explained in cpp/text/decode.h, which the command line uses.
import { LukewarmError } from '../engine/errors.js';

// The bytes 0x80 to 0x9F of Windows-1252. Node decodes them as Latin-1 (nodejs/node#60888, 20.18.3 to 24), browsers as here.
const windows1252 = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';
const undefinedIn1252 = /[\x81\x8d\x8f\x90\x9d]/;

/** @param {Uint8Array} bytes @returns {'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252' | null} null: no text */
function encodingOf(bytes) {
  const [first, second, third] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  const lossy = new TextDecoder().decode(bytes);
  const malformed = lossy.match(/\ufffd/g)?.length ?? 0;
  if (malformed === 0 || (first === 0xef && second === 0xbb && third === 0xbf)) return 'utf-8';
  const wellFormed = lossy.match(/[^\0-\x7f\ufffd]/gu)?.length ?? 0;
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return 'utf-8'; // that holds U+FFFD
  } catch {
    return wellFormed > malformed ? null : 'windows-1252';
  }
}

/**
 * Returns the text and its encoding. Errors: text-not-utf8.
 * @param {Uint8Array} bytes
 */
export function decodeText(bytes) {
  const encoding = encodingOf(bytes);
  try {
    if (encoding === null) throw new TypeError();
    let text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    if (text.includes('\0')) throw new TypeError();
    if (encoding === 'windows-1252') {
      if (undefinedIn1252.test(text)) throw new TypeError();
      text = text.replace(/[\x80-\x9f]/g, (c) => windows1252[c.charCodeAt(0) - 0x80]);
    }
    return { text: text.replace(/\r\n?/g, '\n'), encoding };
  } catch {
    throw new LukewarmError('text-not-utf8', 'The file is not plain text in UTF-8; save it as such.');
  }
}
