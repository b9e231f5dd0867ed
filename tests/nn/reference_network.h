// A network in float64 with libm and plain loops, from the definitions in
// model/config.h and model/model_file.h. It is written for reading, shares no
// code with nn/, and is what nn/ is tested against; golden_layers_test.cc
// tests it against PyTorch and Keras.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "model/config.h"
#include "model/tensor.h"

namespace lukewarm {

// Vectors of one width, one for every position.
using ReferenceSequence = std::vector<std::vector<double>>;

// kExact: the stored weights, float64 activations. kGrid: matrices are rounded
// as quant/ does and what they multiply to the 7-bit grid, so that only
// rounding errors are left between it and the integer network.
enum class ReferenceGrid { kExact, kGrid };

// What a layer computes for a sequence.
struct ReferenceLayer {
  std::size_t width = 0;
  ReferenceSequence outputs = {};  // [positions, width]
  // Of a recurrent layer (not within a bidirectional one):
  ReferenceSequence cells = {};  // LSTM: c [positions, units]
  ReferenceSequence gates =
      {};               // LSTM i f g o, GRU r z n, after their activations
  bool bounded = true;  // every output is in [-1, 1]
};

// Returns every layer for one sequence of ids that starts from the initial
// state, without padding. Precondition, also below: the config is valid, the
// tensors are complete.
std::vector<ReferenceLayer> ReferenceLayers(
    const NetworkConfig& network, const TensorMap& tensors,
    std::span<const int> ids, ReferenceGrid grid = ReferenceGrid::kExact);

// Returns the logits of the next token after each of `ids` [ids, vocab_size],
// read as network.context says.
ReferenceSequence ReferenceLogits(const NetworkConfig& network,
                                  const TensorMap& tensors,
                                  std::span<const int> ids,
                                  ReferenceGrid grid = ReferenceGrid::kExact);

}  // namespace lukewarm
