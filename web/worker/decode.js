// Bytes of a text file -> text. The rule is explained in cpp/text/decode.h, which the command line uses.
import { LukewarmError } from '../engine/errors.js';

/** The bytes that Windows-1252 does not define, as the WHATWG decodes them. */
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
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    if (text.includes('\0') || (encoding === 'windows-1252' && undefinedIn1252.test(text))) throw new TypeError();
    return { text: text.replace(/\r\n?/g, '\n'), encoding };
  } catch {
    throw new LukewarmError('text-not-utf8',
      'This is not plain text in UTF-8, or it is damaged. Save it as plain text (.txt) in UTF-8, or copy the text and paste it.');
  }
}
