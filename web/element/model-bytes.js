// The bytes of a model file, for the figures that look into one: eight bytes of header length, a header in JSON, the rest.
import { LukewarmError } from '../engine/errors.js';

/**
 * Returns the header and what comes after it.
 * @param {string} address @param {AbortSignal} signal
 * @returns {Promise<{ header: any, rest: ArrayBuffer }>}
 * @throws {LukewarmError} 'network', 'http'
 */
export async function fetchModel(address, signal) {
  const response = await fetch(address, { signal }).catch(() => null);
  signal.throwIfAborted();
  if (!response?.ok) throw new LukewarmError(response ? 'http' : 'network', `${address}: ${response?.status ?? ''}`);
  return split(await response.arrayBuffer());
}

/** @param {ArrayBuffer} bytes */
export function split(bytes) {
  const end = 8 + new Uint32Array(bytes, 0, 1)[0];
  return { header: JSON.parse(new TextDecoder().decode(bytes.slice(8, end))), rest: bytes.slice(end) };
}
