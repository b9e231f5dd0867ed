// The model file, a safetensors file
// (https://github.com/huggingface/safetensors): bytes <-> config + named
// tensors. Touches no file system. A model file is hostile input: every size is
// checked before it is believed and before anything is allocated; limits are in
// limits.h.
//
// `__metadata__.lukewarm` is the JSON of a ModelConfig, `__metadata__.checksum`
// the CRC-32 (zlib's) in eight hex digits over that JSON and every tensor's
// name, dtype, shape and bytes in name order. A file from elsewhere need not
// have a checksum.
//
// {"format": 1,
//  "name", "license", "training_data", "recipe": strings, may be absent
//  "architecture": {"cell": "lstm" | "gru" | "rnn",
//                   "activation": "tanh" | "relu"    (rnn; absent: tanh)
//                   "reset": "after" | "before"      (gru; absent: after)
//                   "vocab_size": 65,
//                   "embedding_size": 64             (0 or absent: one-hot)
//                   "hidden_sizes": [512, ...],      (one per layer)
//                   "tied": false},                  (absent: false)
//  "tokenizer": {"kind": "char" | "byte" | "word",
//                "vocab": ["\n", " ", ...],          (absent for byte)
//                "unknown_id": 0,                    (absent: none)
//                "start": "\n"},      (read before every text; absent: nothing)
//  "quantization": {"bits": 32 | 16 | 8 | 4},   (absent: as the dtypes say)
//  "evaluation": {"split", "loss", "loss_f32",  (may be absent; numbers are
//                 "characters_per_token"}}       kept to nine decimals)
//
// Other keys are refused in architecture, tokenizer and quantization, where
// they would change what the model computes, and skipped elsewhere.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "model/config.h"
#include "model/tensor.h"

namespace lukewarm {

struct ModelFile {
  ModelConfig config;
  TensorMap tensors;  // views into the bytes that were read
};

// Returns what `bytes` hold; `bytes` must outlive the tensors. Checked: the
// header's JSON, every offset, overlap and size, the config's fields, the
// checksum if there is one. Not checked here: whether the tensors fit the
// architecture (quant/ and nn/ do). Errors: kFileTruncated, kFileCorrupt,
// kFileUnsupported.
Result<ModelFile> ReadModelFile(std::span<const std::uint8_t> bytes);

// Returns the file's bytes, deterministic: the same model gives the same bytes,
// and reading and writing them again changes none. Tensors stand with the
// widest elements first, by name among equals. Precondition: the config is as
// ReadModelFile wants it, its strings UTF-8; else the file is one that it
// refuses.
std::vector<std::uint8_t> WriteModelFile(const ModelConfig& config,
                                         const TensorMap& tensors);

}  // namespace lukewarm
