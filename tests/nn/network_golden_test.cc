// The network against the framework (f32) and against the float64 reference
// (int8), for every model of tests/golden/layers.
#include <gtest/gtest.h>

#include <vector>

#include "golden_cases.h"
#include "nn/network.h"
#include "reference_network.h"

namespace lukewarm {
namespace {

class GoldenNetwork : public testing::TestWithParam<GoldenCase> {
 protected:
  // Calls compare(file, logits, text) for every text, with the logits that
  // Network computes after each of its tokens.
  template <typename Compare>
  void ForEveryText(Precision precision, const Compare& compare) const {
    const auto bytes = GetParam().FileBytes();
    const auto file = ReadModelFile(bytes);
    ASSERT_TRUE(file.has_value()) << file.error().message;
    const auto network =
        Network::Load(file->config.network, file->tensors, precision);
    ASSERT_TRUE(network.has_value()) << network.error().message;
    for (const GoldenText& text : GetParam().texts) {
      auto state = network->InitialState();
      auto workspace = network->MakeWorkspace();
      ReferenceSequence logits;
      for (const int id : text.ids) {
        std::vector<float> row(file->config.network.vocab_size);
        network->Feed({&id, 1}, state, workspace);
        network->Logits(state, row, workspace);
        logits.emplace_back(row.begin(), row.end());
      }
      compare(*file, logits, text);
    }
  }
};

TEST_P(GoldenNetwork, F32EqualsTheFramework) {
  ForEveryText(Precision::kF32, [](const ModelFile&, const auto& logits,
                                   const GoldenText& text) {
    EXPECT_LT(
        LargestDifference(logits, text.rows, GetParam().log_probabilities),
        1e-5);
  });
}

// No activation of these texts lies so near to a rounding boundary that float32
// and float64 fall on two sides of it.
TEST_P(GoldenNetwork, Int8EqualsTheReferenceOnItsGrid) {
  ForEveryText(Precision::kInt8, [](const ModelFile& file, const auto& logits,
                                    const GoldenText& text) {
    EXPECT_LT(
        LargestDifference(logits,
                          ReferenceLogits(file.config.network, file.tensors,
                                          text.ids, ReferenceGrid::kGrid),
                          false),
        1e-5);
  });
}

TEST_P(GoldenNetwork, Int8IsNearTheExactReference) {
  ForEveryText(Precision::kInt8, [](const ModelFile& file, const auto& logits,
                                    const GoldenText& text) {
    EXPECT_LT(LargestDifference(
                  logits,
                  ReferenceLogits(file.config.network, file.tensors, text.ids),
                  false),
              0.1);
  });
}

INSTANTIATE_TEST_SUITE_P(Frameworks, GoldenNetwork,
                         testing::ValuesIn(GoldenCases()), TestName);

}  // namespace
}  // namespace lukewarm
