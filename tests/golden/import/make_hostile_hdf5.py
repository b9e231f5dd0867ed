"""Makes tests/golden/import/hdf5-hostile.zip: HDF5 files that no framework writes, made of one that Keras 2 does.

    pip install h5py numpy
    python tests/golden/import/make_hostile_hdf5.py
"""
import json
import tempfile
import zipfile
from pathlib import Path

import h5py
import numpy as np

archive = zipfile.ZipFile(Path(__file__).parent / 'hdf5-hostile.zip', 'w')
rng = np.random.default_rng(1)
LAYERS = {
    'embedding': {'embedding/embeddings:0': (6, 3)},
    'lstm': {'lstm/lstm_cell/kernel:0': (3, 16), 'lstm/lstm_cell/recurrent_kernel:0': (4, 16), 'lstm/lstm_cell/bias:0': (16,)},
    'dense': {'dense/kernel:0': (4, 6), 'dense/bias:0': (6,)},
}
KERNEL = 'dense/dense/kernel:0'


def base(file, skip=()):
    file.attrs['backend'] = 'tensorflow'
    file.attrs['keras_version'] = '2.15.0'
    file.attrs['layer_names'] = list(LAYERS)
    for layer, tensors in LAYERS.items():
        group = file.require_group(layer)
        group.attrs['weight_names'] = list(tensors)
        for name, shape in tensors.items():
            if f'{layer}/{name}' not in skip:
                group[name] = rng.normal(0, 0.5, shape).astype('float32')


def make(name, change, skip=(KERNEL,), **options):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / 'model.h5'
        with h5py.File(path, 'w', **options) as file:
            base(file, skip)
            file.require_group('dense/dense')
            change(file)
        archive.writestr(zipfile.ZipInfo(f'{name}.h5'), path.read_bytes(), zipfile.ZIP_DEFLATED, 9)


def link(value):
    def change(file):
        file[KERNEL] = value
    return change


def put(value, **options):
    return lambda file: file.create_dataset(KERNEL, data=value, **options)


make('plain', put(rng.normal(0, 0.5, (4, 6)).astype('float32')))
make('link-soft', link(h5py.SoftLink('/lstm/lstm/lstm_cell/bias:0')))
make('link-soft-cycle', link(h5py.SoftLink(f'/{KERNEL}')))
make('link-external', link(h5py.ExternalLink('plain.h5', f'/{KERNEL}')))
make('link-external-passwd', link(h5py.ExternalLink('/etc/passwd', '/')))


def cycle(file):
    file['dense/dense/again'] = file['/']


make('cycle', cycle)


def doubling(file):
    """Each group has two links to the next: as many paths as a billion."""
    group = file.create_group('many')
    for _ in range(30):
        inner = group.create_group('a')
        group['b'] = inner
        group = inner


make('doubling', doubling)


def deep(file):
    group = file
    for _ in range(300):
        group = group.create_group('g')


make('deep', deep, libver='latest')


def virtual(file):
    layout = h5py.VirtualLayout(shape=(4, 6), dtype='f4')
    layout[:] = h5py.VirtualSource('plain.h5', KERNEL, shape=(4, 6))
    file.create_virtual_dataset(KERNEL, layout)


make('virtual', virtual, libver='latest')
make('storage-external', lambda file: file.create_dataset(KERNEL, shape=(4, 6), dtype='f4', external=[('/etc/passwd', 0, h5py.h5f.UNLIMITED)]))


def claims(*shape, **options):
    return lambda file: file.create_dataset(KERNEL, shape=shape, dtype='f4', **options)


make('claims', claims(1 << 30, 6))
make('claims-more', claims(1 << 40, 1 << 20))
make('claims-chunked', claims(1 << 20, 1 << 20, chunks=(64, 64)))
make('claims-rank', claims(*[2] * 32))
make('expands', lambda file: file.create_dataset(KERNEL, data=np.zeros((4, 1 << 20), 'f4'), chunks=(4, 1 << 18), compression='gzip', compression_opts=9))
make('big-endian', put(rng.normal(0, 0.5, (4, 6)).astype('>f4')))
make('integers', put(np.ones((4, 6), 'int8')))
make('texts', put(np.full((4, 6), b'1.5')))
make('texts-any-length', put(np.full((4, 6), '1.5', dtype=object), dtype=h5py.string_dtype()))
make('compound', put(np.zeros((4, 6), [('a', 'f4'), ('b', 'i4')])))
make('complex', put(np.ones((4, 6), 'c8')))
make('booleans', put(np.ones((4, 6), bool)))
make('float128', put(np.ones((4, 6), np.longdouble)))
make('scalar', put(np.float32(1)))
make('no-values', lambda file: file.create_dataset(KERNEL, data=h5py.Empty('f4')))
make('zero-rows', put(np.zeros((0, 6), 'f4')))
make('nan', put(np.full((4, 6), np.nan, 'f4')))
make('infinity', put(np.full((4, 6), -np.inf, 'f4')))
make('group-for-values', lambda file: file.create_group(KERNEL))
make('missing', lambda file: None)


def references(file):
    data = file.create_dataset(KERNEL, (4, 6), dtype=h5py.ref_dtype)
    data[0, 0] = file.ref


make('references', references)


def names(**attributes):
    def change(file):
        put(rng.normal(0, 0.5, (4, 6)).astype('float32'))(file)
        for key, value in attributes.items():
            file.attrs[key] = value
    return change


make('names-outside', names(layer_names=['../../etc', '/', '..', 'embedding/../embedding', '']))
make('names-many', names(layer_names=np.array([b'dense'] * 9000)))
make('names-numbers', names(layer_names=np.arange(5)))
make('config-no-json', names(model_config='{"class_name": "Sequential", "config": '))
make('config-infinity', names(model_config='{"class_name": "Sequential", "config": {"layers": [], "momentum": Infinity, "name": NaN}}'))
make('config-deep', names(model_config='[' * 20000 + ']' * 20000))
make('config-number', names(model_config='7'))
make('config-prototype', names(model_config=json.dumps({'class_name': 'Sequential', 'config': {'layers': [
    {'class_name': '__proto__', 'config': {'name': 'a'}}, {'class_name': 'constructor', 'config': {'name': 'toString'}}]}}).replace('"name": "a"', '"name": "a", "__proto__": {"polluted": true}')))
archive.close()
