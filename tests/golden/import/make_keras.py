"""Makes tests/golden/import/keras: tiny models of every layer, option and kind of file that web/import/keras*.js and tfjs.js
read, with the frameworks' own probabilities of the next token.

    pip install tensorflow-cpu keras tf-keras h5py
    pip install --no-deps --target FOLDER tensorflowjs==4.22.0
    python tests/golden/import/make_keras.py [--tensorflowjs FOLDER] [NAME ...]

Weights are random and large, so that probabilities differ. Where Keras cannot make a file any more (Keras 1, CuDNN's layers,
textgenrnn's attention, .keras files of Windows), the file is written here as it was then, from a model that Keras computes.
"""
import argparse
import json
import os
import shutil
import sys
import tempfile
import zipfile
from pathlib import Path
from unittest.mock import MagicMock

os.environ['TF_CPP_MIN_LOG_LEVEL'] = '3'
os.environ['KERAS_BACKEND'] = 'tensorflow'
os.environ['CUDA_VISIBLE_DEVICES'] = ''

import h5py
import keras
import numpy as np
import tensorflow as tf
import tf_keras
from keras import layers as L
from tf_keras import layers as L2

HERE = Path(__file__).parent / 'keras'
LETTERS = 'abcdefgh'


# ---------------------------------------------------------------- how a model reads

def windowed(model, size, window, read='ids', pad=None):
    """The probabilities after the last `window` ids, as the tutorials feed them."""
    def run(ids):
        ids = ids[-window:]
        if pad is not None:
            ids = [pad] * (window - len(ids)) + ids
        if read == 'one-hot':
            x = np.eye(size, dtype='float32')[ids][None]
        elif read == 'scaled':
            x = (np.array(ids, 'float32') / size)[None, :, None]
        elif read == 'numbers':
            x = np.array(ids, 'float32')[None]
        else:
            x = np.array([ids])
        return last(model(x, training=False))
    return run


def stateful(model, size, read='ids'):
    """The probabilities after all ids, from a fresh state. A model of one length reads them one by one."""
    def run(ids):
        (model.reset_states if hasattr(model, 'reset_states') else reset)(*([] if hasattr(model, 'reset_states') else [model]))
        x = np.eye(size, dtype='float32')[ids][None] if read == 'one-hot' else np.array([ids])
        length = model.input_shape[1] if getattr(model, 'built', False) and hasattr(model, 'inputs') and model.inputs else None
        if length == 1:
            for i in range(x.shape[1]):
                y = model(x[:, i:i + 1], training=False)
            return last(y)
        return last(model(x, training=False))
    return run


def reset(model):
    for layer in model.layers:
        if hasattr(layer, 'reset_states') and getattr(layer, 'stateful', False):
            layer.reset_states()


def last(output):
    """The last position, as probabilities."""
    y = np.array(output[0] if isinstance(output, (list, tuple)) else output, 'float64')
    y = y[0, -1] if y.ndim == 3 else y[0]
    if abs(y.sum() - 1) > 1e-4 or (y < 0).any():
        y = np.exp(y - y.max())
    return y / y.sum()


# ---------------------------------------------------------------- writing

def randomize(model, seed, scale=0.7):
    """Random weights; a variance is above 0."""
    rng = np.random.default_rng(seed)
    values = []
    for variable in model.weights:
        path = getattr(variable, 'path', variable.name)
        if 'seed_generator' in path:
            values.append(np.array(variable))
            continue
        value = rng.normal(0, scale, variable.shape)
        values.append(np.abs(value) + 0.5 if 'variance' in path else value + 1 if 'gamma' in path else value)
    model.set_weights(values)
    return model


