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
    // textgenrnn's attention divides by sum + 1e-7, the format by the sum.
    EXPECT_LT(LargestDifference(
                  ReferenceLogits(file->config.network, file->tensors, ids),
                  rows, GetParam().log_probabilities),
              GetParam().name.starts_with("attention") ||
                      GetParam().name == "textgenrnn"
                  ? 1e-6
                  : 1e-8);
  }
}

INSTANTIATE_TEST_SUITE_P(Frameworks, GoldenLayers,
                         testing::ValuesIn(GoldenCases()), TestName);

}  // namespace
}  // namespace lukewarm
