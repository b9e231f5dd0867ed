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

TEST(Measure, ParsesToTheNearestDoubleOfNineDecimals) {
  Rng rng(1);
  for (int i = 0; i < 100000; ++i) {
    const double scale = std::pow(10.0, static_cast<double>(i % 13) - 6.0);
    const std::string text = MeasureText(rng.NextDouble() * scale);
    const auto value = ParseMeasure(text);
    ASSERT_TRUE(value.has_value()) << text;
    ASSERT_EQ(*value, std::strtod(text.c_str(), nullptr)) << text;
    ASSERT_EQ(MeasureText(*value), text);
  }
}

TEST(Measure, ReadsEveryWayToWriteANumber) {
  EXPECT_EQ(ParseMeasure("0"), 0.0);
  EXPECT_EQ(ParseMeasure("0.0"), 0.0);
  EXPECT_EQ(ParseMeasure("1.4565"), 1.4565);
  EXPECT_EQ(ParseMeasure("14565e-4"), 1.4565);
  EXPECT_EQ(ParseMeasure("0.0014565E+3"), 1.4565);
  EXPECT_EQ(ParseMeasure("1.4565000000000000000000000000001"), 1.4565);
  EXPECT_EQ(ParseMeasure("1e6"), 1e6);
  EXPECT_EQ(ParseMeasure("1e-300"), 0.0);
  EXPECT_EQ(ParseMeasure("0e308"), 0.0);
  EXPECT_EQ(ParseMeasure("1000000000000000000000e-21"), 1.0);
}

TEST(Measure, RefusesWhatIsOutOfRange) {
  for (const char* text : {"-1", "-0.5", "1000000.1", "1e7", "1e300", "1e9999",
                           "", "x", "1x", "1e", "1e-9999"}) {
    EXPECT_EQ(ParseMeasure(text), std::nullopt) << text;
  }
}

TEST(Measure, WritesTheNearerEndForWhatIsOutside) {
  EXPECT_EQ(MeasureText(-1), "0");
  EXPECT_EQ(MeasureText(std::nan("")), "0");
  EXPECT_EQ(MeasureText(std::numeric_limits<double>::infinity()), "1000000");
}

}  // namespace
}  // namespace lukewarm
