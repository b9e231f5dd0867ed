#include "train/train_options.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <set>
#include <string>
#include <variant>

#include "train/layer_list.h"

namespace lukewarm {
namespace {

NetworkConfig Network(const NetworkOptions& options) {
  NetworkConfig network;
  network.vocab_size = 30;
  network.layers = MakeLayers(options).value();
  return network;
}

NetworkConfig Small() { return Network({.hidden = {8}}); }

void ExpectRefused(const TrainOptions& options, const NetworkConfig& network,
                   std::string_view reason) {
  const auto checked = CheckTrainOptions(options, network);
  ASSERT_FALSE(checked.has_value()) << reason;
  EXPECT_EQ(checked.error().code, ErrorCode::kInvalidArgument);
  EXPECT_NE(checked.error().message.find(reason), std::string::npos)
      << checked.error().message;
}

TEST(TrainOptions, RefusesEveryNumberOutOfItsRange) {
  ASSERT_TRUE(CheckTrainOptions({}, Small()).has_value());
  for (const TrainOptionRow& row : TrainOptionTable()) {
    for (const double value :
         {-1.0, -1e-9, row.lowest - 1, row.highest + 1, 1e300,
          std::numeric_limits<double>::infinity(), std::nan("")}) {
      TrainOptions options;
      const auto set = SetTrainOption(row, value, options);
      ASSERT_FALSE(set.has_value()) << row.name << ' ' << value;
      EXPECT_NE(set.error().message.find(row.label), std::string::npos);
      if (const auto* real = std::get_if<double TrainOptions::*>(&row.field)) {
        options.*(*real) = value;
        ExpectRefused(options, Small(), row.label);
      }
    }
    TrainOptions options;
    for (const bool high : {false, true}) {
      const bool excluded = high ? row.excludes_highest : row.excludes_lowest;
      const double bound = high ? row.highest : row.lowest;
      EXPECT_EQ(SetTrainOption(row, bound, options).has_value(), !excluded)
          << row.name;
    }
    if (row.field.index() == 0) {
      EXPECT_FALSE(SetTrainOption(row, row.lowest + 0.5, options).has_value());
    }
  }
}

TEST(TrainOptions, NamesAreDistinctAndFieldsTheirOwn) {
  std::set<std::string_view> names, labels;
  for (const TrainOptionRow& row : TrainOptionTable()) {
    EXPECT_TRUE(names.insert(row.name).second) << row.name;
    EXPECT_TRUE(labels.insert(row.label).second) << row.label;
    for (const TrainOptionRow& other : TrainOptionTable()) {
      EXPECT_EQ(row.field == other.field, row.name == other.name);
    }
  }
}

TEST(TrainOptions, RefusesWhatDoesNotGoTogether) {
  TrainOptions options;
  options.weight_bits = 16;
  ExpectRefused(options, Small(), "32, 8 or 4");
  options = {};
  options.embedding_dropout = 0.1;
  ExpectRefused(options, Network({.embedding = 0}), "needs an embedding");
}

TEST(TrainOptions, SaysWhatCannotBeTrained) {
  const auto refuses = [](auto change, std::string_view reason) {
    NetworkConfig network = Small();
    change(network);
    ExpectRefused({}, network, reason);
  };
  refuses([](auto& n) { n.layers.clear(); }, "no layers");
  refuses([](auto& n) { n.vocab_size = 0; }, "vocab");
  refuses([](auto& n) { n.layers[1].size = 0; }, "size is out of range");
  refuses([](auto& n) { n.layers.back().tied = 0; }, "tied");
  refuses([](auto& n) { n.context.window = 40; }, "window");
  refuses([](auto& n) { n.layers[1].return_sequences = false; },
          "last output alone");
  refuses([](auto& n) { n.layers[1].learned_start = true; }, "initial state");
  refuses([](auto& n) { n.layers[0] = {.kind = LayerKind::kScaledId}; },
          "scaled-id");
  refuses(
      [](auto& n) {
        n.layers[1] = {.kind = LayerKind::kBidirectional,
                       .layer = {n.layers[1]}};
      },
      "bidirectional");
  refuses(
      [](auto& n) {
        n.layers[1] = {.kind = LayerKind::kConcatenate, .inputs = {0, 0}};
      },
      "concatenate");
  refuses([](auto& n) { n.layers[1] = n.layers[0]; }, "only the first");
  refuses([](auto& n) { n.layers[1].size = 65536; }, "too large");
}

}  // namespace
}  // namespace lukewarm
