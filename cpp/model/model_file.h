// The model file, a safetensors file
// (https://github.com/huggingface/safetensors): bytes <-> config + named
// tensors. Touches no file system. A model file is hostile input: every size is
// checked before anything is allocated; limits are in limits.h.
//
// `__metadata__.lukewarm` is the JSON of a ModelConfig, `__metadata__.checksum`
// the CRC-32 (zlib's) in eight hex digits over that JSON and every tensor's
// name, dtype, shape and bytes in name order. A file from elsewhere need not
// have a checksum.
//
// {"format": 2,
//  "name", "license", "training_data", "recipe": strings, may be absent
//  "layers": [                           the first layer reads ids, the output
//  is
//                                        the last; a layer reads the one before
//    {"kind": "embedding", "size": 64}
//    {"kind": "one-hot"}
//    {"kind": "scaled-id", "divisor": 44}                  (absent: vocab size)
//    {"kind": "rnn" | "gru" | "lstm", "units": 256,
//     "activation": "tanh",                                (absent: tanh)
//     "recurrent_activation": "sigmoid",         (gru, lstm; absent: sigmoid)
//     "reset": "after" | "before",                     (gru; absent: after)
//     "return_sequences": true, "learned_start": false}    (absent: these)
//    {"kind": "bidirectional", "layer": {a recurrent layer}}
//    {"kind": "dense", "units": 64, "activation": "relu"}  (absent: linear)
//    {"kind": "layer-norm", "epsilon": 1e-5}               (absent: 1e-5)
//    {"kind": "concatenate", "inputs": [0, 1, 2]}          (layers by index)
//    {"kind": "attention-average"}
//    {"kind": "flatten"}                                   (of a whole window)
//    {"kind": "output", "tied": 0}],           (an embedding; absent: its own)
//  "context": "stateful" | {"window": 40, "pad": {"id": 0, "masked": false}},
//                                (absent: stateful; pad absent: nothing added)
//  "tokenizer": {"kind": "char" | "byte" | "word" | "split" | "bpe",
//                "vocab": ["\n", " ", ...],          (absent for byte)
//                "unknown_id": 0,                    (absent: none)
//                "special": [1, 2],       (ids that are no text; absent: none)
//                "end": [2],        (those of them that end one; absent: none)
//                "start": "\n",       (read before every text; absent: nothing)
//                "merges": [72, 69],              (bpe; two ids for each merge)
//                "byte_fallback": false,                 (bpe; absent: false)
//                "prefix_space": "never" | "missing" | "always",
//                                                         (bpe; absent: never)
//                "split": true},                           (bpe; absent: true)
//  "quantization": {"bits": 32 | 16 | 8 | 4},   (absent: as the dtypes say)
//  "evaluation": {"split", "loss", "loss_f32",  (may be absent)
//                 "characters_per_token"}}
//
// Activations: linear, tanh, sigmoid, relu, hard-sigmoid (Keras 3's),
// hard-sigmoid-keras-2. Decimal numbers are kept to 15 digits. Other keys are
// refused in layers, context, tokenizer and quantization, where they would
// change what the model computes, and skipped elsewhere.
//
// A "word" vocab has words and symbols with marks (text/word_tokenizer.h), a
// "split" vocab what stands between white space (text/split_tokenizer.h), a
// "bpe" vocab subwords (text/bpe_tokenizer.h, text/tokenizer_config.h).
// Special tokens are padding, starts and ends: no text is read as one, and the
// sampler never draws one that does not end the text. "start" may be the text
// of a special token.
//
// Tensors are named `layers.N.NAME`, row-major [out, in]; nn/ has their names
// and shapes, quant/quantize.h says how a quantised one is stored.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/config.h"
#include "model/safetensors.h"
#include "model/tensor.h"

namespace lukewarm {

// Keys of `__metadata__`.
inline constexpr std::string_view kConfigKey = "lukewarm";
inline constexpr std::string_view kChecksumKey = "checksum";

struct ModelFile {
  ModelConfig config;
  TensorMap tensors;  // views into the bytes that were read
};

// Returns the tensors and the metadata of a file that has a config; the
// checksum is checked, the config is not. Errors: as ReadSafetensors.
Result<Safetensors> ReadContents(std::span<const std::uint8_t> bytes);

// Returns the content of `bytes`, which must outlive the tensors. Checked: the
// header's JSON, every offset, overlap and size, the config, the checksum if
// there is one, `bits` against the dtypes. Not checked here: whether the
// tensors fit the layers (quant/ and nn/ do). Errors: kFileTruncated,
// kFileCorrupt, kFileUnsupported.
Result<ModelFile> ReadModelFile(std::span<const std::uint8_t> bytes);

// Returns the file's bytes, deterministic: the same model gives the same bytes,
// and reading and writing them again changes none. Tensors stand with the
// widest elements first, by name among equals. A config that breaks a rule
// gives a file that ReadModelFile refuses. Precondition: strings are UTF-8,
// names of enums are in range.
std::vector<std::uint8_t> WriteModelFile(const ModelConfig& config,
                                         const TensorMap& tensors);

}  // namespace lukewarm
