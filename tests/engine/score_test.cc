#include "engine/score.h"

#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

#include "engine/session.h"
#include "golden_model.h"

namespace lukewarm {
namespace {

TEST(Score, EveryTokenHasTheProbabilityThatASessionGivesIt) {
  const std::string text = "the quick brown fox\njumps";
  for (const auto& name : GoldenNames()) {
    const auto model = GoldenModel(name);
    Session session(model, 1);
    double sum = 0;
    std::size_t tokens = 0;
    const auto score = ScoreText(*model, text, [&](const TokenScore& token) {
      const Sampler& sampler = session.Distribution({});
      EXPECT_DOUBLE_EQ(token.log_probability, sampler.LogProbability(token.id));
      EXPECT_NEAR(token.entropy, sampler.Entropy(), 1e-12);
      EXPECT_EQ(sampler.Top(token.rank).back(), token.id);
      EXPECT_EQ(token.length, 1U);
      session.Choose(token.id);
      sum -= token.log_probability;
      ++tokens;
    });
    ASSERT_TRUE(score.has_value());
    EXPECT_EQ(tokens, text.size());
    EXPECT_EQ(score->tokens, tokens);
    EXPECT_NEAR(score->loss, sum / static_cast<double>(tokens), 1e-12);
    EXPECT_NEAR(score->perplexity, std::exp(score->loss), 1e-9);
    EXPECT_NEAR(score->bits_per_character, score->loss / std::log(2.0), 1e-9);
  }
}

TEST(Score, WhatIsUnknownCountsAsTheUnknownToken) {
  const auto score = ScoreText(*ModelWithUnknown("lstm-embedding"),
                               "a\xE4\xB8\xAD"
                               "b",
                               nullptr);
  ASSERT_TRUE(score.has_value());
  EXPECT_EQ(score->tokens, 3U);
  EXPECT_EQ(score->unknown, 1U);
  EXPECT_EQ(score->characters, 3U);
}

TEST(Score, NothingToScoreIsAnError) {
  for (const char* text : {"", "\xE4\xB8\xAD"}) {
    const auto score = ScoreText(*GoldenModel("lstm-embedding"), text, nullptr);
    ASSERT_FALSE(score.has_value());
    EXPECT_EQ(score.error().code, ErrorCode::kTextEmpty);
  }
}

}  // namespace
}  // namespace lukewarm