def write(name, run, size, *, files, vocabulary=True, answers=None, prompts=('abcabcab', 'cbafedca', 'eeeeefab'), **more):
    """Writes expected.json. `vocabulary`: True: letters; a list; None: it is in the files."""
    folder = HERE / name
    tokens = list(LETTERS[:size]) if vocabulary is True else vocabulary
    encode = more.pop('encode', None) or (lambda prompt: [LETTERS[:size].index(c) for c in prompt if c in LETTERS[:size]])
    cases = []
    for prompt in prompts:
        prompt = prompt if more.get('encoded') else ''.join(c for c in prompt if c in LETTERS[:size]) if vocabulary is True else prompt
        p = run(encode(prompt))
        cases.append({'prompt': prompt, 'probabilities': [float(f'{x:.9g}') for x in p]})
    more.pop('encoded', None)
    expected = {'files': files, **({'answers': answers} if answers else {}), 'vocabulary': tokens, **more, 'cases': cases}
    (folder / 'expected.json').write_text(json.dumps(expected, ensure_ascii=False) + '\n')
    shown = [round(x, 3) for x in cases[0]['probabilities']]
    print(f"{name:26} {sum(f.stat().st_size for f in folder.rglob('*') if f.is_file()):7} bytes  {shown}")


def fresh(name):
    folder = HERE / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


MAKERS = {}


def maker(function):
    MAKERS[function.__name__.replace('_', '-')] = function
    return function


# ---------------------------------------------------------------- Keras 3

@maker
def v3_one_hot(name):
    """Tutorial 2: a window of one-hot vectors."""
    m = randomize(keras.Sequential([L.Input((5, 6)), L.LSTM(4), L.Dropout(0.2), L.Dense(6, activation='softmax')]), 1)
    m.save(fresh(name) / 'model.keras')
    write(name, windowed(m, 6, 5, 'one-hot'), 6, files=['model.keras'])


@maker
def v3_stateful(name):
    """All positions and a state that is kept; all of GRU, SimpleRNN and LSTM; gates with the hard sigmoid of Keras 3."""
    m = randomize(keras.Sequential([
        L.Input(batch_shape=(1, None)), L.Embedding(7, 3), L.GRU(4, return_sequences=True, stateful=True, recurrent_activation='hard_sigmoid'),
        L.GRU(3, return_sequences=True, stateful=True, reset_after=False, activation='relu'), L.SimpleRNN(4, return_sequences=True, stateful=True),
        L.LSTM(3, return_sequences=True, stateful=True, recurrent_activation='hard_sigmoid', activation='sigmoid'),
        L.Dense(5, activation='hard_sigmoid'), L.Activation('tanh'), L.ReLU(), L.Dense(7)]), 2)
    m.save(fresh(name) / 'model.keras')
    write(name, stateful(m, 7), 7, files=['model.keras'])


@maker
def v3_bidirectional(name):
    """Both directions in three merges, normalisations of both kinds, padding that is masked."""
    m = randomize(keras.Sequential([
        L.Input((6,)), L.Embedding(7, 4, mask_zero=True), L.SpatialDropout1D(0.1), L.Bidirectional(L.LSTM(3, return_sequences=True)), L.LayerNormalization(),
        L.Bidirectional(L.GRU(3, return_sequences=True), merge_mode='sum'), L.BatchNormalization(),
        L.Bidirectional(L.SimpleRNN(4), merge_mode='ave'), L.GaussianNoise(0.1), L.Dense(5, activation='relu', use_bias=False), L.BatchNormalization(scale=False),
        L.Dense(7, activation='softmax')]), 3)
    m.save(fresh(name) / 'model.keras')
    write(name, windowed(m, 7, 6, pad=0), 7, files=['model.keras'], prompts=('bcdefgb', 'cb', 'eefdbc'))


def branched(K, activation='tanh'):
    x = i = K.Input((5,), name='tokens')
    e = K.Embedding(6, 3)(x)
    a = K.LSTM(3, return_sequences=True)(e)
    b = K.GRU(3, return_sequences=True)(a)
    c = K.Concatenate()([e, a, K.Add()([a, b])])
    c = K.TimeDistributed(K.Dense(4, activation=activation))(c)
    f = K.Flatten()(c)
    return i, K.Dense(6, activation='softmax')(K.Dense(5, activation='sigmoid')(f))


@maker
def v3_functional(name):
    """Branches that are joined and added, a flattened window, in .h5."""
    m = randomize(keras.Model(*branched(L)), 4)
    m.save(fresh(name) / 'model.h5')
    write(name, windowed(m, 6, 5), 6, files=['model.h5'])


