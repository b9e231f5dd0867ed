// A model whose file names a start has read it before every text.
#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "engine/activations.h"
#include "engine/score.h"
#include "engine/session.h"
#include "golden_model.h"
#include "read_activations.h"

namespace lukewarm {
namespace {

const std::string kStart = "on\n";

std::shared_ptr<const Model> WithStart(const std::string& name) {
  return *ChangedModel(name, [](TokenizerConfig& t) { t.start = kStart; });
}

TEST(Start, APromptIsReadAfterIt) {
  for (const auto& name : GoldenNames()) {
    for (const std::string prompt : {"", "abc"}) {
      Session with(WithStart(name), 3);
      Session typed(GoldenModel(name), 3);
      ASSERT_TRUE(with.Feed(prompt).has_value());
      ASSERT_TRUE(typed.Feed(kStart + prompt).has_value());
      EXPECT_TRUE(std::ranges::equal(with.Logits(), typed.Logits())) << name;
      for (int i = 0; i < 30; ++i) {
        EXPECT_EQ(with.Next({}).id, typed.Next({}).id) << name;
      }
    }
  }
}

TEST(Start, IsNoPartOfTheText) {
  Session session(WithStart("lstm-embedding"), 3);
  ASSERT_TRUE(session.Feed("abc").has_value());
  EXPECT_EQ(session.ids().size(), 3U);
  // What it holds is not held against the text.
  SamplingOptions penalty;
  penalty.repetition_penalty = 100;
  Session empty(WithStart("lstm-embedding"), 3);
  const Sampler penalised = empty.Distribution(penalty);
  const Sampler& plain = empty.Distribution({});
  for (int id = 0; id < static_cast<int>(empty.Logits().size()); ++id) {
    EXPECT_EQ(penalised.SamplingProbability(id), plain.SamplingProbability(id));
  }
}

TEST(Start, AScoreIsThatOfTheTextAfterIt) {
  for (const auto& name : GoldenNames()) {
    std::vector<double> with, typed;
    ASSERT_TRUE(ScoreText(*WithStart(name), "brown", [&](const TokenScore& t) {
      with.push_back(t.log_probability);
    }));
    ASSERT_TRUE(ScoreText(
        *GoldenModel(name), kStart + "brown",
        [&](const TokenScore& t) { typed.push_back(t.log_probability); }));
    typed.erase(typed.begin(), typed.begin() + 3);
    EXPECT_EQ(with, typed) << name;
  }
}

TEST(Start, ActivationsAreThoseAfterIt) {
  for (const auto& name : GoldenNames()) {
    const auto with =
        ReadActivations(*WithStart(name), "brown", 0, kHiddenPart);
    const auto typed =
        ReadActivations(*GoldenModel(name), kStart + "brown", 0, kHiddenPart);
    ASSERT_TRUE(with.has_value() && typed.has_value());
    const auto rest = std::span(typed->values).last(with->values.size());
    EXPECT_TRUE(std::ranges::equal(with->values, rest)) << name;
  }
}

TEST(Start, HasToBeInTheVocab) {
  const auto model = ChangedModel(
      "lstm-embedding", [](TokenizerConfig& t) { t.start = "a\xE4\xB8\xAD"; });
  ASSERT_FALSE(model.has_value());
  EXPECT_EQ(model.error().code, ErrorCode::kFileCorrupt);
}

}  // namespace
}  // namespace lukewarm
