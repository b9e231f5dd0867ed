// The tutorials, by the files that train them.

/**
 * @typedef {object} Tutorial
 * @property {string} file in this folder
 * @property {string[]} needs Python packages; of a .mjs, npm's, which tests/bench/train-peers installs
 */

/** @type {Tutorial[]} */
export const tutorials = [
  { file: 'guide_pytorch.py', needs: ['torch'] },
  { file: 'guide_keras.py', needs: ['tensorflow'] },
  { file: 'text_generation.py', needs: ['tensorflow', 'tf_keras'] },
  { file: 'keras_lstm.py', needs: ['tensorflow', 'tf_keras'] },
  { file: 'dlaicourse.py', needs: ['tensorflow', 'tf_keras'] },
  { file: 'mastery.py', needs: ['tensorflow', 'tf_keras'] },
  { file: 'mastery_torch.py', needs: ['torch'] },
  { file: 'practical_pytorch.py', needs: ['torch'] },
  { file: 'generation_tutorial.py', needs: ['torch'] },
  { file: 'word_language_model.py', needs: ['torch', 'onnx'] },
  { file: 'udacity.py', needs: ['torch'] },
  { file: 'd2l.py', needs: ['torch'] },
  { file: 'makemore.py', needs: ['torch'] },
  { file: 'textgenrnn.py', needs: ['tensorflow', 'tf_keras'] },
  { file: 'tfjs_lstm.mjs', needs: ['@tensorflow/tfjs-layers'] },
  { file: 'fastai_awd.py', needs: ['torch'] },
  { file: 'dinosaurus.py', needs: ['numpy'] },
  { file: 'charrnn_ml5.py', needs: ['tensorflow'] },
  { file: 'char_rnn.py', needs: ['torch'] },
];