@maker
def v3_nested(name):
    """A model in a model, a part of it not trained; kept as .keras and as .h5."""
    inner = keras.Sequential([L.Input((5, 3)), L.LSTM(3, return_sequences=True), L.BatchNormalization(), L.LSTM(4, return_sequences=True, trainable=False), L.Dense(3)], name='inner')
    x = i = L.Input((5,))
    y = inner(L.Embedding(6, 3)(x))
    y = L.GlobalAveragePooling1D()(y)
    m = randomize(keras.Model(i, L.Softmax()(L.Dense(6)(y))), 5)
    folder = fresh(name)
    m.save(folder / 'model.keras')
    fresh(f'{name}-h5')
    m.save(HERE / f'{name}-h5' / 'model.h5')
    write(name, windowed(m, 6, 5), 6, files=['model.keras'])
    write(f'{name}-h5', windowed(m, 6, 5), 6, files=['model.h5'])


@maker
def v3_cells(name):
    """RNN of cells, stacked ones too; a layer that reads backwards; a shared layer; the last position taken by [:, -1]."""
    x = i = L.Input((5,))
    y = L.Embedding(6, 3)(x)
    y = L.RNN(L.StackedRNNCells([L.LSTMCell(3), L.GRUCell(3, reset_after=False), L.LSTMCell(3)]), return_sequences=True)(y)
    shared = L.RNN(L.SimpleRNNCell(3), return_sequences=True)
    y = shared(shared(y))
    back = L.GRU(3, go_backwards=True)(y)
    y = L.Concatenate()([y[:, -1], back])
    m = randomize(keras.Model(i, L.Dense(6, activation='softmax')(y)), 6)
    m.save(fresh(name) / 'model.keras')
    write(name, windowed(m, 6, 5), 6, files=['model.keras'])


@maker
def v3_states(name):
    """States that the caller keeps: inputs and outputs of the model."""
    i, h, c = L.Input((None,)), L.Input((4,)), L.Input((4,))
    y, h2, c2 = L.LSTM(4, return_sequences=True, return_state=True)(L.Embedding(6, 3)(i), initial_state=[h, c])
    m = randomize(keras.Model([i, h, c], [L.Dense(6)(y), h2, c2]), 7)
    m.save(fresh(name) / 'model.keras')
    zeros = np.zeros((1, 4), 'float32')
    write(name, lambda ids: last(m([np.array([ids]), zeros, zeros])[0]), 6, files=['model.keras'])


@maker
def v3_scaled(name):
    """Tutorial 4's input, once as it is there and once made by the model."""
    m = randomize(keras.Sequential([L.Input((5, 1)), L.LSTM(4, return_sequences=True), L.Dropout(0.2), L.LSTM(3), L.Dense(6, activation='softmax')]), 8, 1.5)
    m.save(fresh(name) / 'model.h5')
    write(name, windowed(m, 6, 5, 'scaled'), 6, files=['model.h5'])
    x = i = L.Input((5,))
    y = L.GRU(4)(L.Reshape((5, 1))(L.Rescaling(1 / 4)(x)))
    m = randomize(keras.Model(i, L.Dense(6)(y)), 9, 1.2)
    m.save(fresh(f'{name}-inside') / 'model.keras')
    write(f'{name}-inside', windowed(m, 6, 5, 'numbers'), 6, files=['model.keras'])


@maker
def v3_operations(name):
    """keras.ops in place of layers: one_hot, softmax."""
    x = i = L.Input((None,), dtype='int32')
    y = L.GRU(4, use_bias=False)(keras.ops.one_hot(x, 6))
    m = randomize(keras.Model(i, keras.ops.softmax(L.Dense(6)(y))), 10)
    m.save(fresh(name) / 'model.keras')
    write(name, windowed(m, 6, 5), 6, files=['model.keras'], answers={'window': 5})


class TextGeneration(keras.Model):
    """Tutorial 1's."""
    def __init__(self, vocab_size=7, embedding_dim=3, rnn_units=4, **options):
        super().__init__(**options)
        self.sizes = {'vocab_size': vocab_size, 'embedding_dim': embedding_dim, 'rnn_units': rnn_units}
        self.embedding = L.Embedding(vocab_size, embedding_dim)
        self.gru = L.GRU(rnn_units, return_sequences=True, return_state=True)
        self.dense = L.Dense(vocab_size)

    def get_config(self):
        return {**super().get_config(), **self.sizes}

    def call(self, ids, states=None, return_state=False, training=False):
        x, states = self.gru(self.embedding(ids), initial_state=states, training=training)
        return (self.dense(x), states) if return_state else self.dense(x)


