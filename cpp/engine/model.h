// A loaded model: the network, its tokenizer and what its file says about it.
// Immutable, so that any number of sessions can share one.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

#include "base/result.h"
#include "model/config.h"
#include "nn/language_model.h"
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
  const LanguageModel& network() const { return network_; }
  const Tokenizer& tokenizer() const { return *tokenizer_; }
  std::size_t file_size() const { return file_size_; }

  // The state in which a text begins: after the file's `start`, or the zero
  // state, as in the framework that trained the model.
  const LanguageModel::State& beginning() const { return beginning_; }
  // The state that predicts a text's first token. Without a `start` the zero
  // state predicts nothing sensible, and this is the one after a line break, or
  // after token 0 where the vocab has none.
  const LanguageModel::State& opening() const { return opening_; }

 private:
  ModelConfig config_;
  LanguageModel network_;
  std::unique_ptr<const Tokenizer> tokenizer_;
  std::size_t file_size_ = 0;
  LanguageModel::State beginning_;
  LanguageModel::State opening_;
};

}  // namespace lukewarm
