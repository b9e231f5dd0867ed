#include "train/stream_plan.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <set>
#include <vector>

namespace lukewarm::train {
namespace {

TEST(StreamPlan, StaysInsideTheTextForEverySize) {
  for (std::size_t streams = 1; streams <= 5; ++streams) {
    for (std::size_t length = 1; length <= 6; ++length) {
      const std::size_t needed = (streams + 1) * length;
      for (std::size_t tokens = needed; tokens < needed + 40; ++tokens) {
        std::vector<int> ids(tokens);
        std::iota(ids.begin(), ids.end(), 0);
        const auto plan = StreamPlan::Create(tokens, streams, length);
        ASSERT_TRUE(plan.has_value());
        ASSERT_GE(plan->steps_per_pass(), 1u);
        std::vector<int> inputs(streams * length), targets(inputs.size());
        std::set<int> seen;
        for (std::size_t step = 0; step < plan->steps_per_pass(); ++step) {
          // The last offset is the one that could leave the text.
          plan->Fill(ids, length - 1, step, 0, streams, inputs.data(),
                     targets.data());
          for (std::size_t i = 0; i < inputs.size(); ++i) {
            ASSERT_EQ(targets[i], inputs[i] + 1);
            ASSERT_LT(targets[i], static_cast<int>(tokens));
            ASSERT_TRUE(seen.insert(inputs[i]).second) << "shown twice";
          }
        }
      }
    }
  }
}

TEST(StreamPlan, CarriesEachStreamOn) {
  std::vector<int> ids(1000);
  std::iota(ids.begin(), ids.end(), 0);
  const auto plan = StreamPlan::Create(ids.size(), 4, 8);
  std::vector<int> inputs(32), targets(32), next(32);
  plan->Fill(ids, 3, 0, 0, 4, inputs.data(), targets.data());
  plan->Fill(ids, 3, 1, 0, 4, next.data(), targets.data());
  for (std::size_t b = 0; b < 4; ++b) EXPECT_EQ(next[b], inputs[28 + b] + 1);
  // A group's part is its columns of the whole.
  std::vector<int> part(16);
  plan->Fill(ids, 3, 1, 1, 2, part.data(), targets.data());
  for (std::size_t t = 0; t < 8; ++t) {
    EXPECT_EQ(part[t * 2], next[t * 4 + 1]);
    EXPECT_EQ(part[t * 2 + 1], next[t * 4 + 2]);
  }
}

TEST(StreamPlan, OffsetsCoverTheLengthAndDependOnThePass) {
  const auto plan = StreamPlan::Create(1000, 4, 8);
  std::set<std::size_t> seen;
  for (std::size_t pass = 0; pass < 200; ++pass) {
    seen.insert(plan->Offset(1, pass));
    EXPECT_EQ(plan->Offset(1, pass), plan->Offset(1, pass));
  }
  EXPECT_EQ(seen.size(), 8u);
  EXPECT_EQ(*seen.rbegin(), 7u);
}

TEST(StreamPlan, SaysHowMuchIsMissingAndWhatWouldDo) {
  const auto plan = StreamPlan::Create(1000, 48, 128);
  ASSERT_FALSE(plan.has_value());
  EXPECT_EQ(plan.error().code, ErrorCode::kTextTooShort);
  EXPECT_NE(plan.error().message.find("5272 more"), std::string::npos);
  EXPECT_NE(plan.error().message.find("at most 6 streams"), std::string::npos);
  EXPECT_NE(plan.error().message.find("at most 20"), std::string::npos);
  // And the advice is true, and no stricter than it must be.
  EXPECT_TRUE(StreamPlan::Create(1000, 6, 128).has_value());
  EXPECT_FALSE(StreamPlan::Create(1000, 7, 128).has_value());
  EXPECT_TRUE(StreamPlan::Create(1000, 48, 20).has_value());
  EXPECT_FALSE(StreamPlan::Create(1000, 48, 21).has_value());
}

}  // namespace
}  // namespace lukewarm::train
