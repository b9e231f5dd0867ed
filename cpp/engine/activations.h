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

// The most values that are read at once: 32 MB.
inline constexpr std::size_t kMaxActivations = std::size_t{8} << 20;

// Returns the parts that a layer of this kind has; 0: it is not recurrent.
unsigned PartsOf(const LayerConfig& layer);

// Returns the indices of the recurrent layers, in order.
std::vector<std::size_t> RecurrentLayers(const NetworkConfig& network);

// Reads a text from its start, in slices if it is long.
class ActivationReader {
 public:
  // layer: which of the recurrent layers, or -1 for all. `model` must outlive
  // the reader. Errors: kTextNotUtf8; kInvalidArgument if there is no such
  // layer or that were more than kMaxActivations.
  static Result<ActivationReader> Create(const Model& model,
                                         std::string_view text, int layer,
                                         unsigned parts);

  // Reads up to `count` tokens. Returns how many are left.
  std::size_t Next(std::size_t count);

  // How the text is read.
  const Encoding& encoding() const { return encoding_; }
  // For each layer and each part that was asked for and that the cell has, in
  // the order of their bits: a block [tokens, hidden], with the values after
  // the activation function; 0 where it has not been read.
  const std::vector<float>& values() const { return values_; }

 private:
  ActivationReader(const Network& network, Encoding encoding,
                   std::vector<std::size_t> layers, unsigned parts,
                   std::size_t each, Network::State state);

  const Network* network_;
  Encoding encoding_;
  std::vector<std::size_t> layers_;
  unsigned parts_;
  std::vector<float> values_;
  Network::State state_;
  Network::Workspace workspace_;
  std::size_t token_ = 0;
};

}  // namespace lukewarm
