#include "base/result.h"

#include <gtest/gtest.h>

#include <cctype>
#include <set>
#include <string>

namespace lukewarm {
namespace {

TEST(Result, EveryCodeHasItsOwnPublicName) {
  std::set<std::string_view> names;
  for (int code = 0; code <= static_cast<int>(ErrorCode::kIo); ++code) {
    const std::string_view name = CodeName(static_cast<ErrorCode>(code));
    EXPECT_NE(name, "unknown") << code;
    EXPECT_TRUE(names.insert(name).second) << name << " stands for two codes";
    for (char c : name)
      EXPECT_TRUE(c == '-' || std::isalnum(static_cast<unsigned char>(c)))
          << name;
  }
}

TEST(Result, FailCarriesCodeAndSentence) {
  const Result<int> result = Fail(ErrorCode::kIo, "The disk is full.");
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, ErrorCode::kIo);
  EXPECT_EQ(result.error().message, "The disk is full.");
}

}  // namespace
}  // namespace lukewarm
