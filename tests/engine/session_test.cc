#include "engine/session.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "engine/generator.h"
#include "golden_model.h"

namespace lukewarm {
namespace {

std::string Generate(Session& session, const SamplingOptions& options,
                     std::size_t tokens, std::vector<std::string> stop = {}) {
  Generator generator(session, options, tokens, std::move(stop));
  std::string text;
  while (const auto step = generator.Next()) text += step->text;
  return text;
}

std::string Generate(const std::string& model, const std::string& prompt,
                     const SamplingOptions& options, std::uint64_t seed) {
  Session session(GoldenModel(model), seed);
  EXPECT_TRUE(session.Feed(prompt).has_value());
  return Generate(session, options, 200);
}

TEST(Session, SameSeedGivesTheSameTextAndAnotherSeedAnother) {
  for (const auto& name : GoldenNames()) {
    const std::string text = Generate(name, "abc", {}, 7);
    EXPECT_EQ(text.size(), 200U);
    EXPECT_EQ(Generate(name, "abc", {}, 7), text);
    EXPECT_NE(Generate(name, "abc", {}, 8), text);
  }
}

TEST(Session, TheWholeSeedCounts) {
  const std::uint64_t high = std::uint64_t{1} << 60;
  EXPECT_NE(Generate("lstm-embedding", "abc", {}, 7),
            Generate("lstm-embedding", "abc", {}, high + 7));
}

TEST(Session, FeedingInPiecesEqualsFeedingAtOnce) {
  for (const auto& name : GoldenNames()) {
    const auto model = GoldenModel(name);
    Session at_once(model, 1), in_pieces(model, 1);
    ASSERT_TRUE(at_once.Feed("hello there").has_value());
    for (const char* piece : {"", "hel", "l", "o ", "there"}) {
      ASSERT_TRUE(in_pieces.Feed(piece).has_value());
    }
    EXPECT_TRUE(std::ranges::equal(at_once.Logits(), in_pieces.Logits()));
    EXPECT_EQ(Generate(at_once, {}, 50), Generate(in_pieces, {}, 50));
  }
}

TEST(Session, AForkGoesOnAsItsOriginalWouldAndLeavesItAlone) {
  for (const auto& name : GoldenNames()) {
    Session original(GoldenModel(name), 3);
    ASSERT_TRUE(original.Feed("once").has_value());
    Generate(original, {}, 10);
    Session fork(original);
    Session untouched(original);
    const std::string text = Generate(fork, {}, 100);
    EXPECT_EQ(Generate(original, {}, 100), text);
    untouched.Choose(3);
    EXPECT_EQ(untouched.ids().size(), 15U);
    EXPECT_EQ(original.ids().size(), 114U);
  }
}

TEST(Session, ChoosingWhatWasDrawnGivesTheSameText) {
  const auto model = GoldenModel("gru-after-embedding");
  Session drawn(model, 5), chosen(model, 5);
  ASSERT_TRUE(drawn.Feed("x").has_value());
  ASSERT_TRUE(chosen.Feed("x").has_value());
  for (int i = 0; i < 20; ++i) {
    const Step a = drawn.Next({});
    const Step b = chosen.Choose(a.id);
    EXPECT_EQ(a.text, b.text);
    EXPECT_EQ(a.log_probability, b.log_probability);
  }
  EXPECT_EQ(Generate(drawn, {}, 50), Generate(chosen, {}, 50));
}

TEST(Session, TemperatureZeroTakesTheLargestLogit) {
  SamplingOptions greedy;
  greedy.temperature = 0;
  for (const auto& name : GoldenNames()) {
    Session session(GoldenModel(name), 5);
    ASSERT_TRUE(session.Feed("x").has_value());
    for (int i = 0; i < 50; ++i) {
      const auto logits = session.Logits();
      const auto best = std::ranges::max_element(logits) - logits.begin();
      EXPECT_EQ(session.Next(greedy).id, best);
    }
  }
}

TEST(Session, NoTemperatureMakesNonsense) {
  for (const double temperature : {0.0, 1e-300, 1e-6, 0.05, 100.0, 1e300,
                                   std::numeric_limits<double>::infinity()}) {
    SamplingOptions options;
    options.temperature = temperature;
    ASSERT_TRUE(Validate(options).has_value());
    Session session(GoldenModel("lstm-embedding"), 5);
    for (int i = 0; i < 20; ++i) {
      double sum = 0;
      const Sampler& sampler = session.Distribution(options);
      for (int id = 0; id < static_cast<int>(session.Logits().size()); ++id) {
        sum += sampler.SamplingProbability(id);
      }
      EXPECT_NEAR(sum, 1, 1e-6) << temperature;
      session.Next(options);
    }
  }
}

TEST(Session, AnEmptyPromptStartsAfterALineBreak) {
  const auto model = GoldenModel("lstm-embedding");
  Session empty(model, 1), line(model, 1);
  ASSERT_TRUE(line.Feed("\n").has_value());
  EXPECT_TRUE(std::ranges::equal(empty.Logits(), line.Logits()));
}

TEST(Session, WhatTheModelDoesNotKnowIsReportedAndHarmless) {
  Session session(GoldenModel("lstm-embedding"), 1);
  const auto encoding = session.Feed(
      "a\xE4\xB8\xAD"
      "A");
  ASSERT_TRUE(encoding.has_value());
  EXPECT_EQ(encoding->replacements.size(), 2U);
  EXPECT_EQ(Generate(session, {}, 20).size(), 20U);
}

TEST(Session, TextThatIsNotUtf8IsRefusedAndNothingIsFed) {
  Session session(GoldenModel("lstm-embedding"), 1);
  const auto encoding = session.Feed("ab\xFF");
  ASSERT_FALSE(encoding.has_value());
  EXPECT_EQ(encoding.error().code, ErrorCode::kTextNotUtf8);
  EXPECT_TRUE(session.ids().empty());
}

TEST(Session, TheUnknownTokenIsNeverDrawn) {
  SamplingOptions even;
  even.temperature = std::numeric_limits<double>::infinity();
  Session session(ModelWithUnknown("lstm-embedding"), 1);
  for (int i = 0; i < 2000; ++i) EXPECT_NE(session.Next(even).id, 4);
}

TEST(Session, PenaltiesSeeThePrompt) {
  SamplingOptions options;
  options.temperature = 0;
  const auto model = GoldenModel("lstm-embedding");
  Session session(model, 1);
  ASSERT_TRUE(session.Feed("abcdefghijklmnopqrstuvwxyz ").has_value());
  options.presence_penalty = 1000;  // all but the line break have occurred
  EXPECT_EQ(session.Next(options).text, "\n");
}

TEST(Generator, AChosenTokenLeavesTheLaterNumbersInTheirPlaces) {
  const auto model = GoldenModel("lstm-embedding");
  Session drawn(model, 2), chosen(model, 2);
  Generator a(drawn, {}, 20), b(chosen, {}, 20);
  for (int i = 0; i < 20; ++i) {
    const auto one = a.Next();
    const auto other = b.Next(i % 3 == 0 ? 5 : -1);
    EXPECT_EQ(other->uniform, i % 3 == 0 ? 0 : one->uniform);
    EXPECT_EQ(other->id == 5, i % 3 == 0) << i;
  }
  EXPECT_FALSE(b.Next(5).has_value());
}

// A model of bytes that knows nothing.
std::shared_ptr<const Model> ByteModel() {
  ModelConfig config;
  config.tokenizer.kind = TokenizerKind::kByte;
  config.network.vocab_size = 256;
  config.network.layers = {{.kind = LayerKind::kOneHot},
                           {.kind = LayerKind::kRnn, .size = 1},
                           {.kind = LayerKind::kOutput}};
  const std::vector<std::uint8_t> zeros(4 * 256);
  TensorMap tensors;
  tensors["layers.1.weight_ih"] = {DType::kF32, {1, 256}, zeros};
  tensors["layers.1.weight_hh"] = {
      DType::kF32, {1, 1}, std::span(zeros).first(4)};
  tensors["layers.2.weight"] = {DType::kF32, {256, 1}, zeros};
  auto model = Model::Load(WriteModelFile(config, tensors));
  EXPECT_TRUE(model.has_value());
  return *model;
}

TEST(Generator, AnUnfinishedCharacterWaitsOnlyIfTheSessionIsKeptOpen) {
  const auto model = ByteModel();
  Session over(model, 1), open(model, 1);
  EXPECT_EQ(Generator(over, {}, 1).Next(0xC3)->text, "\xEF\xBF\xBD");
  EXPECT_EQ(Generator(open, {}, 1, {}, Ending::kKeepOpen).Next(0xC3)->text, "");
  EXPECT_EQ(open.Choose(0xA9).text, "\xC3\xA9");
}

TEST(Generator, StopsAtItsTokensAndAtAStopStringWhichStays) {
  const auto model = GoldenModel("lstm-embedding");
  Session whole(model, 2);
  const std::string text = Generate(whole, {}, 300);
  ASSERT_EQ(text.size(), 300U);
  const std::string stop = text.substr(40, 3);
  Session stopped(model, 2);
  EXPECT_EQ(Generate(stopped, {}, 300, {"\xE4\xB8\xAD", stop}),
            text.substr(0, text.find(stop) + stop.size()));
  Session none(model, 2);
  EXPECT_EQ(Generate(none, {}, 0), "");
}

}  // namespace
}  // namespace lukewarm