@maker
def v3_subclass(name):
    """Tutorial 1, mended: the weights alone, and the model whole."""
    m = TextGeneration()
    m(np.zeros((1, 3), 'int32'))
    randomize(m, 11)
    m.save_weights(fresh(name) / 'my.weights.h5')
    m.save(fresh(f'{name}-whole') / 'my_model.keras')
    tokens = ['[UNK]', *'abcdef']
    options = dict(vocabulary=tokens, encode=lambda prompt: [tokens.index(c) for c in prompt])
    write(name, stateful(m, 7), 7, files=['my.weights.h5'], **options)
    write(f'{name}-whole', stateful(m, 7), 7, files=['my_model.keras'], **options)


def plain(K):
    return [K.Embedding(6, 3), K.LSTM(4, return_sequences=True), K.LSTM(4), K.Dense(5, activation='relu'), K.Dense(6, activation='softmax')]


@maker
def v3_weights(name):
    """Weights alone: with three answers, and with the config beside them."""
    m = randomize(keras.Sequential([L.Input((5,)), *plain(L)]), 12)
    m.save_weights(fresh(name) / 'model.weights.h5')
    write(name, windowed(m, 6, 5), 6, files=['model.weights.h5'], answers={'window': 5, 'activation': 'relu'})
    folder = fresh(f'{name}-config')
    shutil.copy(HERE / name / 'model.weights.h5', folder)
    (folder / 'model.json').write_text(m.to_json())
    write(f'{name}-config', windowed(m, 6, 5), 6, files=['model.weights.h5', 'model.json'])


@maker
def v3_lookup(name):
    """The vocabulary inside: of StringLookup in the config, of TextVectorization among the assets."""
    letters = list('abcde')
    core = [L.Embedding(6, 3), L.LSTM(4), L.Dense(6, activation='softmax')]
    m = keras.Sequential([L.Input((5,), dtype='string'), L.StringLookup(vocabulary=letters), *core])
    randomize(m, 13)
    m.save(fresh(name) / 'model.keras')
    ids = keras.Sequential([L.Input((5,)), *core])
    tokens = ['[UNK]', *letters]
    write(name, windowed(ids, 6, 5), 6, files=['model.keras'], vocabulary=None, encode=lambda prompt: [tokens.index(c) for c in prompt], prompts=('abcab', 'ddecb'))

    vectorize = L.TextVectorization(split='character', standardize=None, output_sequence_length=5)
    vectorize.adapt(['aaaaaa\n\n\n\nbbb cd'])
    core = [L.Embedding(8, 3), L.LSTM(4), L.Dense(8, activation='softmax')]
    m = keras.Sequential([L.Input((), dtype='string'), vectorize, *core])
    randomize(m, 14)
    m.save(fresh(f'{name}-assets') / 'model.keras')
    tokens = vectorize.get_vocabulary()
    ids = keras.Sequential([L.Input((5,)), *core])
    write(f'{name}-assets', windowed(ids, 8, 5), 8, files=['model.keras'], vocabulary=None, encode=lambda prompt: [tokens.index(c) for c in prompt],
          prompts=('ab\nab', 'cd b\na'), answers={'window': 5})


