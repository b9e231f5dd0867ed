#include "engine/beam_search.h"

#include <gtest/gtest.h>

#include <limits>
#include <string>

#include "engine/generator.h"
#include "engine/session.h"
#include "golden_model.h"

namespace lukewarm {
namespace {

double LogProbability(const std::shared_ptr<const Model>& model,
                      const std::string& prompt, const std::vector<int>& ids) {
  Session session(model, 0);
  EXPECT_TRUE(session.Feed(prompt).has_value());
  double sum = 0;
  for (const int id : ids) sum += session.Choose(id).log_probability;
  return sum;
}

TEST(BeamSearch, OneBeamIsGreedy) {
  SamplingOptions greedy;
  greedy.temperature = 0;
  for (const auto& name : GoldenNames()) {
    const auto model = GoldenModel(name);
    Session session(model, 0);
    ASSERT_TRUE(session.Feed("abc").has_value());
    Generator generator(session, greedy, 40);
    std::string text;
    while (const auto step = generator.Next()) text += step->text;
    const auto beams = BeamSearch(model, "abc", 1, 40);
    ASSERT_TRUE(beams.has_value());
    ASSERT_EQ(beams->size(), 1U);
    EXPECT_EQ(beams->front().text, text);
  }
}

TEST(BeamSearch, ReportsTheProbabilityOfItsTextBestFirst) {
  const auto model = GoldenModel("gru-after-embedding");
  const auto beams = BeamSearch(model, "abc", 8, 20);
  ASSERT_TRUE(beams.has_value());
  ASSERT_EQ(beams->size(), 8U);
  double last = 0;
  for (const auto& beam : *beams) {
    EXPECT_EQ(beam.ids.size(), 20U);
    EXPECT_NEAR(beam.log_probability, LogProbability(model, "abc", beam.ids),
                1e-9);
    EXPECT_LE(beam.log_probability, last);
    last = beam.log_probability;
  }
}

TEST(BeamSearch, EnoughBeamsFindTheMostProbableTextOfAll) {
  const auto model = GoldenModel("lstm-embedding");
  const int vocab = static_cast<int>(model->tokenizer().vocab_size());
  double best = -std::numeric_limits<double>::infinity();
  for (int a = 0; a < vocab; ++a) {
    for (int b = 0; b < vocab; ++b) {
      best = std::max(best, LogProbability(model, "q", {a, b}));
    }
  }
  const auto beams = BeamSearch(model, "q", 28, 2);
  ASSERT_TRUE(beams.has_value());
  EXPECT_NEAR(beams->front().log_probability, best, 1e-12);
}

TEST(BeamSearch, NeverTakesTheUnknownToken) {
  const auto model = ModelWithUnknown("lstm-embedding");
  const auto beams = BeamSearch(model, "q", 50, 3);
  ASSERT_TRUE(beams.has_value());
  for (const auto& beam : *beams) {
    for (const int id : beam.ids) EXPECT_NE(id, 4);
  }
}

TEST(BeamSearch, RefusesNoBeamsAndTooMany) {
  const auto model = GoldenModel("lstm-embedding");
  for (const std::size_t beams : {0, 1001}) {
    const auto result = BeamSearch(model, "q", beams, 3);
    ASSERT_FALSE(result.has_value());
    EXPECT_EQ(result.error().code, ErrorCode::kInvalidArgument);
  }
}

}  // namespace
}  // namespace lukewarm
