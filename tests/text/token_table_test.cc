#include "text/token_table.h"

#include <gtest/gtest.h>

#include <string>

namespace lukewarm {
namespace {

TEST(TokenTable, NumbersInOrderOfArrivalAndFindsAll) {
  TokenTable table;
  EXPECT_EQ(table.Find("0"), -1);
  for (int i = 0; i < 100'000; ++i) {
    const auto [id, is_new] = table.Add(std::to_string(i));
    ASSERT_EQ(id, i);
    ASSERT_TRUE(is_new);
  }
  for (int i = 0; i < 100'000; ++i) {
    const auto [id, is_new] = table.Add(std::to_string(i));
    ASSERT_EQ(id, i);
    ASSERT_FALSE(is_new);
    ASSERT_EQ(table.Find(std::to_string(i)), i);
    ASSERT_EQ(table.Text(i), std::to_string(i));
  }
  EXPECT_EQ(table.size(), 100'000u);
  EXPECT_EQ(table.Find("100000"), -1);
  EXPECT_EQ(table.Find(""), -1);
  EXPECT_FALSE(table.is_degenerate());
}

}  // namespace
}  // namespace lukewarm
