#include "model/number_text.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <limits>
#include <string>

#include "base/message.h"
#include "base/rng.h"

namespace lukewarm {
namespace {

TEST(WholeText, RoundTripsUpToTwoToThe53) {
  for (std::uint64_t value :
       {std::uint64_t{0}, std::uint64_t{9}, std::uint64_t{10},
        std::uint64_t{4294967296}, std::uint64_t{1} << 53}) {
    EXPECT_EQ(ParseWhole(WholeText(value)), value);
    EXPECT_EQ(WholeText(value), std::to_string(value));
  }
}

TEST(ParseWhole, RefusesWhatIsNoWholeNumberInRange) {
  for (const char* text :
       {"", "-1", "1.0", "1e3", "9007199254740993", "18446744073709551616",
        "99999999999999999999999999"}) {
    EXPECT_EQ(ParseWhole(text), std::nullopt) << text;
  }
}

TEST(Decimal, ParsesToTheNearestDouble) {
  Rng rng(1);
  for (int i = 0; i < 100000; ++i) {
    const double scale = std::pow(10.0, static_cast<double>(i % 17) - 8.0);
    const std::string text = DecimalText(rng.NextDouble() * scale);
    const auto value = ParseDecimal(text);
    ASSERT_TRUE(value.has_value()) << text;
    ASSERT_EQ(*value, std::strtod(text.c_str(), nullptr)) << text;
    ASSERT_EQ(DecimalText(*value), text);
  }
}

TEST(Decimal, FifteenDigitsComeBackAsTheyWere) {
  for (const char* text :
       {"0.00001", "0.000000000001", "44", "255.5", "0.1", "0.333333333333333",
        "123456789.012345", "0.999999999999999", "0.0000000000000000000001"}) {
    const auto value = ParseDecimal(text);
    ASSERT_TRUE(value.has_value()) << text;
    EXPECT_EQ(*value, std::strtod(text, nullptr)) << text;
    EXPECT_EQ(DecimalText(*value), text);
  }
  EXPECT_EQ(DecimalText(1.0 / 3), "0.333333333333333");
  EXPECT_EQ(DecimalText(0.9999999999999999), "1");
  EXPECT_EQ(ParseDecimal("0.30000000000000004"), 0.3);
  EXPECT_EQ(ParseDecimal("9.999999747378752e-06"), 9.99999974737875e-06);
}

TEST(Decimal, ReadsEveryWayToWriteANumber) {
  EXPECT_EQ(ParseDecimal("0"), 0.0);
  EXPECT_EQ(ParseDecimal("0.0"), 0.0);
  EXPECT_EQ(ParseDecimal("1.4565"), 1.4565);
  EXPECT_EQ(ParseDecimal("14565e-4"), 1.4565);
  EXPECT_EQ(ParseDecimal("0.0014565E+3"), 1.4565);
  EXPECT_EQ(ParseDecimal("1.4565000000000000000000000000001"), 1.4565);
  EXPECT_EQ(ParseDecimal("1e6"), 1e6);
  EXPECT_EQ(ParseDecimal("1e-300"), 0.0);
  EXPECT_EQ(ParseDecimal("0e308"), 0.0);
  EXPECT_EQ(ParseDecimal("1000000000000000000000e-21"), 1.0);
}

TEST(Decimal, RefusesWhatIsOutOfRange) {
  for (const char* text : {"-1", "-0.5", "1000000000.1", "1e10", "1e300",
                           "1e9999", "", "x", "1x", "1e", "1e-9999"}) {
    EXPECT_EQ(ParseDecimal(text), std::nullopt) << text;
  }
}

TEST(Decimal, WritesTheNearerEndForWhatIsOutside) {
  EXPECT_EQ(DecimalText(-1), "0");
  EXPECT_EQ(DecimalText(std::nan("")), "0");
  EXPECT_EQ(DecimalText(std::numeric_limits<double>::infinity()), "1000000000");
}

}  // namespace
}  // namespace lukewarm