@maker
def v3_half(name):
    """Weights in float16, bfloat16 and big-endian float64, in chunks with gzip."""
    m = randomize(keras.Sequential([L.Input((5, 6)), L.LSTM(4), L.Dense(6, activation='softmax')]), 15)
    m.set_weights([np.array(tf.cast(tf.cast(w, tf.bfloat16), tf.float32)) for w in m.get_weights()])
    with tempfile.TemporaryDirectory() as temporary:
        source = Path(temporary) / 'model.weights.h5'
        m.save_weights(source)
        with h5py.File(source) as old, h5py.File(fresh(name) / 'model.weights.h5', 'w', libver='latest') as new:
            def copy(path, one):
                if not isinstance(one, h5py.Dataset):
                    return
                value = np.array(one)
                if path.endswith('1'):
                    new.create_dataset(path, data=value.astype('>f8'), chunks=value.shape, compression='gzip', shuffle=True)
                elif path.endswith('2') or value.ndim == 1:
                    data = tf.io.decode_raw(tf.io.encode_base64('') if False else tf.constant(np.array(tf.bitcast(tf.cast(value, tf.bfloat16), tf.uint16)).tobytes()), tf.uint16).numpy()
                    new.create_dataset(path, data=data.view('V2').reshape(value.shape)).attrs['dtype'] = 'bfloat16'
                else:
                    new.create_dataset(path, data=value.astype('float16'))
            old.visititems(copy)
    half = keras.models.clone_model(m)
    half.set_weights([w.astype('float16').astype('float32') if i in (0, 3) else w for i, w in enumerate(m.get_weights())])
    write(name, windowed(half, 6, 5, 'one-hot'), 6, files=['model.weights.h5'], answers={'window': 5})


# ---------------------------------------------------------------- Keras 2

@maker
def v2_hdf5(name):
    """A whole model with Keras 2's hard sigmoid and both resets."""
    m = tf_keras.Sequential([
        L2.Embedding(7, 3, input_length=5), L2.GRU(4, return_sequences=True, reset_after=False, recurrent_activation='hard_sigmoid'),
        L2.GRU(3, return_sequences=True), L2.Bidirectional(L2.LSTM(3, recurrent_activation='hard_sigmoid')), L2.LayerNormalization(center=False), L2.BatchNormalization(),
        L2.Dense(4, activation='hard_sigmoid'), L2.Dense(7, activation='softmax')])
    randomize(m, 21)
    m.save(fresh(name) / 'model.h5', save_format='h5')
    write(name, windowed(m, 7, 5), 7, files=['model.h5'])


@maker
def v2_weights(name):
    """Tutorial 4's checkpoint: weights alone, of an early Keras 2, whose gates had the hard sigmoid."""
    m = tf_keras.Sequential([L2.LSTM(4, input_shape=(100, 1), return_sequences=True, recurrent_activation='hard_sigmoid'), L2.Dropout(0.2),
                             L2.LSTM(3, recurrent_activation='hard_sigmoid'), L2.Dropout(0.2), L2.Dense(6, activation='softmax')])
    randomize(m, 22, 1.5)
    path = fresh(name) / 'weights-improvement-20-1.9.hdf5'
    m.save_weights(path, save_format='h5')
    with h5py.File(path, 'r+') as file:
        file.attrs['keras_version'] = '2.1.6'
    write(name, windowed(m, 6, 100, 'scaled'), 6, files=[path.name], prompts=('abcdef' * 17, 'fedcab' * 18))


@maker
def v2_flatten(name):
    """Weights alone whose window a dense layer tells; and functional ones with their config."""
    m = tf_keras.Sequential([L2.Embedding(6, 3, input_length=5), L2.SimpleRNN(3, return_sequences=True), L2.Flatten(), L2.Dense(4, activation='tanh'), L2.Dense(6, activation='softmax')])
    randomize(m, 23)
    m.save_weights(fresh(name) / 'w.h5', save_format='h5')
    write(name, windowed(m, 6, 5), 6, files=['w.h5'], answers={'activation': 'tanh'})
    m = randomize(tf_keras.Model(*branched(L2)), 24)
    folder = fresh(f'{name}-config')
    m.save_weights(folder / 'w.hdf5')
    (folder / 'architecture.json').write_text(m.to_json())
    write(f'{name}-config', windowed(m, 6, 5), 6, files=['w.hdf5', 'architecture.json'])


@maker
def v2_archive(name):
    """A .keras file of tf.keras; its paths as tf.keras 2.12 and Windows had them; unpacked as a folder."""
    m = randomize(tf_keras.Sequential([L2.Embedding(6, 3, input_length=5), L2.LSTM(3, return_sequences=True), L2.Bidirectional(L2.LSTM(3)), L2.Dense(6, activation='softmax')]), 25)
    folder = fresh(name)
    m.save(folder / 'model.keras')
    write(name, windowed(m, 6, 5), 6, files=['model.keras'])
    other = fresh(f'{name}-folder')
    with zipfile.ZipFile(folder / 'model.keras') as archive:
        archive.extractall(other)
    with h5py.File(other / 'model.weights.h5') as old, h5py.File(other / 'new.h5', 'w') as new:
        def copy(path, one):
            if isinstance(one, h5py.Dataset):
                # Each layer with weights was listed twice, so that the second LSTM was lstm_2.
                new.create_dataset(path.replace('layers/', '_layer_checkpoint_dependencies\\').replace('/', '\\'), data=np.array(one))
        old.visititems(copy)
    (other / 'new.h5').replace(other / 'model.weights.h5')
    write(f'{name}-folder', windowed(m, 6, 5), 6, files=['config.json', 'metadata.json', 'model.weights.h5'])


