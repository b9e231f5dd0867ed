// The small models of tests/golden/layers, loaded.
#pragma once

#include <gtest/gtest.h>

#include <cstdint>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

#include "engine/model.h"
#include "model/model_file.h"

namespace lukewarm {

inline std::vector<std::uint8_t> GoldenBytes(const std::string& name) {
  std::ifstream file(
      LUKEWARM_TESTS_DIR "/golden/layers/" + name + ".safetensors",
      std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

inline std::shared_ptr<const Model> GoldenModel(const std::string& name) {
  auto model = Model::Load(GoldenBytes(name));
  EXPECT_TRUE(model.has_value()) << name;
  return model ? *model : nullptr;
}

// Loads it after `change(TokenizerConfig&)`.
template <typename Change>
Result<std::shared_ptr<const Model>> ChangedModel(const std::string& name,
                                                  const Change& change) {
  const auto bytes = GoldenBytes(name);
  auto file = ReadModelFile(bytes);
  EXPECT_TRUE(file.has_value());
  change(file->config.tokenizer);
  return Model::Load(WriteModelFile(file->config, file->tensors));
}

// Of the alphabet, 'e' is made the unknown token.
inline std::shared_ptr<const Model> ModelWithUnknown(const std::string& name) {
  return *ChangedModel(name, [](TokenizerConfig& t) { t.unknown_id = 4; });
}

inline const std::vector<std::string>& GoldenNames() {
  static const std::vector<std::string> names = {
      "rnn-tanh-tied", "rnn-relu-embedding", "gru-after-embedding",
      "gru-before-one-hot", "lstm-embedding"};
  return names;
}

}  // namespace lukewarm
