// The rows of the table.
import { join } from 'node:path';

/**
 * @typedef {object} Entry
 * @property {string} name
 * @property {string} script in this folder
 * @property {'page' | 'isolated page' | 'other page' | 'process'} place where it runs; threads need an isolated page
 * @property {object} [options]
 * @property {string} [library] whose version is named
 * @property {number} [tolerance] how far the probabilities may be from the reference's (half the sum of differences)
 * @property {string} [sameTextAs] another entry that must draw the same text
 */

const kFloat = 1e-4;
const kInt8 = 0.02;

/**
 * Returns the rows of a build of Lukewarm.
 * @param {string} name
 * @param {'page' | 'other page'} place @param {string} build folder
 * @param {string} file where the model is written for the command line
 * @param {number} format of the model files
 * @returns {Entry[]}
 */
export const lukewarm = (name, place, build, file, format) => [
  { name: `${name}, Chromium`, script: 'lukewarm-web.js', place, tolerance: kInt8, options: { format } },
  {
    name: `${name}, native`, script: 'lukewarm-native.mjs', place: 'process', sameTextAs: `${name}, Chromium`,
    options: { program: join(build, 'native/lukewarm'), file, format },
  },
];

/** @param {string} modules folder in which they are installed @returns {Entry[]} */
export function others(modules) {
  const fp32 = { bits: 32, tolerance: kFloat };
  const int8 = { bits: 8, tolerance: kInt8 };
  /** @param {string} name @param {typeof fp32} weights @param {number} threads @returns {Entry} */
  const onnxruntime = (name, { bits, tolerance }, threads) => ({
    name, script: 'onnxruntime-web.js', place: threads > 1 ? 'isolated page' : 'page', library: 'onnxruntime-web',
    tolerance, options: { bits, threads },
  });
  return [
    onnxruntime('onnxruntime-web fp32, 1 thread', fp32, 1),
    onnxruntime('onnxruntime-web fp32, 2 threads', fp32, 2),
    onnxruntime('onnxruntime-web int8, 1 thread', int8, 1),
    onnxruntime('onnxruntime-web int8, 2 threads', int8, 2),
    {
      name: 'TensorFlow.js wasm', script: 'tfjs.js', place: 'page', library: '@tensorflow/tfjs-core',
      tolerance: kFloat,
    },
    { name: 'plain JavaScript', script: 'plain.js', place: 'page', tolerance: kFloat },
    {
      name: 'onnxruntime-node int8, native', script: 'onnxruntime-node.mjs', place: 'process',
      library: 'onnxruntime-node', tolerance: kInt8, options: { bits: 8, library: join(modules, 'onnxruntime-node') },
    },
  ];
}
