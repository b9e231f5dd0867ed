#include "sampling/token_counts.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "base/rng.h"

namespace lukewarm {
namespace {

TEST(TokenCounts, EqualACountOfTheWholeTextAtEveryToken) {
  Rng rng(3);
  TokenCounts counts(40);
  std::vector<int> text, distinct;
  for (int n = 0; n < 500; ++n) {
    const int id = static_cast<int>(rng.NextU64() % (n < 250 ? 10 : 40));
    counts.Add(id);
    if (std::ranges::count(text, id) == 0) distinct.push_back(id);
    text.push_back(id);
    for (int other = 0; other < 40; ++other) {
      ASSERT_EQ(counts[other], std::ranges::count(text, other));
    }
    ASSERT_TRUE(std::ranges::equal(counts.ids(), distinct));
  }
}

TEST(TokenCounts, OfAnEmptyTextHaveNoTokens) {
  EXPECT_TRUE(TokenCounts().ids().empty());
  EXPECT_TRUE(TokenCounts(5).ids().empty());
}

}  // namespace
}  // namespace lukewarm
