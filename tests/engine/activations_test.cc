#include "engine/activations.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <span>
#include <string>
#include <vector>

#include "golden_model.h"
#include "read_activations.h"

namespace lukewarm {
namespace {

constexpr unsigned kAll = 63;
const std::string kText = "hello there";

// How many numbers a recurrent layer shows per token.
std::size_t NumbersOf(const LayerConfig& layer) {
  switch (layer.kind) {
    case LayerKind::kLstm:
      return 6 * layer.size;
    case LayerKind::kGru:
      return 4 * layer.size;
    default:
      return layer.size;
  }
}

TEST(ReadActivations, GivesOneBlockForEveryPartThatALayerHas) {
  for (const auto& name : GoldenNames()) {
    const auto model = GoldenModel(name);
    const NetworkConfig& network = model->config().network;
    std::size_t numbers = 0;
    for (const std::size_t i : RecurrentLayers(network)) {
      numbers += NumbersOf(network.layers[i]);
    }
    const auto read = ReadActivations(*model, kText, -1, kAll);
    ASSERT_TRUE(read.has_value());
    EXPECT_EQ(read->encoding.ids.size(), kText.size());
    EXPECT_EQ(read->values.size(), kText.size() * numbers) << name;
  }
}

TEST(ReadActivations, AsksForLessGetTheSameNumbers) {
  for (const auto& name : GoldenNames()) {
    const auto model = GoldenModel(name);
    const auto all = ReadActivations(*model, kText, -1, kAll)->values;
    const std::size_t layers = RecurrentLayers(model->config().network).size();
    std::vector<float> joined;
    for (std::size_t i = 0; i < layers; ++i) {
      for (unsigned part = 1; part < kAll; part *= 2) {
        const auto one =
            ReadActivations(*model, kText, static_cast<int>(i), part)->values;
        joined.insert(joined.end(), one.begin(), one.end());
      }
    }
    EXPECT_EQ(joined, all) << name;
  }
}

TEST(ReadActivations, TheLastHiddenStateIsWhatTheOutputReads) {
  for (const auto& name : GoldenNames()) {
    const auto model = GoldenModel(name);
    const Network& network = model->network();
    const int last =
        static_cast<int>(RecurrentLayers(network.config()).size()) - 1;
    const auto read = ReadActivations(*model, kText, last, kHiddenPart);
    auto state = network.InitialState();
    auto workspace = network.MakeWorkspace();
    for (std::size_t token = 0; token < kText.size(); ++token) {
      network.Feed({&read->encoding.ids[token], 1}, state, workspace);
      const auto& h = state.features;
      EXPECT_TRUE(std::ranges::equal(
          h, std::span(read->values).subspan(token * h.size(), h.size())));
    }
  }
}

TEST(ReadActivations, SlicesGiveTheSameNumbers) {
  for (const auto& name : GoldenNames()) {
    const auto model = GoldenModel(name);
    const auto whole = ReadActivations(*model, kText, -1, kAll, 1000);
    for (const std::size_t slice : {1, 2, 4}) {
      EXPECT_EQ(ReadActivations(*model, kText, -1, kAll, slice)->values,
                whole->values);
    }
  }
  const auto model = GoldenModel("lstm-embedding");
  auto reader = ActivationReader::Create(*model, kText, -1, kAll);
  EXPECT_EQ(reader->Next(0), kText.size());
  EXPECT_EQ(reader->Next(4), kText.size() - 4);
  EXPECT_EQ(reader->Next(1000), 0U);
  EXPECT_EQ(reader->Next(1), 0U);
}

TEST(ReadActivations, ALayerThatIsNotThereIsRefused) {
  const auto model = GoldenModel("lstm-embedding");
  const auto layers =
      static_cast<int>(RecurrentLayers(model->config().network).size());
  EXPECT_TRUE(ReadActivations(*model, kText, layers - 1, kAll).has_value());
  EXPECT_EQ(ReadActivations(*model, kText, layers, kAll).error().code,
            ErrorCode::kInvalidArgument);
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
