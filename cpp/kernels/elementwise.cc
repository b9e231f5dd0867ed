#include "kernels/elementwise.h"

#include <algorithm>
#include <bit>
#include <limits>

namespace lukewarm {
namespace {

// 2^k for k in [-1022, 1023] given as k + 1023.
inline double PowerOfTwo(std::uint64_t biased) {
  return std::bit_cast<double>(biased << 52);
}

// ln 2 in two parts; the first has 32 bits, so that k * kLn2High is exact.
constexpr double kLn2High = 0x1.62e42feep-1;
constexpr double kLn2Low = 0x1.a39ef35793c76p-33;

}  // namespace

double Exp(double x) {
  // e^x = 2^k e^r with |r| <= ln(2) / 2.
  // Adding 1.5 * 2^52 rounds to an integer and leaves it in the low bits.
  constexpr double kRounder = 0x1.8p52;
  const double y = std::min(std::max(x, -746.0), 710.0);
  const double shifted = y * 0x1.71547652b82fep0 + kRounder;
  const double k = shifted - kRounder;
  const double r = (y - k * kLn2High) - k * kLn2Low;
  // Taylor: the first term left out is below 5e-18.
  const double tail =
      1.0 / 2 +
      r * (1.0 / 6 +
           r * (1.0 / 24 +
                r * (1.0 / 120 +
                     r * (1.0 / 720 +
                          r * (1.0 / 5040 +
                               r * (1.0 / 40320 +
                                    r * (1.0 / 362880 +
                                         r * (1.0 / 3628800 +
                                              r * (1.0 / 39916800 +
                                                   r * (1.0 / 479001600 +
                                                        r * (1.0 /
                                                             6227020800)))))))))));
  const double power = 1.0 + (r + r * r * tail);
  // In two factors, since k reaches from -1076 to 1024.
  const std::uint64_t biased = std::bit_cast<std::uint64_t>(shifted) -
                               std::bit_cast<std::uint64_t>(kRounder) + 2046;
  const std::uint64_t half = biased >> 1;
  return power * PowerOfTwo(half) * PowerOfTwo(biased - half);
}

double Log(double x) {
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  if (!(x > 0))
    return x == 0 ? -kInfinity : std::numeric_limits<double>::quiet_NaN();
  if (x == kInfinity) return x;
  // x = 2^k m with m in [sqrt(1/2), sqrt(2)), about.
  int k = 0;
  if (x < std::numeric_limits<double>::min()) {
    x *= 0x1p54;
    k = -54;
  }
  constexpr std::uint64_t kRootHalf = 0x3fe6a09e667f3bcd;
  const std::uint64_t bits = std::bit_cast<std::uint64_t>(x);
  const std::int64_t exponent =
      static_cast<std::int64_t>(bits - kRootHalf) >> 52;
  k += static_cast<int>(exponent);
  const double m = std::bit_cast<double>(
      bits - (static_cast<std::uint64_t>(exponent) << 52));
  // With f = m - 1, s = f / (2 + f) and R = 2/3 s^2 + 2/5 s^4 + ...:
  // log(m) = 2 atanh(s) = 2 s + s R = f - (f^2 / 2 - s (f^2 / 2 + R)), of which
  // the last form has its large part, f, exact.
  const double f = m - 1.0;
  const double s = f / (2.0 + f);
  const double z = s * s;
  double series = 0;  // Taylor to s^22: |s| < 0.172, so the rest is below 1e-18
  for (int n = 23; n >= 3; n -= 2) series = z * (2.0 / n + series);
  const double half_square = 0.5 * f * f;
  const double low = k * kLn2Low;
  return k * kLn2High -
         ((half_square - (s * (half_square + series) + low)) - f);
}

void QuantizeActivations(std::span<const float> values, float factor,
                         std::uint8_t* out) {
  // Adding 1.5 * 2^23 rounds to an integer and leaves it in the low bits; the
  // zero point is added on the way, and being even does not change a tie.
  constexpr float kRounder = 12582912.0f + 64.0f;
  for (std::size_t i = 0; i < values.size(); ++i) {
    float value = values[i] * factor;
    value = value == value ? value : 0.0f;
    value = std::min(std::max(value, -63.0f), 63.0f);
    out[i] = static_cast<std::uint8_t>(
        std::bit_cast<std::uint32_t>(value + kRounder));
  }
}

}  // namespace lukewarm
