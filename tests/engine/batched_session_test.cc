#include "engine/batched_session.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <string>
#include <vector>

#include "engine/score.h"
#include "golden_model.h"

namespace lukewarm {
namespace {

constexpr char kText[] = "the quick brown fox jumps";

TEST(BatchedSession, ReadingAndRunningInSlicesIsTheSameAsInOnePiece) {
  for (const auto& name : GoldenNames()) {
    const auto model = GoldenModel(name);
    BatchedSession whole(model, 5), sliced(model, 5);
    ASSERT_TRUE(whole.Read(kText) && sliced.Read(kText));
    EXPECT_EQ(whole.Feed(1000), 0U);
    for (std::size_t left = 1; left > 0;) left = sliced.Feed(7);
    GenerateOptions options;
    options.max_tokens = 30;
    ASSERT_TRUE(whole.Begin(options) && sliced.Begin(options));
    const auto expected = whole.Run(1000, 3, -1);
    ASSERT_EQ(expected->ids.size(), 30U);
    ASSERT_EQ(expected->candidates.ids.size(), 90U);
    std::vector<int> ids, candidates;
    std::string text;
    for (;;) {
      const auto steps = sliced.Run(4, 3, -1);
      ids.insert(ids.end(), steps->ids.begin(), steps->ids.end());
      candidates.insert(candidates.end(), steps->candidates.ids.begin(),
                        steps->candidates.ids.end());
      text += steps->text;
      if (steps->ids.size() < 4) break;
    }
    EXPECT_EQ(ids, expected->ids);
    EXPECT_EQ(candidates, expected->candidates.ids);
    EXPECT_EQ(text, expected->text);
  }
}

TEST(BatchedSession, AForkHasNoGeneration) {
  BatchedSession session(GoldenModel("lstm-embedding"), 5);
  ASSERT_TRUE(session.Begin({}));
  BatchedSession fork(session);
  const auto steps = fork.Run(1, 0, -1);
  ASSERT_FALSE(steps.has_value());
  EXPECT_EQ(steps.error().code, ErrorCode::kInvalidArgument);
}

TEST(BatchedSession, AStopStringHoldsForOneGeneration) {
  BatchedSession session(GoldenModel("lstm-embedding"), 5);
  session.StopAt("c");
  ASSERT_TRUE(session.Begin({}));
  EXPECT_EQ(session.Run(10, 0, 2)->text, "c");
  ASSERT_TRUE(session.Begin({}));
  EXPECT_EQ(session.Run(10, 0, 2)->ids.size(), 10U);
}

TEST(Columns, TextEndsCountUtf16Units) {
  std::vector<int> ends;
  for (const char* text : {"a", "\u00e9", "", "\u4e2d\u6587", "\U0001F600"}) {
    AddTextEnd(text, &ends);
  }
  EXPECT_EQ(ends, (std::vector<int>{1, 2, 2, 4, 6}));
}

TEST(Columns, ReplacementsAreWhatTheModelDoesNotKnow) {
  BatchedSession session(GoldenModel("lstm-embedding"), 5);
  const auto read = session.Read(
      "a\x01"
      "b\u00e9\u4e2d");
  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(read->text,
            "\x01"
            "\u00e9e\u4e2d");
  EXPECT_EQ(read->text_ends, (std::vector<int>{1, 1, 2, 3, 4, 4}));
}

TEST(Scorer, PieceByPieceIsTheSameAsTheWhole) {
  const auto model = GoldenModel("gru-after-embedding");
  const auto whole = ScoreText(*model, kText, nullptr);
  auto scorer = Scorer::Create(*model, kText);
  ASSERT_TRUE(whole.has_value() && scorer.has_value());
  std::size_t left = std::string(kText).size();
  while (left > 0) {
    const std::size_t next = (*scorer)->Next(4, nullptr);
    EXPECT_EQ(next, left - std::min<std::size_t>(left, 4));
    left = next;
  }
  EXPECT_EQ((*scorer)->score().loss, whole->loss);
  EXPECT_EQ((*scorer)->score().bits_per_character, whole->bits_per_character);
}

}  // namespace
}  // namespace lukewarm
