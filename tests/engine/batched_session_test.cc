#include "engine/batched_session.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <deque>
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

TEST(BatchedSession, SideBySideIsTheSameAsEachAlone) {
  for (const std::string name :
       {"rnn-tanh-tied", "gru-after-embedding", "lstm-embedding",
        "gru-before-one-hot", "textgenrnn", "window-pad-read",
        "window-pad-masked-lstm", "mixed-stack"}) {
    const auto model = GoldenModel(name);
    std::deque<BatchedSession> sessions, alone;
    for (std::uint64_t i = 0; i < 5; ++i) {
      for (auto* all : {&sessions, &alone}) {
        auto& session = all->emplace_back(model, i / 2);
        // One reads nothing, and two end before the others.
        ASSERT_TRUE(session.Read(i == 3 ? "" : kText));
        session.Feed(1000);
        if (i == 4) session.StopAt("a");
        ASSERT_TRUE(session.Begin(
            {.sampling = {.temperature = 0.4 * static_cast<double>(i),
                          .repetition_penalty = i == 2 ? 1.3 : 1},
             .max_tokens = i == 1 ? 7U : 40U}));
      }
    }
    std::vector<BatchedSession*> pointers;
    for (auto& session : sessions) pointers.push_back(&session);
    std::vector<std::vector<int>> ids(5);
    std::vector<std::string> texts(5);
    for (int piece = 0; piece < 11; ++piece) {
      const auto columns = BatchedSession::RunSideBySide(pointers, 4);
      for (std::size_t i = 0; i < 5; ++i) {
        ids[i].insert(ids[i].end(), columns[i].ids.begin(),
                      columns[i].ids.end());
        texts[i] += columns[i].text;
      }
    }
    for (std::size_t i = 0; i < 5; ++i) {
      const auto expected = alone[i].Run(1000, 0, -1);
      EXPECT_EQ(ids[i], expected->ids) << name << i;
      EXPECT_EQ(texts[i], expected->text) << name << i;
      // And it goes on as if it had been alone.
      const auto next = alone[i].Distribution({}, 3);
      EXPECT_EQ(sessions[i].Distribution({}, 3)->logits, next->logits);
    }
  }
}

TEST(BatchedSession, SideBySideLeavesOutASessionThatHasNotBegun) {
  const auto model = GoldenModel("lstm-embedding");
  BatchedSession begun(model, 1), idle(model, 1);
  ASSERT_TRUE(begun.Begin({.max_tokens = 3}));
  const std::vector<BatchedSession*> both{&idle, &begun};
  const auto columns = BatchedSession::RunSideBySide(both, 5);
  EXPECT_TRUE(columns[0].ids.empty());
  EXPECT_EQ(columns[1].ids.size(), 3U);
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
