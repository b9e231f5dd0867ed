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

// Returns whether the check lets `value` pass, which becomes the largest count
// where a count is wanted and it is none.
bool Allows(const TrainOptionRow& row, double value) {
  TrainOptions options;
  if (const auto* real = std::get_if<double TrainOptions::*>(&row.field)) {
    options.*(*real) = value;
  } else {
    options.*std::get<std::size_t TrainOptions::*>(row.field) =
        value >= 0 && value < 1e18 ? static_cast<std::size_t>(value)
                                   : std::numeric_limits<std::size_t>::max();
  }
  const auto checked = CheckTrainOptions(options, Small());
  if (!checked) {
    EXPECT_EQ(checked.error().code, ErrorCode::kInvalidArgument);
    EXPECT_NE(checked.error().message.find(row.label), std::string::npos)
        << checked.error().message;
  }
  return checked.has_value();
}

TEST(TrainOptions, RefusesEveryNumberOutOfItsRange) {
  ASSERT_TRUE(CheckTrainOptions({}, Small()).has_value());
  for (const TrainOptionRow& row : TrainOptionTable()) {
    for (const double value :
         {-1.0, -1e-9, row.lowest - 1, row.highest + 1, 1e300,
          std::numeric_limits<double>::infinity(), std::nan("")}) {
      EXPECT_FALSE(Allows(row, value)) << row.name << ' ' << value;
    }
    EXPECT_EQ(Allows(row, row.lowest), !row.excludes_lowest) << row.name;
    EXPECT_EQ(Allows(row, row.highest), !row.excludes_highest) << row.name;
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
  ExpectRefused(options, Network({.embedding = 0}), "need an embedding");
  options = {};
  options.token_dropout = 0.1;
  ExpectRefused(options, Network({.embedding = 0}), "need an embedding");
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
