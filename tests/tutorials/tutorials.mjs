// The tutorials, by the files that train them.

/**
 * @typedef {object} Tutorial
 * @property {string} file in this folder
 * @property {string[]} needs Python packages, or npm's
 */

/** @type {Tutorial[]} */
export const tutorials = [
  { file: 'mastery_torch.py', needs: ['torch'] },
  { file: 'practical_pytorch.py', needs: ['torch'] },
  { file: 'generation_tutorial.py', needs: ['torch'] },
  { file: 'word_language_model.py', needs: ['torch'] },
  { file: 'udacity.py', needs: ['torch'] },
  { file: 'd2l.py', needs: ['torch'] },
  { file: 'makemore.py', needs: ['torch'] },
  { file: 'dinosaurus.py', needs: ['numpy'] },
];
