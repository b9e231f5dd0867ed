#include "train/round_weights.h"

#include <gtest/gtest.h>

#include <vector>

#include "model/model_file.h"
#include "quant/quantize_model_file.h"
#include "train/checkpoint.h"

namespace lukewarm::train {
namespace {

Architecture Make(std::size_t embedding, std::vector<std::size_t> hidden,
                  bool tied) {
  Architecture architecture;
  architecture.vocab_size = 71;
  architecture.embedding_size = embedding;
  architecture.hidden_sizes = std::move(hidden);
  architecture.tied = tied;
  return architecture;
}

ModelConfig Describe(const Architecture& architecture) {
  ModelConfig config;
  config.architecture = architecture;
  for (char32_t c = 0; c < architecture.vocab_size; ++c) {
    config.tokenizer.vocab.push_back(std::string(1, static_cast<char>(48 + c)));
  }
  return config;
}

TEST(WeightRounder, GivesWhatTheStoredFileHolds) {
  for (const auto& architecture :
       {Make(0, {20}, false), Make(33, {40, 33}, true),
        Make(12, {35}, false)}) {
    const ParameterLayout layout(architecture);
    AlignedVector<float> weights(layout.size());
    InitializeParameters<float>(architecture, layout, 3, weights);
    TensorMap tensors;
    AddModelTensors(layout, weights, tensors);
    const auto bytes = WriteModelFile(Describe(architecture), tensors);
    const auto file = ReadModelFile(bytes);
    ASSERT_TRUE(file.has_value()) << file.error().message;
    for (const int bits : {8, 4}) {
      const auto stored = QuantizeModelFile(*file, bits);
      ASSERT_TRUE(stored.has_value());
      const auto quantized = ReadModelFile(*stored);
      ASSERT_TRUE(quantized.has_value());
      for (const std::size_t threads : {1, 3}) {
        WorkerPool pool(threads);
        AlignedVector<float> rounded(layout.size());
        WeightRounder(architecture, layout, bits).Round(weights, rounded, pool);
        for (const Parameter& p : layout.parameters()) {
          if (p.shape.size() == 1) continue;  // biases stay as they are
          const auto expected =
              LoadFloats(quantized->tensors, p.name, p.shape[0], p.shape[1]);
          ASSERT_TRUE(expected.has_value()) << expected.error().message;
          const std::vector<float> found(
              rounded.begin() + static_cast<std::ptrdiff_t>(p.offset),
              rounded.begin() + static_cast<std::ptrdiff_t>(p.offset + p.size));
          EXPECT_EQ(found, *expected) << p.name << ", " << bits << " bits";
        }
      }
    }
  }
}

}  // namespace
}  // namespace lukewarm::train
