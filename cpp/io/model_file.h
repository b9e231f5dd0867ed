// The model file, a safetensors file (https://github.com/huggingface/safetensors): bytes <-> config + named tensors.
// Touches no file system. A model file is hostile input: every size is checked before it is believed and before
// anything is allocated; limits are in limits.h.
//
// `__metadata__.lukewarm` is the JSON of a ModelConfig, `__metadata__.checksum` the CRC-32 (zlib's) in eight hex
// digits over that JSON and every tensor's name, dtype, shape and bytes in name order. A file from elsewhere need not have a checksum.
//
// {"format": 1, "name", "license", "training_data", "recipe",
//  "architecture": {"cell": "lstm"|"gru"|"rnn", "activation": "tanh"|"relu" (rnn), "reset": "after"|"before" (gru),
//                   "vocab_size", "embedding_size" (0 or absent: one-hot), "hidden_sizes": [512, ...], "tied": bool},
//  "tokenizer": {"kind": "char"|"byte"|"word", "vocab": [...], "unknown_id": int or absent},
//  "quantization": {"bits": 32|16|8|4} (absent: as the dtypes say), 
//  "evaluation": {"split", "loss", "loss_f32", "characters_per_token"} (may be absent)}
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/model_config.h"
#include "base/result.h"
#include "quant/tensor.h"

namespace lukewarm {

struct ModelFile {
  ModelConfig config;
  TensorMap tensors;  // views into the bytes that were read
};

// Returns what `bytes` hold; `bytes` must outlive the tensors. Checked: the header's JSON, every offset, overlap and size, the config's fields,
// the checksum if there is one. Not checked here: whether the tensors fit the architecture (quant/ and nn/ do).
// Errors: kFileTruncated, kFileCorrupt, kFileUnsupported.
Result<ModelFile> ReadModelFile(std::span<const std::uint8_t> bytes);

// Returns the file's bytes, deterministic: the same model gives the same bytes.
std::vector<std::uint8_t> WriteModelFile(const ModelConfig& config, const TensorMap& tensors);

// Returns a copy of `file` with its weight matrices stored in 8 or 4 bits (the embedding and vectors included as the design asks),
// or 32 (`bits` == 32: as they are). Errors: as LoadMatrix; kInvalidArgument if the weights are already integers.
Result<std::vector<std::uint8_t>> QuantizeModelFile(const ModelFile& file, int bits);

}  // namespace lukewarm
