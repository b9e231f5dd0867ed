#include "train/fake_quantizer.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <span>
#include <string>

#include "base/aligned.h"
#include "model/model_file.h"
#include "quant/quantize.h"
#include "quant/quantize_model_file.h"
#include "train/checkpoint.h"
#include "train/layer_list.h"

namespace lukewarm::train {
namespace {

ModelConfig Describe(const NetworkOptions& options) {
  ModelConfig config;
  config.network.vocab_size = 71;
  config.network.layers = MakeLayers(options).value();
  for (char32_t c = 0; c < 71; ++c) {
    config.tokenizer.vocab.push_back(std::string(1, static_cast<char>(48 + c)));
  }
  return config;
}

TEST(FakeQuantizer, GivesWhatTheStoredFileHolds) {
  for (const NetworkOptions& options :
       {NetworkOptions{.layers = "one-hot, lstm 20"},
        NetworkOptions{.layers = "embedding 33, lstm 40, dense 33",
                       .tied = true},
        NetworkOptions{.layers = "embedding 12, gru 35, layer-norm"}}) {
    const ModelConfig config = Describe(options);
    const auto plans = PlanNetwork(config.network).value();
    const ParameterLayout layout(plans);
    AlignedVector<float> weights(layout.size());
    InitializeParameters<float>(layout, 3, weights);
    TensorMap tensors;
    AddModelTensors(layout, weights, tensors);
    const auto bytes = WriteModelFile(config, tensors);
    const auto file = ReadModelFile(bytes);
    ASSERT_TRUE(file.has_value()) << file.error().message;
    for (const int bits : {8, 4}) {
      const auto stored = QuantizeModelFile(*file, bits);
      ASSERT_TRUE(stored.has_value());
      const auto quantized = ReadModelFile(*stored);
      ASSERT_TRUE(quantized.has_value());
      for (const std::size_t threads : {1, 3}) {
        WorkerPool pool(threads);
        AlignedVector<float> found(layout.size());
        FakeQuantizer(config.network, layout, bits)
            .Quantize(weights, found, pool);
        for (const PlacedParameter& p : layout.parameters()) {
          if (p.shape.size() == 1) continue;  // vectors stay as they are
          const auto expected =
              LoadFloats(quantized->tensors, p.name, p.shape[0], p.shape[1]);
          ASSERT_TRUE(expected.has_value()) << expected.error().message;
          EXPECT_TRUE(std::ranges::equal(
              std::span(found).subspan(p.offset, p.size()), *expected))
              << p.name << ", " << bits << " bits";
        }
      }
    }
  }
}

}  // namespace
}  // namespace lukewarm::train
