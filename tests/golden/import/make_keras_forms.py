"""Makes more of tests/golden/import/keras: the same layers in other forms. How people write and save models, beside what
make_keras.py has of every layer.

    python tests/golden/import/make_keras_forms.py [NAME ...]
"""
import sys

import make_keras
from make_keras import HERE, L, L2, LETTERS, fresh, h5py, json, keras, last, maker, np, plain, randomize, shutil, stateful, tf, tf_keras, windowed, write

make_keras.MAKERS.clear()


@maker
def v3_mixed(name):
    """Mixed precision: weights are float32 though layers compute in float16; and a model that is float16 as a whole. A model
    of the same weights computes in float32."""
    def build(policy):
        keras.config.set_dtype_policy(policy)
        m = keras.Sequential([L.Input((5,)), L.Embedding(6, 3), L.GRU(4), L.Dense(5, activation='relu'), L.Dense(6, activation='softmax', dtype='float16' if policy == 'float16' else 'float32')])
        keras.config.set_dtype_policy('float32')
        return m
    exact = randomize(build('float32'), 41)
    for part, policy in ((name, 'mixed_float16'), ('v3-float16', 'float16')):
        m = build(policy)
        m.set_weights(exact.get_weights())
        exact.set_weights([w.astype('float32') for w in m.get_weights()])
        m.save(fresh(part) / 'model.keras')
        write(part, windowed(exact, 6, 5), 6, files=['model.keras'])


WORDS = ['<pad>', *(f'w{i}' for i in range(1, 131))]
words = dict(vocabulary=WORDS, encode=lambda prompt: [WORDS.index(word) for word in prompt.split()], prompts=('w1 w2 w3', 'w130 w7', 'w9 w8 w7 w6 w5 w4 w3 w2'))


@maker
def v2_words(name):
    """Tutorial 3: words, padded before, both directions; and its exercise, of which the weights alone are kept."""
    m = tf_keras.Sequential([L2.Embedding(131, 2, input_length=6), L2.Bidirectional(L2.LSTM(3)), L2.Dense(131, activation='softmax')])
    randomize(m, 42, 1.5)
    m.save(fresh(name) / 'model.h5', save_format='h5')
    write(name, windowed(m, 131, 6, pad=0), 131, files=['model.h5'], **words)
    m = tf_keras.Sequential([L2.Embedding(131, 2, input_length=6), L2.Bidirectional(L2.LSTM(3, return_sequences=True)), L2.Dropout(0.2), L2.LSTM(2),
                             L2.Dense(65, activation='relu', kernel_regularizer=tf_keras.regularizers.l2(0.01)), L2.Dense(131, activation='softmax')])
    randomize(m, 43)
    m.save_weights(fresh(f'{name}-weights') / 'weights.h5', save_format='h5')
    write(f'{name}-weights', windowed(m, 131, 6, pad=0), 131, files=['weights.h5'], answers={'window': 6, 'activation': 'relu'}, **words)


@maker
def v3_words_weights(name):
    """Tutorial 3 in Keras 3, weights alone: a tree without an order."""
    m = randomize(keras.Sequential([L.Input((6,)), L.Embedding(131, 2), L.Bidirectional(L.LSTM(3, return_sequences=True)), L.LSTM(4), L.Dense(131, activation='softmax')]), 44)
    m.save_weights(fresh(name) / 'words.weights.h5')
    write(name, windowed(m, 131, 6, pad=0), 131, files=['words.weights.h5'], answers={'window': 6}, **words)


@maker
def v3_unbuilt(name):
    """A model that is told its shape by the first call alone."""
    m = keras.Sequential([L.Embedding(6, 3), L.Bidirectional(L.LSTM(3), backward_layer=L.LSTM(3, go_backwards=True)), L.Dense(6, activation='softmax')])
    m(np.zeros((1, 5), 'int32'))
    randomize(m, 45)
    m.save(fresh(name) / 'model.keras')
    write(name, windowed(m, 6, 5), 6, files=['model.keras'])


@maker
def v3_wrapped(name):
    """Layers that make one-hot vectors, and wrappers of what is no dense layer."""
    m = randomize(keras.Sequential([
        L.Input((5,), dtype='int32'), L.CategoryEncoding(6, output_mode='one_hot'), L.Bidirectional(L.RNN(L.GRUCell(3), return_sequences=True)),
        L.TimeDistributed(L.BatchNormalization()), L.TimeDistributed(L.Dropout(0.1)), L.TimeDistributed(L.LayerNormalization()), L.TimeDistributed(L.Activation('tanh')),
        L.LSTM(4, use_bias=False, activation=None), L.Dense(6, activation='softmax')]), 46)
    m.save(fresh(name) / 'model.keras')
    write(name, windowed(m, 6, 5), 6, files=['model.keras'])


@maker
def v2_operations(name):
    """TensorFlow's functions in a functional model, and layers' activations that are layers."""
    x = i = L2.Input((5,), dtype='int32')
    y = L2.LSTM(4, return_sequences=True)(tf.one_hot(tf.cast(x, tf.int32), 6))
    y = L2.Dense(5)(L2.Concatenate()([y[:, -1, :], L2.SimpleRNN(3, go_backwards=True)(y)]))
    m = randomize(tf_keras.Model(i, tf.nn.softmax(L2.Dense(6)(tf.nn.relu(y)))), 47)
    m.save(fresh(name) / 'model.h5', save_format='h5')
    write(name, windowed(m, 6, 5), 6, files=['model.h5'])