def to_cudnn(kernel, recurrent, bias, gates):
    """CuDNN's layout of an LSTM's, or of a GRU's with reset_after, weights: the reverse of Keras's conversion."""
    def blocks(matrix, change):
        return np.hstack([change(block) for block in np.hsplit(matrix, gates)])
    kernel = blocks(kernel, lambda k: k.T.reshape(k.shape, order='C'))
    recurrent = blocks(recurrent, lambda k: k.T)
    bias = bias.reshape(-1) if gates == 3 else np.concatenate([bias * 0.25, bias * 0.75])
    return kernel, recurrent, bias


@maker
def v2_cudnn(name):
    """CuDNNGRU and CuDNNLSTM, which only a GPU runs, in .h5: checked by Keras's own reading of it into a GRU and an LSTM."""
    def build(K, gru, lstm, both):
        return tf_keras.Sequential([K.Input((5,)), K.Embedding(6, 3, name='embedding'), gru, lstm, both, K.Dense(6, activation='softmax', name='dense')])
    m = build(L2, L2.GRU(4, return_sequences=True, name='gru'), L2.LSTM(3, return_sequences=True, name='lstm'), L2.Bidirectional(L2.LSTM(3), name='both'))
    randomize(m, 26)
    compat = tf_keras.src.layers
    c = build(L2, compat.CuDNNGRU(4, return_sequences=True, name='gru'), compat.CuDNNLSTM(3, return_sequences=True, name='lstm'), L2.Bidirectional(compat.CuDNNLSTM(3), name='both'))
    values = []
    for layer in m.layers:
        own = layer.get_weights()
        for at in range(0, len(own), 3):
            three = own[at:at + 3]
            gates = {'gru': 3, 'lstm': 4, 'both': 4}.get(layer.name)
            values += list(to_cudnn(*three, gates)) if gates else three
    c.set_weights(values)
    path = fresh(name) / 'model.h5'
    c.save(path, save_format='h5')
    m.set_weights([w * 0 for w in m.get_weights()])
    m.load_weights(path)
    write(name, windowed(m, 6, 5), 6, files=['model.h5'])


class AttentionWeightedAverage(L2.Layer):
    """As textgenrnn has it."""
    def build(self, shape):
        self.W = self.add_weight(shape=(shape[2], 1), name='attention_W')

    def call(self, x):
        logits = tf.squeeze(x @ self.W, -1)
        weights = tf.nn.softmax(logits, -1)
        return tf.reduce_sum(x * weights[..., None], 1)


