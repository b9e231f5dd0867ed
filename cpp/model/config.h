// What a model file says about a model, as plain data: the JSON under
// `__metadata__.lukewarm`. A network is a list of layers, each with a kind of
// its own. config_json.h reads and writes the JSON, nn/ and text/ are built
// from the config, train/ makes it. Nothing here has behaviour;
// check_network.h has the rules that a network must keep.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "text/tokenizer_config.h"

namespace lukewarm {

enum class LayerKind : std::uint8_t {
  kEmbedding,  // id -> row of a table
  kOneHot,     // id -> one-hot vector [vocab]
  kScaledId,   // id -> id / divisor, one number
  kRnn,        // SimpleRNN
  kGru,
  kLstm,
  kBidirectional,  // `layer`, once in each direction; outputs concatenated
  kDense,
  kLayerNorm,
  kConcatenate,       // the outputs of the layers `inputs`
  kAttentionAverage,  // the average over the positions, weighted by attention
  kFlatten,           // the vectors of the whole window, one after the other
  kOutput             // logits [vocab]
};

enum class Activation : std::uint8_t {
  kLinear,
  kTanh,
  kSigmoid,
  kRelu,
  kHardSigmoid,       // Keras 3: x / 6 + 0.5, clipped to [0, 1]
  kHardSigmoidKeras2  // Keras 2: 0.2 x + 0.5, clipped to [0, 1]
};

// Where a GRU's reset gate acts. kAfter: n = tanh(W x + b + r * (U h + b')),
// PyTorch's and Keras's default. kBefore: n = tanh(W x + b + U (r * h) + b'),
// Cho et al. 2014.
enum class GruReset : std::uint8_t { kAfter, kBefore };

// A field that the kind does not use keeps its default.
struct LayerConfig {
  LayerKind kind = LayerKind::kOutput;
  // Width of an embedding, units of a recurrent or dense layer.
  std::size_t size = 0;
  // Of the candidate and the output of a recurrent layer; of a dense layer,
  // where the JSON's default is linear.
  Activation activation = Activation::kTanh;
  // Of the gates (GRU, LSTM).
  Activation recurrent_activation = Activation::kSigmoid;
  GruReset reset = GruReset::kAfter;  // kGru only
  // Recurrent: whether the layer gives its output at every position (Keras's
  // return_sequences) or only at the last one. The inner layer's value counts
  // for a bidirectional one.
  bool return_sequences = true;
  // Recurrent: the initial state is a parameter (`start_h`, `start_c`), not 0.
  bool learned_start = false;
  double divisor = 1;                    // kScaledId only
  double epsilon = 1e-5;                 // kLayerNorm only
  std::vector<std::size_t> inputs = {};  // kConcatenate: earlier layers
  // kOutput: the embedding whose table is the weight matrix; none: its own.
  std::optional<std::size_t> tied = std::nullopt;
  std::vector<LayerConfig> layer = {};  // kBidirectional: exactly one

  bool operator==(const LayerConfig&) const = default;
};

// Fills up the left of a text that is shorter than the window. Masked: the id
// is dropped at every position (Keras's mask_zero); else it is read as a token.
struct Padding {
  int id = 0;
  bool masked = false;

  bool operator==(const Padding&) const = default;
};

// How a text is read. window 0: stateful, the state is carried from token to
// token. Otherwise the last `window` tokens are read from the initial state for
// every token that is predicted; without padding a shorter text is read as it
// is.
struct ContextConfig {
  std::size_t window = 0;
  std::optional<Padding> padding = std::nullopt;

  bool operator==(const ContextConfig&) const = default;
};

struct NetworkConfig {
  std::size_t vocab_size = 0;  // of the tokenizer
  std::vector<LayerConfig> layers = {};
  ContextConfig context = {};

  bool operator==(const NetworkConfig&) const = default;
};

struct Evaluation {
  std::string split = {};  // what was held out, in words
  double loss = 0;         // nats per token, quantised as stored
  double loss_f32 = 0;  // nats per token before quantisation; 0: not measured
  double characters_per_token = 1;
};

struct ModelConfig {
  std::string name = {};
  std::string license = {};
  std::string training_data = {};
  std::string recipe = {};  // the command that makes it
  NetworkConfig network = {};
  TokenizerConfig tokenizer = {};
  int bits = 32;  // of the stored weight matrices: 32, 16, 8 or 4
  std::optional<Evaluation> evaluation = std::nullopt;
};

}  // namespace lukewarm
