// A loaded model: the network, its tokenizer and what its file says about it.
// Immutable, so that any number of sessions can share one.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

#include "base/model_config.h"
#include "base/result.h"
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

  // The token that precedes every text, a line break where the vocab has one:
  // what comes first in a text is predicted after it.
  int start_id() const { return start_id_; }

 private:
  ModelConfig config_;
  LanguageModel network_;
  std::unique_ptr<const Tokenizer> tokenizer_;
  std::size_t file_size_ = 0;
  int start_id_ = 0;
};

}  // namespace lukewarm