@maker
def v2_textgenrnn(name):
    """Weights, config and vocabulary as textgenrnn saves them: LSTMs in both directions, and CuDNN's layout without a config."""
    tokens = ['<pad>', 'b', 'a', ' ', 'c', '<s>']
    for part, bidirectional in ((name, True), (f'{name}-cudnn', False)):
        window = 7 if bidirectional else 40
        x = i = L2.Input((window,), name='input')
        e = L2.Embedding(6, 3, name='embedding')(x)
        lstm = lambda n: L2.LSTM(3, return_sequences=True, recurrent_activation='sigmoid', **({} if bidirectional else {'name': f'rnn_{n}'}))
        a = L2.Bidirectional(lstm(1), name='rnn_1')(e) if bidirectional else lstm(1)(e)
        b = L2.Bidirectional(lstm(2), name='rnn_2')(a) if bidirectional else lstm(2)(a)
        y = AttentionWeightedAverage(name='attention')(L2.concatenate([e, a, b], name='rnn_concat'))
        m = randomize(tf_keras.Model(i, L2.Dense(6, name='output', activation='softmax')(y)), 27)
        folder = fresh(part)
        m.save_weights(folder / 'textgenrnn_weights.hdf5')
        (folder / 'textgenrnn_vocab.json').write_text(json.dumps({token: id for id, token in enumerate(tokens) if id}))
        files = ['textgenrnn_weights.hdf5', 'textgenrnn_vocab.json']
        if bidirectional:
            (folder / 'textgenrnn_config.json').write_text(json.dumps({
                'rnn_layers': 2, 'rnn_size': 3, 'rnn_bidirectional': True, 'max_length': 7, 'max_words': 10000, 'dim_embeddings': 3, 'word_level': False, 'single_text': False, 'name': 'textgenrnn'}))
            files.append('textgenrnn_config.json')
        else:
            with h5py.File(folder / 'textgenrnn_weights.hdf5', 'r+') as file:
                for layer in ('rnn_1', 'rnn_2'):
                    names = [n.decode() if isinstance(n, bytes) else n for n in file[layer].attrs['weight_names']]
                    for path, value in zip(names, to_cudnn(*(np.array(file[layer][n]) for n in names), 4)):
                        del file[layer][path]
                        file[layer][path] = value
        write(part, windowed(m, 6, window, pad=0), 6, files=files, vocabulary=None, encode=lambda prompt: [5] + [tokens.index(c) for c in prompt],
              prompts=('', 'ab', 'abc abc abc'))


@maker
def v1_hdf5(name):
    """Keras 1's file of a model: a tensor for each gate, its own words in the config. Keras 1 runs no more: an equal model of
    Keras 2 computes, and the file is written as Keras 1.2's documentation and its successor's reader of such files have it."""
    m = tf_keras.Sequential([L2.LSTM(4, input_shape=(5, 6), return_sequences=True, recurrent_activation='hard_sigmoid'),
                             L2.GRU(3, reset_after=False, recurrent_activation='hard_sigmoid'), L2.Dense(6), L2.Activation('softmax')])
    randomize(m, 28)
    (k, r, b), (gk, gr, gb), dense = m.layers[0].get_weights(), m.layers[1].get_weights(), m.layers[2].get_weights()
    i, f, c, o = range(4)
    part = lambda matrix, gate, units: np.ascontiguousarray(matrix[..., gate * units:(gate + 1) * units])
    lstm = [part(x, gate, 4) for gate in (i, c, f, o) for x in (k, r, b)]
    gru = [part(x, gate, 3) for gate in (0, 1, 2) for x in (gk, gr, gb)]
    config = {'class_name': 'Sequential', 'config': [
        {'class_name': 'LSTM', 'config': {'name': 'lstm_1', 'batch_input_shape': [None, 5, 6], 'input_dtype': 'float32', 'output_dim': 4, 'init': 'glorot_uniform', 'inner_init': 'orthogonal',
                                          'forget_bias_init': 'one', 'activation': 'tanh', 'inner_activation': 'hard_sigmoid', 'return_sequences': True, 'go_backwards': False, 'stateful': False,
                                          'unroll': False, 'consume_less': 'cpu', 'trainable': True, 'input_dim': 6, 'input_length': None, 'dropout_W': 0.0, 'dropout_U': 0.0}},
        {'class_name': 'GRU', 'config': {'name': 'gru_1', 'output_dim': 3, 'activation': 'tanh', 'inner_activation': 'hard_sigmoid', 'return_sequences': False, 'go_backwards': False, 'stateful': False,
                                         'unroll': False, 'consume_less': 'cpu', 'trainable': True, 'input_dim': 4, 'input_length': None}},
        {'class_name': 'Dense', 'config': {'name': 'dense_1', 'output_dim': 6, 'init': 'glorot_uniform', 'activation': 'linear', 'bias': True, 'input_dim': 3, 'trainable': True}},
        {'class_name': 'Activation', 'config': {'name': 'activation_1', 'activation': 'softmax', 'trainable': True}}]}
    with h5py.File(fresh(name) / 'model.h5', 'w') as file:
        file.attrs['keras_version'] = np.bytes_('1.2.2')
        file.attrs['model_config'] = np.bytes_(json.dumps(config))
        root = file.create_group('model_weights')
        layers = {'lstm_1': [f'lstm_1_{x}_{g}' for g in 'icfo' for x in 'WUb'], 'gru_1': [f'gru_1_{x}_{g}' for g in 'zrh' for x in 'WUb'], 'dense_1': ['dense_1_W', 'dense_1_b'], 'activation_1': []}
        root.attrs['layer_names'] = np.array([n.encode() for n in layers])
        for (layer, names), values in zip(layers.items(), (lstm, gru, dense, [])):
            group = root.create_group(layer)
            group.attrs['weight_names'] = np.array([n.encode() for n in names], dtype='S')
            for weight, value in zip(names, values):
                group.create_dataset(weight, data=value)
    write(name, windowed(m, 6, 5, 'one-hot'), 6, files=['model.h5'])


