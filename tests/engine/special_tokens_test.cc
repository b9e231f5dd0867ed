// Tokens that are no text: which are never drawn, which end a text, which one
// is the start.
#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <memory>
#include <string>
#include <vector>

#include "engine/batched_session.h"
#include "engine/beam_search.h"
#include "engine/generator.h"
#include "engine/score.h"
#include "engine/session.h"
#include "golden_model.h"

namespace lukewarm {
namespace {

// Of the alphabet, 'c' and 'x' are padding, 'q' ends a text, 'e' is unknown.
constexpr int kUnknown = 4, kEnd = 16;
const std::vector<int> kNever = {2, kUnknown, 23};

void MakeSpecial(TokenizerConfig& t) {
  t.unknown_id = kUnknown;
  t.special = {{23}, {kEnd, true}, {2}, {2}};
}

std::shared_ptr<const Model> Special(const std::string& name,
                                     const std::string& start = {}) {
  return *ChangedModel(name, [&](TokenizerConfig& t) {
    MakeSpecial(t);
    t.start = start;
  });
}

bool IsNever(int id) { return std::ranges::binary_search(kNever, id); }

std::vector<SamplingOptions> Samplers() {
  return {{},
          {.temperature = 0},
          {.temperature = 3},
          {.temperature = std::numeric_limits<double>::infinity()},
          {.top_k = 5},
          {.top_p = 0.9},
          {.min_p = 0.01},
          {.typical_p = 0.9},
          {.temperature = 2,
           .top_k = 20,
           .top_p = 0.99,
           .order = SamplingOrder::kTemperatureLast},
          {.repetition_penalty = 1.5,
           .presence_penalty = 2,
           .frequency_penalty = 0.5}};
}

TEST(SpecialTokens, AModelKnowsWhichAreNeverDrawn) {
  EXPECT_TRUE(
      std::ranges::equal(Special("lstm-embedding")->never_drawn(), kNever));
  EXPECT_TRUE(GoldenModel("lstm-embedding")->never_drawn().empty());
  const auto both = *ChangedModel("lstm-embedding", [](TokenizerConfig& t) {
    t.unknown_id = 3;
    t.special = {{3}, {1}};
  });
  EXPECT_TRUE(std::ranges::equal(both->never_drawn(), std::vector{1, 3}));
}

TEST(SpecialTokens, NoSamplerDrawsOneThatEndsNoText) {
  for (const auto& name : GoldenNames()) {
    const auto model = Special(name);
    for (const SamplingOptions& options : Samplers()) {
      Session session(model, 7);
      ASSERT_TRUE(session.Feed("the b").has_value());
      for (int i = 0; i < 100; ++i) {
        const Sampler& sampler = session.Distribution(options);
        double sum = 0;
        for (int id = 0; id < 28; ++id) {
          if (IsNever(id)) {
            ASSERT_EQ(sampler.SamplingProbability(id), 0);
          }
          sum += sampler.SamplingProbability(id);
        }
        ASSERT_NEAR(sum, 1, 1e-6);
        ASSERT_FALSE(IsNever(session.Next(options).id));
      }
    }
  }
}

TEST(SpecialTokens, TheModelsOwnProbabilitiesStay) {
  for (const auto& name : GoldenNames()) {
    Session special(Special(name), 7), plain(GoldenModel(name), 7);
    ASSERT_TRUE(special.Feed("brown").has_value());
    ASSERT_TRUE(plain.Feed("brown").has_value());
    const Sampler& with = special.Distribution({});
    const Sampler& without = plain.Distribution({});
    for (int id = 0; id < 28; ++id) {
      EXPECT_NEAR(with.Probability(id), without.Probability(id), 1e-6);
    }
  }
}

TEST(SpecialTokens, AnEndEndsTheText) {
  std::size_t ended = 0;
  for (const auto& name : GoldenNames()) {
    const auto model = Special(name);
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
      Session session(model, seed);
      ASSERT_TRUE(session.Feed("the b").has_value());
      Generator generator(session, {.temperature = 1.5}, 200);
      std::vector<Step> steps;
      while (auto step = generator.Next()) steps.push_back(*std::move(step));
      EXPECT_TRUE(generator.done());
      for (std::size_t i = 0; i < steps.size(); ++i) {
        const bool last = i + 1 == steps.size();
        EXPECT_EQ(steps[i].id == kEnd, last && steps.size() < 200);
        EXPECT_EQ(steps[i].text.empty(), steps[i].id == kEnd);
      }
      ended += steps.size() < 200 ? 1 : 0;
    }
  }
  EXPECT_GT(ended, 50U);
}

TEST(SpecialTokens, AChosenEndEndsTheTextToo) {
  Session session(Special("lstm-embedding"), 1);
  Generator generator(session, {}, 10);
  ASSERT_TRUE(generator.Next(0));
  const auto end = generator.Next(kEnd);
  ASSERT_TRUE(end);
  EXPECT_EQ(end->text, "");
  EXPECT_FALSE(generator.Next());
}

TEST(SpecialTokens, TextsSideBySideEndEachForItself) {
  const auto model = Special("gru-after-embedding");
  std::vector<BatchedSession> together, alone;
  together.reserve(6);  // a copy has no generation
  alone.reserve(6);
  for (std::uint64_t seed = 0; seed < 6; ++seed) {
    for (auto* sessions : {&together, &alone}) {
      ASSERT_TRUE(
          sessions->emplace_back(model, seed)
              .Begin({.sampling = {.temperature = 1.5}, .max_tokens = 60}));
    }
  }
  std::vector<BatchedSession*> pointers;
  for (auto& session : together) pointers.push_back(&session);
  const auto columns = BatchedSession::RunSideBySide(pointers, 60);
  std::size_t shortest = 60;
  for (std::size_t i = 0; i < alone.size(); ++i) {
    const auto own = alone[i].Run(60, 0, -1);
    ASSERT_TRUE(own);
    EXPECT_EQ(columns[i].ids, own->ids);
    EXPECT_EQ(columns[i].text, own->text);
    shortest = std::min(shortest, own->ids.size());
  }
  EXPECT_LT(shortest, 60U);
}

TEST(SpecialTokens, AStartMayBeOne) {
  for (const auto& name : GoldenNames()) {
    for (const std::string start : {"q", "x"}) {  // an end, or padding
      for (const std::string prompt : {"", "brown"}) {
        Session with(Special(name, start), 3);
        Session typed(GoldenModel(name), 3);
        ASSERT_TRUE(with.Feed(prompt).has_value());
        ASSERT_TRUE(typed.Feed(start + prompt).has_value());
        EXPECT_TRUE(std::ranges::equal(with.Logits(), typed.Logits())) << name;
      }
    }
  }
}

TEST(SpecialTokens, AStartOfSeveralIsNone) {
  const auto model = ChangedModel("lstm-embedding", [](TokenizerConfig& t) {
    MakeSpecial(t);
    t.start = "xq";
  });
  ASSERT_FALSE(model.has_value());
  EXPECT_EQ(model.error().code, ErrorCode::kFileCorrupt);
}

TEST(SpecialTokens, OutsideTheVocabAreRefused) {
  using Change = void (*)(TokenizerConfig&);
  for (const Change change : {
           Change{[](TokenizerConfig& t) { t.special = {{28}}; }},
           Change{
               [](TokenizerConfig& t) { t.special = {{3}, {999'999, true}}; }},
       }) {
    const auto model = ChangedModel("lstm-embedding", change);
    ASSERT_FALSE(model.has_value());
    EXPECT_EQ(model.error().code, ErrorCode::kFileCorrupt);
    EXPECT_NE(model.error().message.find("special"), std::string::npos)
        << model.error().message;
  }
}

TEST(SpecialTokens, AVocabOfNothingElseIsDrawnFrom) {
  const auto model = *ChangedModel("lstm-embedding", [](TokenizerConfig& t) {
    for (int id = 0; id < 28; ++id) t.special.push_back({id});
  });
  Session session(model, 1);
  for (int i = 0; i < 10; ++i) EXPECT_EQ(session.Next({}).text, "");
}

TEST(SpecialTokens, AScoreIsThatOfTheSameModelWithout) {
  const std::string text =
      "the brown fog\nin dull";  // without e, which is unknown
  std::string known;
  for (const char c : text) {
    if (c != 'e') known += c;
  }
  const auto special = ScoreText(*Special("lstm-embedding"), known, {});
  const auto plain = ScoreText(*GoldenModel("lstm-embedding"), known, {});
  ASSERT_TRUE(special && plain);
  EXPECT_NEAR(special->loss, plain->loss, 1e-6);
  EXPECT_EQ(special->tokens, known.size());
  // A special token is in no text.
  const auto more = ScoreText(*Special("lstm-embedding"), known + "qxc", {});
  ASSERT_TRUE(more);
  EXPECT_EQ(more->tokens, known.size() + 3);
  EXPECT_EQ(more->unknown, 3U);
}

// Returns the log probability of `ids` after `prompt`.
double LogProbability(const std::shared_ptr<const Model>& model,
                      const std::string& prompt, const std::vector<int>& ids) {
  Session session(model, 0);
  EXPECT_TRUE(session.Feed(prompt).has_value());
  double sum = 0;
  for (const int id : ids) sum += session.Choose(id).log_probability;
  return sum;
}

TEST(SpecialTokens, BeamsEndAndNeverTakeTheOthers) {
  for (const auto& name : GoldenNames()) {
    const auto model = Special(name);
    const auto beams = BeamSearch(model, "the b", 60, 8);
    ASSERT_TRUE(beams.has_value());
    double last = 0;
    std::size_t ended = 0;
    for (const Beam& beam : *beams) {
      for (std::size_t i = 0; i < beam.ids.size(); ++i) {
        EXPECT_FALSE(IsNever(beam.ids[i]));
        const bool is_end = beam.ids[i] == kEnd;
        if (is_end) {
          EXPECT_EQ(i + 1, beam.ids.size());
        }
        ended += is_end ? 1 : 0;
      }
      EXPECT_EQ(beam.ids.size() == 8 || beam.ids.back() == kEnd, true);
      EXPECT_EQ(beam.text, Decode(model->tokenizer(), beam.ids));
      EXPECT_NEAR(beam.log_probability,
                  LogProbability(model, "the b", beam.ids), 1e-9);
      EXPECT_LE(beam.log_probability, last);
      last = beam.log_probability;
    }
    EXPECT_GT(ended, 0U) << name;
  }
}

TEST(SpecialTokens, EnoughBeamsFindTheMostProbableTextOfAll) {
  const auto model = Special("lstm-embedding");
  std::vector<double> all;
  for (int a = 0; a < 28; ++a) {
    if (IsNever(a)) continue;
    if (a == kEnd) all.push_back(LogProbability(model, "g", {a}));
    for (int b = 0; b < 28 && a != kEnd; ++b) {
      if (!IsNever(b)) all.push_back(LogProbability(model, "g", {a, b}));
    }
  }
  std::ranges::sort(all, std::greater<>());
  const auto beams = BeamSearch(model, "g", 40, 2);
  ASSERT_TRUE(beams.has_value());
  for (std::size_t i = 0; i < 40; ++i) {
    EXPECT_NEAR((*beams)[i].log_probability, all[i], 1e-9);
  }
}

TEST(SpecialTokens, BeamsThatHaveAllEndedAreWhatIsFound) {
  const auto model = *ChangedModel("lstm-embedding", [](TokenizerConfig& t) {
    for (int id = 0; id < 28; ++id) t.special.push_back({id, id == kEnd});
  });
  const auto beams = BeamSearch(model, "", 5, 20);
  ASSERT_TRUE(beams.has_value());
  ASSERT_EQ(beams->size(), 1U);
  EXPECT_EQ((*beams)[0].ids, std::vector<int>{kEnd});
  EXPECT_EQ((*beams)[0].text, "");
}

}  // namespace
}  // namespace lukewarm
