// What the network computes inside while it reads a text.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "engine/model.h"
#include "text/tokenizer.h"

namespace lukewarm {

// What can be read of a layer, as bits to be joined: the hidden state h, the
// LSTM's cell state c, and from kFirstGatePart on one bit per gate (LSTM i f g
// o, GRU r z n).
inline constexpr unsigned kHiddenPart = 1, kCellPart = 2, kFirstGatePart = 4;

struct Activations {
  Encoding encoding;  // how the text was read
  // For each layer that was asked for and each part that was asked for and that
  // the cell has, in the order of their bits: a block [tokens, hidden], with
  // the values after the activation function.
  std::vector<float> values;
};

// The most values that are read at once: 32 MB.
inline constexpr std::size_t kMaxActivations = std::size_t{8} << 20;

// Returns the parts that a layer of this kind has; 0: it is not recurrent.
unsigned PartsOf(const LayerConfig& layer);

// Returns the indices of the recurrent layers, in order.
std::vector<std::size_t> RecurrentLayers(const NetworkConfig& network);

// Reads `text` from its start. layer: which of the recurrent layers, or -1 for
// all. Errors: kTextNotUtf8; kInvalidArgument if there is no such layer or that
// were more than kMaxActivations.
Result<Activations> ReadActivations(const Model& model, std::string_view text,
                                    int layer, unsigned parts);

}  // namespace lukewarm
