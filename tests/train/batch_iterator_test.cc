#include "train/batch_iterator.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <set>
#include <vector>

namespace lukewarm::train {
namespace {

TEST(BatchIterator, StaysInsideTheTextForEverySize) {
  for (std::size_t size = 1; size <= 5; ++size) {
    for (std::size_t length = 1; length <= 6; ++length) {
      const std::size_t needed = (size + 1) * length;
      for (std::size_t tokens = needed; tokens < needed + 40; ++tokens) {
        std::vector<int> ids(tokens);
        std::iota(ids.begin(), ids.end(), 0);
        const auto batches = BatchIterator::Create(tokens, size, length);
        ASSERT_TRUE(batches.has_value());
        ASSERT_GE(batches->steps_per_epoch(), 1u);
        std::vector<int> inputs(size * length), targets(inputs.size());
        std::set<int> seen;
        for (std::size_t step = 0; step < batches->steps_per_epoch(); ++step) {
          // The last offset is the one that could leave the text.
          batches->Fill(ids, length - 1, step, 0, size, inputs.data(),
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

TEST(BatchIterator, ContinuesEverySequence) {
  std::vector<int> ids(1000);
  std::iota(ids.begin(), ids.end(), 0);
  const auto batches = BatchIterator::Create(ids.size(), 4, 8);
  std::vector<int> inputs(32), targets(32), next(32);
  batches->Fill(ids, 3, 0, 0, 4, inputs.data(), targets.data());
  batches->Fill(ids, 3, 1, 0, 4, next.data(), targets.data());
  for (std::size_t b = 0; b < 4; ++b) EXPECT_EQ(next[b], inputs[28 + b] + 1);
  // A shard's part is its columns of the whole.
  std::vector<int> part(16);
  batches->Fill(ids, 3, 1, 1, 2, part.data(), targets.data());
  for (std::size_t t = 0; t < 8; ++t) {
    EXPECT_EQ(part[t * 2], next[t * 4 + 1]);
    EXPECT_EQ(part[t * 2 + 1], next[t * 4 + 2]);
  }
}

TEST(BatchIterator, OffsetsCoverTheLengthAndDependOnTheEpoch) {
  const auto batches = BatchIterator::Create(1000, 4, 8);
  std::set<std::size_t> seen;
  for (std::size_t epoch = 0; epoch < 200; ++epoch) {
    seen.insert(batches->Offset(1, epoch));
    EXPECT_EQ(batches->Offset(1, epoch), batches->Offset(1, epoch));
  }
  EXPECT_EQ(seen.size(), 8u);
  EXPECT_EQ(*seen.rbegin(), 7u);
}

TEST(BatchIterator, SaysHowMuchIsMissingAndWhatToChange) {
  const auto batches = BatchIterator::Create(1000, 48, 128);
  ASSERT_FALSE(batches.has_value());
  EXPECT_EQ(batches.error().code, ErrorCode::kTextTooShort);
  EXPECT_NE(batches.error().message.find("5272 more"), std::string::npos);
  EXPECT_NE(batches.error().message.find("batch size of at most 6"),
            std::string::npos);
  EXPECT_NE(batches.error().message.find("BPTT length of at most 20"),
            std::string::npos);
  // And the advice is true, and no stricter than it must be.
  EXPECT_TRUE(BatchIterator::Create(1000, 6, 128).has_value());
  EXPECT_FALSE(BatchIterator::Create(1000, 7, 128).has_value());
  EXPECT_TRUE(BatchIterator::Create(1000, 48, 20).has_value());
  EXPECT_FALSE(BatchIterator::Create(1000, 48, 21).has_value());
}

}  // namespace
}  // namespace lukewarm::train
