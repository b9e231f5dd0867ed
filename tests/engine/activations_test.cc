#include "engine/activations.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <span>
#include <string>
#include <vector>

#include "golden_model.h"

namespace lukewarm {
namespace {

constexpr unsigned kAll = 63;
const std::string kText = "hello there";

std::size_t PartsOf(const Architecture& architecture) {
  if (architecture.cell == CellKind::kLstm) return 6;
  return architecture.cell == CellKind::kGru ? 4 : 1;
}

TEST(ReadActivations, GivesOneBlockForEveryPartThatTheCellHas) {
  for (const auto& name : GoldenNames()) {
    const auto model = GoldenModel(name);
    const auto& architecture = model->config().architecture;
    std::size_t hidden = 0;
    for (const std::size_t size : architecture.hidden_sizes) hidden += size;
    const auto read = ReadActivations(*model, kText, -1, kAll);
    ASSERT_TRUE(read.has_value());
    EXPECT_EQ(read->encoding.ids.size(), kText.size());
    EXPECT_EQ(read->values.size(),
              kText.size() * hidden * PartsOf(architecture))
        << name;
  }
}

TEST(ReadActivations, AsksForLessGetTheSameNumbers) {
  for (const auto& name : GoldenNames()) {
    const auto model = GoldenModel(name);
    const auto& architecture = model->config().architecture;
    const auto all = ReadActivations(*model, kText, -1, kAll)->values;
    std::vector<float> joined;
    for (std::size_t i = 0; i < architecture.hidden_sizes.size(); ++i) {
      for (unsigned part = 1; part < kAll; part *= 2) {
        const auto one =
            ReadActivations(*model, kText, static_cast<int>(i), part)->values;
        joined.insert(joined.end(), one.begin(), one.end());
      }
    }
    EXPECT_EQ(joined, all) << name;
  }
}

TEST(ReadActivations, TheLastHiddenStateIsWhatTheDecoderReads) {
  for (const auto& name : GoldenNames()) {
    const auto model = GoldenModel(name);
    const auto& network = model->network();
    const int last =
        static_cast<int>(model->config().architecture.hidden_sizes.size()) - 1;
    const auto read = ReadActivations(*model, kText, last, kHiddenPart);
    auto state = network.InitialState();
    auto workspace = network.MakeWorkspace();
    for (std::size_t token = 0; token < kText.size(); ++token) {
      network.Feed(read->encoding.ids[token], state, workspace);
      const auto& h = state.back().h.values;
      EXPECT_TRUE(std::ranges::equal(
          h, std::span(read->values).subspan(token * h.size(), h.size())));
    }
  }
}

TEST(ReadActivations, TooMuchIsRefusedAndNothingIsNot) {
  const auto model = GoldenModel("lstm-embedding");
  const std::string text(kMaxActivations / 10, 'a');
  const auto read = ReadActivations(*model, text, -1, kAll);
  ASSERT_FALSE(read.has_value());
  EXPECT_EQ(read.error().code, ErrorCode::kInvalidArgument);
  EXPECT_TRUE(ReadActivations(*model, text, -1, 0)->values.empty());
  EXPECT_TRUE(ReadActivations(*model, "", -1, kAll)->values.empty());
  EXPECT_EQ(ReadActivations(*model, "\xFF", -1, kAll).error().code,
            ErrorCode::kTextNotUtf8);
}

}  // namespace
}  // namespace lukewarm