# ---------------------------------------------------------------- TensorFlow.js

def converter(folder):
    """The converter's own module, without what it needs for other formats."""
    sys.path.append(folder)
    for module in ('tensorflow_decision_forests', 'tensorflow_hub', 'jax', 'jax.experimental', 'jax.experimental.jax2tf', 'flax', 'flax.core'):
        sys.modules.setdefault(module, MagicMock())
    from tensorflowjs.converters import converter as module
    return module


TENSORFLOWJS = None


def convert(model, folder, suffix, quantization=None, **options):
    """Saves and converts a model, as `tensorflowjs_converter` does."""
    module = converter(TENSORFLOWJS)
    with tempfile.TemporaryDirectory() as temporary:
        path = os.path.join(temporary, f'model.{suffix}')
        model.save(path)
        call = module.dispatch_keras_keras_to_tfjs_layers_model_conversion if suffix == 'keras' else module.dispatch_keras_h5_to_tfjs_layers_model_conversion
        call(path, output_dir=str(folder), quantization_dtype_map=quantization, **options)
    return sorted(path.name for path in folder.iterdir())


@maker
def tfjs_v2(name):
    """Keras 2's model in three shards; and in 8, 16 and half-precision bits."""
    m = tf_keras.Sequential([L2.LSTM(4, input_shape=(5, 6), return_sequences=True, recurrent_activation='hard_sigmoid'), L2.Bidirectional(L2.LSTM(3)), L2.Dense(6, activation='softmax')])
    randomize(m, 31)
    files = convert(m, fresh(name), 'h5', weight_shard_size_bytes=1000)
    write(name, windowed(m, 6, 5, 'one-hot'), 6, files=files)
    for dtype, kind in (('uint8', 'uint8'), ('uint16', 'uint16'), ('float16', 'float16')):
        part = f'{name}-{kind}'
        files = convert(m, fresh(part), 'h5', quantization={dtype: True})
        q = tf_keras.models.clone_model(m)
        q.set_weights([dequantized(HERE / part, weight) for weight in m.weights])
        write(part, windowed(q, 6, 5, 'one-hot'), 6, files=files)


def dequantized(folder, weight):
    """The converter's own reading of what it wrote."""
    from tensorflowjs import read_weights
    manifest = json.loads((folder / 'model.json').read_text())['weightsManifest']
    groups = read_weights.read_weights(manifest, str(folder))
    name = weight.name.removesuffix(':0')
    return next(entry['data'] for group in groups for entry in group if entry['name'] == name).reshape(weight.shape)


@maker
def tfjs_v3(name):
    """Keras 3's model, converted of .h5 and of .keras, which TensorFlow.js itself does not read."""
    i, o = branched(L)
    m = randomize(keras.Model(i, o), 32)
    files = convert(m, fresh(name), 'keras')
    write(name, windowed(m, 6, 5), 6, files=files)
    files = convert(m, fresh(f'{name}-h5'), 'h5')
    write(f'{name}-h5', windowed(m, 6, 5), 6, files=files)


if __name__ == '__main__':
    parser = argparse.ArgumentParser()
    parser.add_argument('--tensorflowjs', help='folder of the converter; without it its fixtures stay as they are')
    parser.add_argument('names', nargs='*')
    arguments = parser.parse_args()
    TENSORFLOWJS = arguments.tensorflowjs
    for key, make in MAKERS.items():
        if (not arguments.names or key in arguments.names) and (TENSORFLOWJS or not key.startswith('tfjs')):
            make(key)
