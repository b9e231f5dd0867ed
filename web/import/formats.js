// The formats that are read, in the order in which they are asked. Each is a module of its own, loaded when files are there
// that may be of it: `likely` looks at names alone. Where none of the likely ones finds a model, the others are asked.

/** @typedef {import('./types.js').Format} Format */

/** @type {{ id: string, name: string, likely: RegExp, load: () => Promise<Format> }[]} name: for people */
export const formats = [
  { id: 'keras', name: 'Keras (.keras, .h5, .hdf5, .weights.h5)', likely: /\.(keras|h5|hdf5|hdf|he5)$/i, load: () => import('./keras.js') },
  { id: 'tfjs', name: 'TensorFlow.js (model.json and its weights)', likely: /\.json$/i, load: () => import('./tfjs.js') },
  { id: 'ml5', name: 'ml5 (a folder with manifest.json)', likely: /(^|\/)manifest\.json$/i, load: () => import('./ml5.js') },
  // Before PyTorch's: what lies beside such a file (optimizer.pt, training_args.bin) is no model.
  { id: 'safetensors', name: 'Safetensors (.safetensors)', likely: /\.safetensors$/i, load: () => import('./safetensors.js') },
  { id: 'torch', name: 'PyTorch (.pt, .pth, .net, .bin, .ckpt)', likely: /\.(pt|pth|net|bin|ckpt|tar|torch)$/i, load: () => import('./torch.js') },
  { id: 'onnx', name: 'ONNX (.onnx)', likely: /\.onnx$/i, load: () => import('./onnx.js') },
  { id: 'tensorflow', name: 'TensorFlow (checkpoints: .index with .data; SavedModel folders)', likely: /\.index$|\.data-\d+-of-\d+$|(^|\/)saved_model\.pb$/i, load: () => import('./tensorflow.js') },
  // Last: a pickle of arrays beside another model is its vocabulary.
  { id: 'npz', name: 'NumPy (.npz, .npy)', likely: /\.(npz|npy|pkl|pickle|p)$/i, load: () => import('./npz.js') },
  { id: 'torch7', name: 'Torch7 (.t7 of char-rnn and torch-rnn)', likely: /\.t7$/i, load: () => import('./torch7.js') },
];
