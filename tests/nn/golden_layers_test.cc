#include <gtest/gtest.h>

#include "golden_cases.h"
#include "reference_network.h"

namespace lukewarm {
namespace {

class GoldenLayers : public testing::TestWithParam<GoldenCase> {};

TEST_P(GoldenLayers, ReferenceEqualsTheFramework) {
  const auto bytes = GetParam().FileBytes();
  const auto file = ReadModelFile(bytes);
  ASSERT_TRUE(file.has_value()) << file.error().message;
  for (const auto& [ids, rows] : GetParam().texts) {
    // What is left is the eight digits of layers.json, and that textgenrnn's
    // attention divides by sum + 1e-7, the format's by the sum.
    EXPECT_LT(LargestDifference(
                  ReferenceLogits(file->config.network, file->tensors, ids),
                  rows, GetParam().log_probabilities),
              2e-7);
  }
}

TEST(GoldenCases, AreThere) { EXPECT_GT(GoldenCases().size(), 100U); }

INSTANTIATE_TEST_SUITE_P(Frameworks, GoldenLayers,
                         testing::ValuesIn(GoldenCases()), TestName);

}  // namespace
}  // namespace lukewarm
