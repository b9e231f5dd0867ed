#include "sampling/options.h"

#include <gtest/gtest.h>

#include <limits>
#include <string>

namespace lukewarm {
namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
constexpr double kInfinity = std::numeric_limits<double>::infinity();

void ExpectRefused(const SamplingOptions& options, const std::string& name) {
  const auto result = Validate(options);
  ASSERT_FALSE(result) << name;
  EXPECT_EQ(result.error().code, ErrorCode::kInvalidArgument);
  EXPECT_EQ(result.error().message.find(name), 0u) << result.error().message;
  EXPECT_EQ(result.error().message.back(), '.');
}

TEST(Validate, AcceptsDefaultsAndTheEndsOfEveryRange) {
  EXPECT_TRUE(Validate({}));
  for (const double t : {0.0, 1e-300, 1e-6, 100.0, kInfinity}) {
    EXPECT_TRUE(Validate({.temperature = t})) << t;
  }
  EXPECT_TRUE(Validate({.top_k = 1 << 30}));
  EXPECT_TRUE(Validate({.top_p = 0, .min_p = 1, .typical_p = 0}));
}

TEST(Validate, RefusesNanEverywhereByName) {
  ExpectRefused({.temperature = kNan}, "temperature");
  ExpectRefused({.top_p = kNan}, "top_p");
  ExpectRefused({.min_p = kNan}, "min_p");
  ExpectRefused({.typical_p = kNan}, "typical_p");
  ExpectRefused({.repetition_penalty = kNan}, "repetition_penalty");
  ExpectRefused({.presence_penalty = kNan}, "presence_penalty");
  ExpectRefused({.frequency_penalty = kNan}, "frequency_penalty");
}

TEST(Validate, RefusesWhatIsOutOfRangeByName) {
  ExpectRefused({.temperature = -1e-9}, "temperature");
  ExpectRefused({.temperature = -kInfinity}, "temperature");
  ExpectRefused({.top_k = -1}, "top_k");
  for (const double p : {-0.01, 1.01, kInfinity, -kInfinity}) {
    ExpectRefused({.top_p = p}, "top_p");
    ExpectRefused({.min_p = p}, "min_p");
    ExpectRefused({.typical_p = p}, "typical_p");
  }
  for (const double p : {-1.0, 0.0, kInfinity}) {
    ExpectRefused({.repetition_penalty = p}, "repetition_penalty");
  }
  for (const double p : {kInfinity, -kInfinity}) {
    ExpectRefused({.presence_penalty = p}, "presence_penalty");
    ExpectRefused({.frequency_penalty = p}, "frequency_penalty");
  }
}

}  // namespace
}  // namespace lukewarm
