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
  const web = { script: 'onnxruntime-web.js', library: 'onnxruntime-web' };
  const library = join(modules, 'onnxruntime-node');
  return [
    { ...web, name: 'onnxruntime-web fp32, 1 thread', place: 'page', tolerance: kFloat, options: { bits: 32, threads: 1 } },
    { ...web, name: 'onnxruntime-web fp32, 2 threads', place: 'isolated page', tolerance: kFloat, options: { bits: 32, threads: 2 } },
    { ...web, name: 'onnxruntime-web int8, 1 thread', place: 'page', tolerance: kInt8, options: { bits: 8, threads: 1 } },
    { ...web, name: 'onnxruntime-web int8, 2 threads', place: 'isolated page', tolerance: kInt8, options: { bits: 8, threads: 2 } },
    { name: 'TensorFlow.js wasm', script: 'tfjs.js', library: '@tensorflow/tfjs-core', place: 'page', tolerance: kFloat },
    { name: 'plain JavaScript', script: 'plain.js', place: 'page', tolerance: kFloat },
    {
      name: 'onnxruntime-node int8, native', script: 'onnxruntime-node.mjs', library: 'onnxruntime-node', place: 'process',
      tolerance: kInt8, options: { bits: 8, library },
    },
  ];
}
