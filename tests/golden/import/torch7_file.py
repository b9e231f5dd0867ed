"""Writes files as Torch7's torch.save does: tables, objects with a class, tensors over storages, each object once.

And the graphs that nngraph makes of modules, as karpathy/char-rnn builds them for one time step.
"""
import struct

import numpy as np

kNumber, kString, kTable, kTorch, kBoolean = 1, 2, 3, 4, 5


class Object:
    """An object of a class; its attributes are a table."""

    def __init__(self, kind, **attributes):
        self.kind, self.attributes = kind, attributes


class Tensor:
    def __init__(self, values, kind="Float"):
        values = np.asarray(values)
        is_own = values.base is None or isinstance(values.base, np.ndarray)
        self.values, self.kind = values if is_own else values.copy(), kind


class Writer:
    def __init__(self):
        self.bytes = bytearray()
        self.known = {}
        self.count = 0

    def pack(self, form, *values):
        self.bytes += struct.pack("<" + form, *values)

    def text(self, text):
        raw = text if isinstance(text, bytes) else text.encode()
        self.pack("i", len(raw))
        self.bytes += raw

    def reference(self, kind, it):
        """Writes the kind and the number of an object. Returns whether it is there already."""
        self.pack("i", kind)
        if id(it) in self.known:
            self.pack("i", self.known[id(it)][0])
            return True
        self.count += 1
        self.known[id(it)] = self.count, it  # it must stay alive, or its id is another's
        self.pack("i", self.count)
        return False

    def storage(self, values, kind):
        if self.reference(kTorch, values):
            return
        self.text("V 1")
        self.text(f"torch.{kind}Storage")
        raw = values.astype({"Float": "<f4", "Double": "<f8", "Cuda": "<f4", "Long": "<i8"}[kind])
        self.pack("q", raw.size)
        self.bytes += raw.tobytes()

    def tensor(self, it):
        if self.reference(kTorch, it):
            return
        self.text("V 1")
        self.text(f"torch.{it.kind}Tensor")
        values = it.values
        whole = values if values.base is None else values.base
        strides = [stride // values.itemsize for stride in values.strides]
        begin = (values.__array_interface__["data"][0] - whole.__array_interface__["data"][0]) // values.itemsize
        self.pack(f"i{2 * values.ndim + 1}q", values.ndim, *values.shape, *strides, begin + 1)
        self.storage(whole, it.kind)

    def write(self, it):
        if it is None:
            self.pack("i", 0)
        elif isinstance(it, bool):
            self.pack("ii", kBoolean, it)
        elif isinstance(it, (int, float)):
            self.pack("id", kNumber, it)
        elif isinstance(it, (str, bytes)):
            self.pack("i", kString)
            self.text(it)
        elif isinstance(it, Tensor):
            self.tensor(it)
        elif isinstance(it, Object):
            if not self.reference(kTorch, it):
                self.text("V 1")
                self.text(it.kind)
                self.write(it.attributes)
        else:  # a table
            if not self.reference(kTable, it):
                entries = list(it.items()) if isinstance(it, dict) else list(enumerate(it, 1))
                self.pack("i", len(entries))
                for key, value in entries:
                    self.write(key)
                    self.write(value)


def save(path, it):
    writer = Writer()
    writer.write(it)
    path.write_bytes(writer.bytes)


class Graph:
    """nn.gModule: nodes, each with its module and its children."""

    def __init__(self):
        self.nodes = []
        self.innode = self.node(None, [])

    def node(self, module, parents, name=None):
        data = {"module": module, "annotations": {"name": name} if name else {}, "mapindex": {}} if module else {"data": {}}
        made = Object("nngraph.Node", data=data, children={}, visited=False, marked=False, id=len(self.nodes))
        for parent in parents:
            children = parent.attributes["children"]
            made.attributes["data"].setdefault("mapindex", {})
            children[len([key for key in children if isinstance(key, int)]) + 1] = made
        self.nodes.append(made)
        return made

    def module(self, kind, parents, name=None, **attributes):
        return self.node(Object(kind, train=True, **attributes), parents, name)

    def linear(self, weight, bias, parent, name=None):
        return self.module("nn.Linear", [parent], name, weight=Tensor(weight), gradWeight=Tensor(np.zeros_like(weight)),
                           **({} if bias is None else {"bias": Tensor(bias)}))

    def ordered(self):
        """A topological order that is not that of the making: the last input first."""
        order, seen = [], set()

        def visit(node):
            if id(node) in seen:
                return
            seen.add(id(node))
            for child in node.attributes["children"].values():
                visit(child)
            order.append(node)
        visit(self.innode)
        return order[::-1]

    def build(self):
        nodes = self.ordered()
        graph = Object("graph.Graph", nodes=nodes)
        return Object("nn.gModule", fg=graph, forwardnodes=nodes, innode=self.innode, verbose=False, nInputs=3)


def add_output(graph, outputs, top, decoder):
    """The end of each graph: the decoder, a node that gathers everything that is given."""
    projected = graph.linear(*decoder, top, "decoder")
    graph.node(None, [*outputs, graph.module("nn.LogSoftMax", [projected])])
    return graph.build()


def lstm_graph(layers, decoder, vocab):
    """layers: (i2h weight, bias, h2h weight, bias or None) with the gates i f o g; of model/LSTM.lua."""
    graph = Graph()
    x = graph.module("nn.Identity", [graph.innode])
    states = [[graph.module("nn.Identity", [graph.innode]) for _ in range(2)] for _ in layers]
    x = graph.module("OneHot", [x], outputSize=vocab)
    outputs = []
    for number, ((weight, bias, recurrent, recurrent_bias), (c, h)) in enumerate(zip(layers, states), 1):
        units = recurrent.shape[1]
        i2h = graph.linear(weight, bias, x, f"i2h_{number}")
        h2h = graph.linear(recurrent, recurrent_bias, h, f"h2h_{number}")
        split = graph.module("nn.SplitTable", [graph.module("nn.Reshape", [graph.module("nn.CAddTable", [i2h, h2h])], size=[4, units])])
        parts = [graph.node(None, [split]) for _ in range(4)]
        i, f, o = (graph.module("nn.Sigmoid", [part]) for part in parts[:3])
        g = graph.module("nn.Tanh", [parts[3]])
        next_c = graph.module("nn.CAddTable", [graph.module("nn.CMulTable", [f, c]), graph.module("nn.CMulTable", [i, g])])
        x = graph.module("nn.CMulTable", [o, graph.module("nn.Tanh", [next_c])])
        outputs += [next_c, x]
        if number < len(layers):
            x = graph.module("nn.Dropout", [x], p=0.5)
    return add_output(graph, outputs, x, decoder)


def gru_graph(layers, decoder, vocab):
    """layers: {"z", "r", "h"} of (weight, bias, recurrent weight, bias); of model/GRU.lua, which names nothing."""
    graph = Graph()
    x = graph.module("nn.Identity", [graph.innode])
    states = [graph.module("nn.Identity", [graph.innode]) for _ in layers]
    x = graph.module("OneHot", [x], outputSize=vocab)
    outputs = []
    for layer, h in zip(layers, states):
        def gate(name):
            weight, bias, recurrent, recurrent_bias = layer[name]
            both = [graph.linear(weight, bias, x), graph.linear(recurrent, recurrent_bias, h)]
            return graph.module("nn.Sigmoid", [graph.module("nn.CAddTable", both)])
        z, r = gate("z"), gate("r")
        weight, bias, recurrent, recurrent_bias = layer["h"]
        second = graph.linear(recurrent, recurrent_bias, graph.module("nn.CMulTable", [r, h]))
        candidate = graph.module("nn.Tanh", [graph.module("nn.CAddTable", [graph.linear(weight, bias, x), second])])
        kept = graph.module("nn.AddConstant", [graph.module("nn.MulConstant", [z], constant_scalar=-1)], constant_scalar=1)
        x = graph.module("nn.CAddTable", [graph.module("nn.CMulTable", [z, candidate]), graph.module("nn.CMulTable", [kept, h])])
        outputs.append(x)
    return add_output(graph, outputs, x, decoder)


def rnn_graph(layers, decoder):
    """layers: (weight, bias, recurrent weight, bias); of model/RNN.lua, whose input are one-hot rows."""
    graph = Graph()
    x = graph.module("nn.Identity", [graph.innode])
    states = [graph.module("nn.Identity", [graph.innode]) for _ in layers]
    outputs = []
    for (weight, bias, recurrent, recurrent_bias), h in zip(layers, states):
        both = [graph.linear(weight, bias, x), graph.linear(recurrent, recurrent_bias, h)]
        x = graph.module("nn.Tanh", [graph.module("nn.CAddTable", both)])
        outputs.append(x)
    return add_output(graph, outputs, x, decoder)


def checkpoint(network, model, units, layers, chars):
    """What char-rnn's train.lua saves."""
    return {
        "protos": {"rnn": network, "criterion": Object("nn.ClassNLLCriterion", sizeAverage=True)},
        "opt": {"model": model, "rnn_size": units, "num_layers": layers, "gpuid": -1, "savefile": model},
        "train_losses": {1: 3.2, 2: 3.1}, "val_loss": 3.0, "val_losses": {2: 3.0}, "i": 2, "epoch": 1.0, "loader": None,
        "vocab": {char: number for number, char in enumerate(chars, 1)},
    }
