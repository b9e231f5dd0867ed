// What a model file says about a model, as plain data: the JSON under
// `__metadata__.lukewarm`. config_json.h reads and writes it, nn/ and text/ are
// built from it, train/ makes it. Nothing here has behaviour; the reader has
// checked every field.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "text/tokenizer_config.h"

namespace lukewarm {

enum class CellKind { kRnn, kGru, kLstm };
enum class RnnActivation { kTanh, kRelu };
// Where the reset gate acts. kAfter: n = tanh(W x + b + r * (U h + b')),
// PyTorch's and Keras's default. kBefore: n = tanh(W x + b + U (r * h) + b'),
// Cho et al. 2014.
enum class GruReset { kAfter, kBefore };

struct Architecture {
  CellKind cell = CellKind::kLstm;
  RnnActivation activation = RnnActivation::kTanh;  // kRnn only
  GruReset reset = GruReset::kAfter;                // kGru only
  std::size_t vocab_size = 0;
  std::size_t embedding_size = 0;  // 0: the first layer sees the token one-hot
  std::vector<std::size_t> hidden_sizes;  // one per layer, first layer first
  bool tied = false;  // the output uses the embedding's weights

  // Width of what layer `layer` reads.
  std::size_t InputSize(std::size_t layer) const {
    if (layer > 0) return hidden_sizes[layer - 1];
    return embedding_size > 0 ? embedding_size : vocab_size;
  }
  // Gate blocks stacked in one weight matrix: 1 (RNN), 3 (GRU: r z n) or 4
  // (LSTM: i f g o).
  std::size_t Gates() const {
    return cell == CellKind::kLstm ? 4 : cell == CellKind::kGru ? 3 : 1;
  }
};

struct Evaluation {
  std::string split;    // what was held out, in words
  double loss = 0;      // nats per token, quantised as stored
  double loss_f32 = 0;  // nats per token before quantisation; 0: not measured
  double characters_per_token = 1;
};

struct ModelConfig {
  std::string name;
  std::string license;
  std::string training_data;
  std::string recipe;  // the command that makes it
  Architecture architecture;
  TokenizerConfig tokenizer;
  int bits = 32;  // of the stored weights: 32, 16, 8 or 4
  Evaluation evaluation;
  bool has_evaluation = false;
};

}  // namespace lukewarm
