"""models/train.py against the command line: what PyTorch says of a model is what `lukewarm evaluate` says."""
import os
import random
import re
import socket
import subprocess
import sys
import tempfile
import unittest

import numpy as np
import torch

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../..")
LUKEWARM = os.environ.get("LUKEWARM", os.path.join(ROOT, "build/native/lukewarm"))
sys.path.insert(0, os.path.join(ROOT, "models"))
import train  # noqa: E402
from make import model_file  # noqa: E402
from make.corpus import Corpus  # noqa: E402
from make.layers import ACTIVATIONS, parse, stack  # noqa: E402
from make.network import Network  # noqa: E402
from make.rounding import round_rows  # noqa: E402
from make.training import evaluate  # noqa: E402

TEXT = "".join(f"The {animal} and the {other} sat {place}.\n" for animal in ("cat", "dog", "fox", "hen", "owl", "rat")
               for other in ("cow", "pig", "ant") for place in ("on a mat", "by the sea", "in the sun"))
QUICK = ["--embedding", "6", "--hidden", "9,7", "--batch-size", "4", "--bptt", "16", "--epochs", "2", "--device", "cpu",
         "--dropout", "0.2"]


def lukewarm(*words):
    return subprocess.run([LUKEWARM, *words], check=True, capture_output=True, text=True).stdout


def free_port():
    """Returns a port that nothing listens on, below those that the system gives to connections (32768 on Linux)."""
    while True:
        port = random.randrange(10000, 32768)
        with socket.socket() as trial:
            try:
                trial.bind(("127.0.0.1", port))
                return port
            except OSError:
                pass


class TrainTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        torch.set_num_threads(1)
        cls.folder = tempfile.TemporaryDirectory()
        cls.text = cls.path("text.txt")
        with open(cls.text, "w", encoding="utf-8") as file:
            file.write(TEXT)

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    @classmethod
    def path(cls, name):
        return os.path.join(cls.folder.name, name)

    def run_training(self, name, *words):
        """Returns the model file that a training writes."""
        sys.argv = ["train.py", self.text, "-o", self.path(name), *QUICK, *words]
        with open(os.devnull, "w") as silence:
            out, sys.stdout = sys.stdout, silence
            try:
                train.main()
            finally:
                sys.stdout = out
        return self.path(name)

    def loss(self, path, start="0.9", *words, text=None):
        return float(re.search(r"loss +([\d.]+)", lukewarm("evaluate", path, text or self.text, "--from", start, *words))[1])

    def test_the_loss_is_what_lukewarm_evaluate_measures_for_every_cell(self):
        corpus = Corpus(TEXT, None, None, "char", 0.0)
        for cell, extra in (("lstm", {}), ("gru", {"reset": "after"}), ("gru", {"reset": "before"}),
                            ("rnn", {"activation": "tanh"}), ("rnn", {"activation": "relu"})):
            for embedding, tied in ((0, False), (6, False), (7, True)):
                self.check_loss(corpus, stack(cell, [9, 7], embedding, tied, **extra))

    def test_the_loss_is_what_lukewarm_evaluate_measures_for_mixed_layers(self):
        self.check_loss(Corpus(TEXT, None, None, "char", 0.0), [
            {"kind": "embedding", "size": 6}, {"kind": "gru", "units": 9}, {"kind": "layer-norm"},
            {"kind": "lstm", "units": 8}, {"kind": "dense", "units": 7, "activation": "relu"},
            {"kind": "dense", "units": 6}, {"kind": "output", "tied": 0}])

    def test_the_loss_is_what_lukewarm_evaluate_measures_for_every_activation(self):
        with open(self.path("short.txt"), "w", encoding="utf-8") as file:
            file.write(TEXT[:200])
        corpus = Corpus(TEXT[:200], None, None, "char", 0.0)
        for activation, recurrent in ([(name, "sigmoid") for name in ACTIVATIONS] + [("tanh", name) for name in ACTIVATIONS]
                                      + [("relu", "linear"), ("linear", "relu")]):
            one, two = f"activation={activation}", f"activation={activation} recurrent_activation={recurrent}"
            self.check_loss(corpus, parse(f"embedding 6, lstm 5 {two}, layer-norm, gru 7 {two}, layer-norm epsilon=0.001, "
                                          f"gru 6 {two} reset=before, layer-norm, rnn 5 {one}, layer-norm, dense 4 {one}"),
                            self.path("short.txt"), scale=0.5)  # or gates that have no bound overflow

    def test_layers_are_the_command_lines(self):
        layers = ["--layers", "one-hot, lstm 5 activation=relu recurrent_activation=hard-sigmoid, layer-norm, gru 4 reset=before, "
                  "layer-norm epsilon=0.01, rnn 6 activation=sigmoid, dense 3 activation=relu"]
        ours, theirs = self.path("layers.safetensors"), self.path("cli-layers.safetensors")
        lukewarm("quantize", self.run_training("layers-f32.safetensors", *layers), "-o", ours, "--bits", "8")
        lukewarm("train", self.text, "-o", theirs + "-f32", *layers, "--batch-size", "4", "--bptt", "16", "--epochs", "1",
                 "--threads", "1")
        lukewarm("quantize", theirs + "-f32", "-o", theirs, "--bits", "8")
        self.assertEqual(model_file.read(ours)[0]["layers"], model_file.read(theirs)[0]["layers"])

    def test_layers_that_core_cannot_train_are_refused(self):
        for words in ("bidirectional 5", "embedding 4, lstm", "embedding 4, lstm 0", "embedding 4, lstm 5 reset=before",
                      "embedding 4, lstm 5 activation=gelu", "lstm 5", "embedding 4, embedding 4", "embedding 4, output",
                      "embedding 4, layer-norm epsilon=small", " "):
            with self.assertRaises(SystemExit, msg=words):
                self.run_training("none.safetensors", "--layers", words)
        with self.assertRaisesRegex(SystemExit, "as wide as the last layer"):
            self.run_training("none.safetensors", "--layers", "embedding 4, lstm 5", "--tied")

    def check_loss(self, corpus, layers, text=None, scale=1.0):
        torch.manual_seed(1)
        network = Network(layers, corpus.vocab_size)
        network.load({name: weight.detach() * scale for name, weight in network.named().items()})
        path = self.path("cell.safetensors")
        model_file.write(path, {"layers": layers, "tokenizer": corpus.tokenizer}, {
            name: weight.detach().numpy() for name, weight in network.named().items()})
        measured = evaluate(network, corpus.train, corpus.start_id(), chunk=16)
        self.assertAlmostEqual(measured, self.loss(path, "0", "--f32", text=text), delta=1e-4, msg=str(layers))

    def test_the_file_states_the_loss_that_it_has(self):
        path = self.run_training("model.safetensors", "--weight-dropout", "0.2", "--embedding-dropout", "0.1",
                                 "--state-reset-probability", "0.1", "--locked-dropout", "--final-bptt", "32",
                                 "--final-epochs", "1")
        stated = model_file.read(path)[0]["evaluation"]["loss"]
        self.assertAlmostEqual(stated, self.loss(path, "0.9", "--f32"), delta=1e-4)
        self.assertLess(stated, np.log(25))

    def test_words_are_the_command_lines(self):
        path = self.run_training("words.safetensors", "--tokenizer", "word", "--vocab", "20", "--bptt", "8",
                                 "--start", "\n")
        tokenizer = model_file.read(path)[0]["tokenizer"]
        subprocess.run([LUKEWARM, "train", self.text, "-o", self.path("cli.safetensors"), "--tokenizer", "word",
                        "--vocab", "20", "--batch-size", "4", "--bptt", "8", "--epochs", "1", "--hidden", "4", "--embedding", "4",
                        "--threads", "1", "--start", "\n"], check=True, capture_output=True)
        self.assertEqual(tokenizer, model_file.read(self.path("cli.safetensors"))[0]["tokenizer"])

    def test_a_start_has_to_be_in_the_vocab(self):
        for words in (["--start", "中"], ["--start", "ab\n", "--min-count", "30"]):
            with self.assertRaisesRegex(SystemExit, "The vocab lacks"):
                self.run_training("none.safetensors", *words)
        with self.assertRaisesRegex(SystemExit, "256 bytes"):
            self.run_training("none.safetensors", "--start", "a" * 257)

    def test_a_run_that_was_stopped_goes_on_as_if_it_had_not_been(self):
        whole = model_file.read(self.run_training("whole.safetensors", "--epochs", "3"))[1]
        # Stopped after two of its three passes: the third is never reached.
        run_pass, passes = train.Trainer.run_pass, []

        def stop_after_two(trainer, report):
            if len(passes) == 2:
                raise KeyboardInterrupt
            passes.append(1)
            return run_pass(trainer, report)

        train.Trainer.run_pass = stop_after_two
        try:
            with self.assertRaises(KeyboardInterrupt):
                self.run_training("stopped.safetensors", "--epochs", "3")
        finally:
            train.Trainer.run_pass = run_pass
        resumed = model_file.read(self.run_training("stopped.safetensors", "--epochs", "3", "--resume"))[1]
        for name, value in whole.items():
            np.testing.assert_array_equal(value, resumed[name], name)

    def test_it_goes_on_from_a_model_and_learns_from_a_teacher(self):
        teacher = self.run_training("teacher.safetensors", "--epochs", "4", "--lr", "0.01", "--warmup", "10")
        unmoved = self.run_training("unmoved.safetensors", "--from", teacher, "--lr", "0")
        for name, value in model_file.read(teacher)[1].items():
            np.testing.assert_allclose(value, model_file.read(unmoved)[1][name], rtol=1e-6, err_msg=name)
        alone = self.run_training("alone.safetensors", "--hidden", "5", "--teacher", teacher, "--teacher-share", "0")
        taught = self.run_training("taught.safetensors", "--hidden", "5", "--teacher", teacher + ".checkpoint",
                                   "--teacher-share", "1", "--start", "\n")
        self.assertNotEqual(self.loss(alone), self.loss(taught))
        self.assertLess(self.loss(taught), np.log(25))

    def test_rounded_weights_are_what_lukewarm_quantize_stores(self):
        path = self.run_training("round.safetensors", "--hidden", "40,33")
        floats = model_file.read(path)[1]
        for bits in (8, 4):
            stored = self.path(f"stored-{bits}.safetensors")
            lukewarm("quantize", path, "-o", stored, "--bits", str(bits))
            for name, value in model_file.read_floats(stored)[1].items():
                if value.ndim < 2:
                    continue
                own = 8 if name == "layers.0.weight" else bits
                values, scales = round_rows(torch.from_numpy(floats[name].copy()), own)
                rounded = values.float() * scales[:, None]
                np.testing.assert_allclose(rounded.numpy(), value, rtol=3e-7, atol=0, err_msg=f"{bits} bits, {name}")

    def test_a_training_for_4_bits_states_the_loss_in_4_bits(self):
        path = self.run_training("for-4.safetensors", "--bits", "4")
        stored = self.path("in-4.safetensors")
        lukewarm("quantize", path, "-o", stored, "--bits", "4")
        stated = model_file.read(path)[0]["evaluation"]["loss"]
        self.assertAlmostEqual(stated, self.loss(stored, "0.9", "--f32"), delta=1e-4)

    @unittest.skipUnless(torch.distributed.is_available(), "this PyTorch is built for one process")
    def test_two_processes_learn_what_one_does(self):
        words = [*QUICK, "--dropout", "0"]
        one = model_file.read(self.run_training("one.safetensors", "--dropout", "0"))[1]
        port = free_port()
        # What torchrun does, but for its watching over them (which 1.13 cannot do on Python 3.11).
        command = [sys.executable, "-B", os.path.join(ROOT, "models/train.py"), self.text, "-o", self.path("two.safetensors")]
        environment = {**os.environ, "OMP_NUM_THREADS": "1", "WORLD_SIZE": "2", "MASTER_ADDR": "127.0.0.1",
                       "MASTER_PORT": str(port)}
        processes = [subprocess.Popen([*command, *words], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                                      env={**environment, "RANK": str(rank), "LOCAL_RANK": str(rank)}) for rank in range(2)]
        try:
            said = [process.communicate(timeout=120)[0] for process in processes]
        finally:
            for process in processes:
                process.kill()
        self.assertEqual([process.returncode for process in processes], [0, 0], "\n".join(said))
        for name, value in model_file.read(self.path("two.safetensors"))[1].items():
            np.testing.assert_allclose(value, one[name], atol=2e-4, err_msg=name)


if __name__ == "__main__":
    unittest.main()