@maker
def v2_cells(name):
    """RNN of stacked cells, in a file that keeps tensors by layer; weights that are not trained; a model in a model."""
    inner = tf_keras.Sequential([L2.Input((5, 3)), L2.RNN([L2.LSTMCell(3), L2.GRUCell(3), L2.SimpleRNNCell(4, use_bias=False)], return_sequences=True), L2.BatchNormalization()], name='inner')
    m = randomize(tf_keras.Sequential([L2.Embedding(6, 3, input_length=5, trainable=False), inner, L2.LSTM(3), L2.Dense(6, activation='softmax')]), 48)
    m.save(fresh(name) / 'model.h5', save_format='h5')
    write(name, windowed(m, 6, 5), 6, files=['model.h5'])


@maker
def v2_weights_tree(name):
    """tf.keras's weights in the way of Keras 3."""
    m = randomize(tf_keras.Sequential([L2.Embedding(6, 3, input_length=5), L2.GRU(4, return_sequences=True), L2.GRU(4), L2.Dense(6, activation='softmax')]), 49)
    m.save_weights(fresh(name) / 'model.weights.h5')
    write(name, windowed(m, 6, 5), 6, files=['model.weights.h5'], answers={'window': 5})


@maker
def v1_weights(name):
    """The weights alone of make_keras.py's model of Keras 1, which did not write its version with them."""
    with h5py.File(HERE / 'v1-hdf5' / 'model.h5') as old, h5py.File(fresh(name) / 'weights.hdf5', 'w') as new:
        for key, group in old['model_weights'].items():
            old.copy(group, new, key)
        for key, value in old['model_weights'].attrs.items():
            new.attrs[key] = value
    expected = json.loads((HERE / 'v1-hdf5' / 'expected.json').read_text())
    (HERE / name / 'expected.json').write_text(json.dumps({**expected, 'files': ['weights.hdf5'], 'answers': {'window': 5}}) + '\n')


@maker
def v2_weights_gates(name):
    """The weights alone of a version of Keras whose gates had either sigmoid; and in CuDNN's layout, which has but one."""
    m = tf_keras.Sequential([L2.GRU(4, input_shape=(5, 6), return_sequences=True, recurrent_activation='hard_sigmoid'), L2.LSTM(3, recurrent_activation='hard_sigmoid'), L2.Dense(6, activation='softmax')])
    randomize(m, 51)
    m.save_weights(fresh(name) / 'weights.h5', save_format='h5')
    write(name, windowed(m, 6, 5, 'one-hot'), 6, files=['weights.h5'], answers={'window': 5, 'recurrent-activation': 'hard_sigmoid'})
    fresh(f'{name}-cudnn')
    with h5py.File(HERE / 'v2-cudnn' / 'model.h5') as old, h5py.File(HERE / f'{name}-cudnn' / 'weights.h5', 'w') as new:
        for key, group in old['model_weights'].items():
            old.copy(group, new, key)
        for key, value in old['model_weights'].attrs.items():
            new.attrs[key] = value
        new.attrs['keras_version'] = '2.2.4-tf'
    with h5py.File(HERE / name / 'weights.h5', 'r+') as file:
        file.attrs['keras_version'] = '2.2.4-tf'
    expected = json.loads((HERE / 'v2-cudnn' / 'expected.json').read_text())
    (HERE / f'{name}-cudnn' / 'expected.json').write_text(json.dumps({**expected, 'files': ['weights.h5'], 'answers': {'window': 5}}) + '\n')


class OwnModel(keras.Model):
    """A functional model with a method of its own."""
    def generate(self):
        return None


@maker
def v3_own_class(name):
    """A class that is a functional model; and the tutorial's class around another, which generates."""
    x = i = L.Input((None,))
    m = randomize(OwnModel(i, L.Dense(6)(L.Bidirectional(L.GRU(3))(L.Embedding(6, 3)(x)))), 52)
    m.save(fresh(name) / 'model.keras')
    write(name, windowed(m, 6, 5), 6, files=['model.keras'], answers={'window': 5})
    inner = make_keras.TextGeneration()
    outer = OneStep(inner)
    outer(np.zeros((1, 3), 'int32'))
    randomize(outer, 53)
    outer.save(fresh(f'{name}-around') / 'one_step.keras')
    tokens = ['[UNK]', *'abcdef']
    write(f'{name}-around', stateful(inner, 7), 7, files=['one_step.keras'], vocabulary=tokens, encode=lambda prompt: [tokens.index(c) for c in prompt])


class OneStep(keras.Model):
    """Tutorial 1's, with its model inside."""
    def __init__(self, model):
        super().__init__()
        self.model = model
        self.ids_from_chars = L.StringLookup(vocabulary=list('abcdef'))

    def get_config(self):
        return {'name': self.name}

    def call(self, ids):
        return self.model(ids)


@maker
def v3_several(name):
    """Weights of layers of one kind and unlike widths, of a functional model with branches: only its config tells them."""
    x = i = L.Input((5,))
    e = L.Embedding(6, 4)(x)
    a, b = L.LSTM(3, return_sequences=True)(e), L.LSTM(3, return_sequences=True)(e)
    y = L.LSTM(4)(L.Concatenate()([a, b]))
    m = randomize(keras.Model(i, L.Dense(6, activation='softmax')(y)), 50)
    folder = fresh(name)
    m.save_weights(folder / 'model.weights.h5')
    (folder / 'config.json').write_text(m.to_json())
    write(name, windowed(m, 6, 5), 6, files=['model.weights.h5', 'config.json'])


if __name__ == '__main__':
    for key, make in make_keras.MAKERS.items():
        if not sys.argv[1:] or key in sys.argv[1:]:
            make(key)
