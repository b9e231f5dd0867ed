/** What can be read of a layer, by the network's cell: which bits ask the module for it, and how the blocks come back. */
import { checkNames, refuse } from './options.js';

/**
 * @typedef {object} LayerActivations values after the activation function, [tokens, size], one token after the other
 * @property {number} layer
 * @property {'lstm' | 'gru' | 'rnn'} cell
 * @property {number} size of its hidden state
 * @property {Float32Array} [hidden] the hidden state h
 * @property {Float32Array} [state] the LSTM's cell state c
 * @property {Record<string, Float32Array>} [gates] LSTM: input, forget, candidate, output; GRU: reset, update, candidate
 *
 * @typedef {{ layer?: number, what?: string[], signal?: AbortSignal }} ActivationOptions layer: one, all if missing; what: of 'hidden',
 * 'state', 'gates' and the gates' names those that are wanted, all if missing; what a cell has not is left out
 */

/** Names by bit (kHiddenPart … in cpp/engine/activations.h); the gates from bit 2 on. */
const PARTS = {
  lstm: ['hidden', 'state', 'input', 'forget', 'candidate', 'output'],
  gru: ['hidden', '', 'reset', 'update', 'candidate'],
  rnn: ['hidden'],
};

/**
 * Returns the layer (-1: all) and the bits to ask for.
 * @param {import('./model.js').ModelInfo} info
 * @param {ActivationOptions} options
 */
export function whatToRead({ cell, layers }, options) {
  checkNames(options, ['layer', 'what', 'signal']);
  const { layer = -1, what = ['hidden', 'state', 'gates'] } = options;
  if (!Number.isInteger(layer) || layer < -1 || layer >= layers) {
    refuse(`There is no layer ${layer}: this model has 0 to ${layers - 1}.`);
  }
  const names = ['gates', ...Object.values(PARTS).flat()];
  const unknown = [what].flat().find((name) => !name || !names.includes(name));
  if (unknown !== undefined) refuse(`A layer has no “${unknown}”.`);
  let bits = 0;
  PARTS[cell].forEach((name, bit) => {
    if (what.includes(name) || (bit > 1 && what.includes('gates'))) bits |= 1 << bit;
  });
  return { layer, bits };
}

/**
 * Cuts the module's values into arrays of their own.
 * @param {import('./model.js').ModelInfo} info
 * @param {{ layer: number, bits: number }} asked
 * @param {number} tokens
 * @param {Float32Array} values
 */
export function cutIntoLayers({ cell, hiddenSizes }, { layer, bits }, tokens, values) {
  let start = 0;
  return hiddenSizes.map((size, index) => {
    /** @type {LayerActivations} */
    const result = { layer: index, cell, size };
    PARTS[cell].forEach((name, bit) => {
      if (!(bits & (1 << bit)) || (layer >= 0 && layer !== index)) return;
      const block = values.slice(start, start += tokens * size);
      if (bit > 1) (result.gates ??= {})[name] = block;
      else result[/** @type {'hidden' | 'state'} */ (name)] = block;
    });
    return result;
  }).filter(({ layer: index }) => layer < 0 || layer === index);
}
