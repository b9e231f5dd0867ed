// A loaded model: the network, its tokenizer and what its file says about it.
// Immutable, so that any number of sessions can share one.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "base/result.h"
#include "model/config.h"
#include "nn/network.h"
#include "text/tokenizer.h"

namespace lukewarm {

class Model {
 public:
  // Reads a model file; `bytes` may be freed afterwards.
  // Errors: kFileTruncated, kFileCorrupt, kFileUnsupported.
  static Result<std::shared_ptr<const Model>> Load(
      std::span<const std::uint8_t> bytes,
      Precision precision = Precision::kInt8);

  const ModelConfig& config() const { return config_; }
  const Network& network() const { return network_; }
  const Tokenizer& tokenizer() const { return *tokenizer_; }
  // The tokens that are never drawn, in rising order: the unknown one and those
  // that are no text and end none.
  std::span<const int> never_drawn() const { return never_drawn_; }
  // Whether a text is over when token `id` is drawn.
  bool EndsText(int id) const {
    for (const SpecialToken& token : config_.tokenizer.special) {
      if (token.id == id && token.ends_text) return true;
    }
    return false;
  }
  std::size_t file_size() const { return file_size_; }

  // The state in which a text begins: after the BOS text, or the network's
  // initial state, as in the framework that trained the model.
  const Network::State& initial_state() const { return initial_state_; }
  // The state that predicts a text's first token. Without a BOS text the
  // initial state predicts nothing sensible, and this is the one after a line
  // break, or after token 0 where the vocab has none.
  const Network::State& first_token_state() const { return first_token_state_; }

 private:
  ModelConfig config_;
  Network network_;
  std::unique_ptr<const Tokenizer> tokenizer_;
  std::vector<int> never_drawn_;
  std::size_t file_size_ = 0;
  Network::State initial_state_;
  Network::State first_token_state_;
};

}  // namespace lukewarm
