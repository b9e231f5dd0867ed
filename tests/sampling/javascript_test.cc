// exp and log as tests/web/sample.test.mjs expects them of web/engine/math.js,
// bit for bit: tests/golden/float64.txt. Run with LUKEWARM_WRITE_GOLDEN=1 to
// write it again.
#include <gtest/gtest.h>

#include <bit>
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <iomanip>
#include <limits>
#include <sstream>
#include <string>
#include <vector>

#include "kernels/elementwise.h"

namespace lukewarm {
namespace {

std::string Hex(double value) {
  std::ostringstream out;
  out << std::hex << std::setw(16) << std::setfill('0')
      << std::bit_cast<std::uint64_t>(value);
  return out.str();
}

// xorshift32 (Marsaglia 2003): as short in JavaScript.
struct Words {
  std::uint32_t state = 2463534242;
  std::uint32_t operator()() {
    state ^= state << 13;
    state ^= state >> 17;
    return state ^= state << 5;
  }
};

constexpr int kChecked = 1000000;

// FNV-1a over the words of a million results.
template <typename Next>
std::uint32_t Checksum(Next next) {
  std::uint32_t hash = 2166136261;
  Words words;
  for (int n = 0; n < kChecked; ++n) {
    const auto bits = std::bit_cast<std::uint64_t>(next(words));
    hash = (hash ^ static_cast<std::uint32_t>(bits)) * 16777619;
    hash = (hash ^ static_cast<std::uint32_t>(bits >> 32)) * 16777619;
  }
  return hash;
}

std::string Current() {
  std::ostringstream out;
  // exp of words / 2^32 * 1500 - 750; log of every positive finite pattern.
  out << "checksum exp " << kChecked << ' ' << Checksum([](Words& words) {
    return Exp(words() * 0x1p-32 * 1500 - 750);
  }) << '\n';
  out << "checksum log " << kChecked << ' ' << Checksum([](Words& words) {
    const std::uint64_t high = words() % 0x7ff00000;
    return Log(std::bit_cast<double>(high << 32 | words()));
  }) << '\n';
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  for (const double x :
       {-kInfinity, -1e300, -746.0, -745.1, -744.0, -708.5,   -1.0,
        -5e-324,    -0.0,   0.0,    5e-324, 1e-17,  0.1,      0.5,
        1.0,        2.0,    709.7,  709.79, 1e300,  kInfinity}) {
    out << "exp " << Hex(x) << ' ' << Hex(Exp(x)) << '\n';
  }
  for (const double x :
       {0.0, -0.0, 5e-324, 2.2250738585072009e-308, 2.2250738585072014e-308,
        1e-300, 0.1, 0.5, 0.70710678118654746, 0.70710678118654757,
        0.99999999999999989, 1.0, 1.0000000000000002, 1.4142135623730949,
        1.4142135623730951, 2.0, 10.0, 1.7976931348623157e308, kInfinity}) {
    out << "log " << Hex(x) << ' ' << Hex(Log(x)) << '\n';
  }
  return out.str();
}

TEST(JavaScript, GoldenFileIsWhatThisEngineComputes) {
  const std::string path = LUKEWARM_TESTS_DIR "/golden/float64.txt";
  const std::string current = Current();
  if (std::getenv("LUKEWARM_WRITE_GOLDEN")) std::ofstream(path) << current;
  std::stringstream stored;
  stored << std::ifstream(path).rdbuf();
  EXPECT_EQ(stored.str(), current);
}

}  // namespace
}  // namespace lukewarm
