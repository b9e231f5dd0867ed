// Files of format 1, which described one kind of network (an embedding,
// recurrent layers of one kind, an output) and had PyTorch's names for tensors,
// made files of today's format. Only the command line converts; what runs
// models does not link this.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/result.h"

namespace lukewarm {

// Returns the file of today's format with the same numbers, or a copy of
// `bytes` if it is one already. Taken: files that Lukewarm wrote in format 1,
// and PyTorch's state dicts saved as safetensors with a config of format 1:
//
// {"format": 1, "architecture": {"cell": "lstm" | "gru" | "rnn",
//    "activation": "tanh" | "relu" (rnn), "reset": "after" | "before" (gru),
//    "vocab_size", "embedding_size" (0 or absent: one-hot),
//    "hidden_sizes": [512, ...], "tied"}, the other keys as today}
//
// with the tensors `encoder.weight`, `rnn.weight_ih_l0` ..., `decoder.weight`,
// `decoder.bias`, all of them with `module.` or `_orig_mod.` in front where
// PyTorch's wrappers put that. A tied model may have its matrix under either
// name. Errors: as ReadModelFile; kFileUnsupported for a tensor of another
// name.
Result<std::vector<std::uint8_t>> ConvertFormat1(
    std::span<const std::uint8_t> bytes);

}  // namespace lukewarm
