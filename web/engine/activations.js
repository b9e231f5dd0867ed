/** What can be read of a recurrent layer, by its kind: which bits ask the module for it, and how the blocks come back. */
import { checkNames, refuse } from './options.js';

/**
 * @typedef {object} LayerActivations values after the activation function, [tokens, size], one token after the other
 * @property {number} layer counted among the recurrent layers, from 0
 * @property {'lstm' | 'gru' | 'rnn'} kind
 * @property {number} size of its hidden state
 * @property {Float32Array} [hidden] the hidden state h
 * @property {Float32Array} [state] the LSTM's cell state c
 * @property {Record<string, Float32Array>} [gates] LSTM: input, forget, candidate, output; GRU: reset, update, candidate
 *
 * @typedef {{ layer?: number, what?: string[], signal?: AbortSignal }} ActivationOptions layer: one, all if missing; what: of 'hidden',
 * 'state', 'gates' and the gates' names those that are wanted, all if missing; what a layer has not is left out
 */

/** Names by bit (kHiddenPart … in cpp/engine/activations.h); the gates from bit 2 on. */
/** @type {{ [kind: string]: string[] }} */
const PARTS = {
  lstm: ['hidden', 'state', 'input', 'forget', 'candidate', 'output'],
  gru: ['hidden', '', 'reset', 'update', 'candidate'],
  rnn: ['hidden'],
};

/** Returns the layers that can be read. @param {import('./model.js').ModelInfo} info */
export const recurrentLayers = ({ layers }) => layers.filter(({ kind }) => kind in PARTS);

/**
 * Returns the layer (-1: all) and the bits to ask for.
 * @param {import('./model.js').ModelInfo} info
 * @param {ActivationOptions} options
 */
export function whatToRead(info, options) {
  checkNames(options, ['layer', 'what', 'signal']);
  const { layer = -1, what = ['hidden', 'state', 'gates'] } = options;
  const count = recurrentLayers(info).length;
  if (!Number.isInteger(layer) || layer < -1 || layer >= count) {
    refuse(`There is no layer ${layer}: this model has the recurrent layers 0 to ${count - 1}.`);
  }
  const names = ['gates', ...Object.values(PARTS).flat()];
  const unknown = [what].flat().find((name) => !name || !names.includes(name));
  if (unknown !== undefined) refuse(`A layer has no “${unknown}”.`);
  let bits = 0;
  for (const { kind } of recurrentLayers(info)) {
    PARTS[kind].forEach((name, bit) => {
      if (what.includes(name) || (bit > 1 && what.includes('gates'))) bits |= 1 << bit;
    });
  }
  return { layer, bits };
}

/**
 * Cuts the module's values into arrays of their own.
 * @param {import('./model.js').ModelInfo} info
 * @param {{ layer: number, bits: number }} asked
 * @param {number} tokens
 * @param {Float32Array} values
 */
export function cutIntoLayers(info, { layer, bits }, tokens, values) {
  let start = 0;
  return recurrentLayers(info).map(({ kind, size }, index) => {
    const result = /** @type {LayerActivations} */ ({ layer: index, kind, size });
    PARTS[kind].forEach((name, bit) => {
      if (!name || !(bits & (1 << bit)) || (layer >= 0 && layer !== index)) return;
      const block = values.slice(start, start += tokens * size);
      if (bit > 1) (result.gates ??= {})[name] = block;
      else result[/** @type {'hidden' | 'state'} */ (name)] = block;
    });
    return result;
  }).filter(({ layer: index }) => layer < 0 || layer === index);
}
