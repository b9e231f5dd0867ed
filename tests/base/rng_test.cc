#include "base/rng.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <set>
#include <vector>

namespace lukewarm {
namespace {

using Words = std::array<std::uint32_t, 4>;

// From the file kat_vectors of Random123, the library of the algorithm's
// authors.
TEST(Philox, EqualsItsAuthorsKnownAnswers) {
  EXPECT_EQ(Philox({0, 0, 0, 0}, {0, 0}),
            (Words{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}));
  EXPECT_EQ(Philox({0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff},
                   {0xffffffff, 0xffffffff}),
            (Words{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}));
  EXPECT_EQ(Philox({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344},
                   {0xa4093822, 0x299f31d0}),
            (Words{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}));
}

TEST(Rng, ReadsTheBlocksOfItsSeedLowWordFirst) {
  Rng rng(0);
  EXPECT_EQ(rng.NextU64(), 0xe169c58d6627e8d5u);
  EXPECT_EQ(rng.NextU64(), 0x9b00dbd8bc57ac4cu);

  const auto block = Philox({1, 0, 7, 9}, {0x89abcdef, 0x01234567});
  Rng other(0x0123456789abcdef, 0x0000000900000007);
  other.set_position(2);
  EXPECT_EQ(other.NextU64(), block[0] | std::uint64_t{block[1]} << 32);
  EXPECT_EQ(other.NextU64(), block[2] | std::uint64_t{block[3]} << 32);
}

TEST(Rng, NumberDependsOnSeedAndPositionOnly) {
  Rng rng(42);
  std::vector<std::uint64_t> numbers;
  for (int i = 0; i < 100; ++i) numbers.push_back(rng.NextU64());
  EXPECT_EQ(rng.position(), 100u);
  for (std::size_t i : {99, 0, 50, 1}) {
    Rng fresh(42);
    fresh.set_position(i);
    EXPECT_EQ(fresh.NextU64(), numbers[i]) << i;
    EXPECT_EQ(fresh.position(), i + 1);
  }
}

TEST(Rng, PositionsBeyond32BitsAreTheirOwn) {
  Rng near(1), far(1);
  far.set_position(std::uint64_t{1} << 33);
  EXPECT_NE(near.NextU64(), far.NextU64());
}

TEST(Rng, CopyContinuesWhereTheOriginalStood) {
  Rng rng(7);
  rng.NextU64();
  Rng copy = rng;
  EXPECT_EQ(copy.NextU64(), rng.NextU64());
  EXPECT_EQ(copy.seed(), 7u);
}

TEST(Rng, SeedsAndStreamsDoNotMeet) {
  std::set<std::uint64_t> seen;
  std::size_t drawn = 0;
  for (std::uint64_t seed : {0, 1, 2, 3})
    for (std::uint64_t stream : {0, 1, 2, 3}) {
      Rng rng(seed, stream);
      for (int i = 0; i < 100; ++i, ++drawn) seen.insert(rng.NextU64());
    }
  EXPECT_EQ(seen.size(), drawn);
}

TEST(Rng, DoublesAreMultiplesOfTwoToTheMinus53BelowOne) {
  Rng rng(3);
  for (int i = 0; i < 10000; ++i) {
    const double number = rng.NextDouble();
    EXPECT_GE(number, 0);
    EXPECT_LT(number, 1);
    EXPECT_EQ(number * 0x1p53, std::floor(number * 0x1p53));
  }
}

TEST(Rng, DoublesAreUniformByChiSquared) {
  constexpr std::size_t kBins = 64;
  constexpr int kDraws = 100000;
  std::array<int, kBins> counts{};
  Rng rng(12345);
  for (int i = 0; i < kDraws; ++i)
    ++counts[static_cast<std::size_t>(rng.NextDouble() * kBins)];
  double chi_squared = 0;
  for (int count : counts) {
    const double expected = static_cast<double>(kDraws) / kBins;
    chi_squared += (count - expected) * (count - expected) / expected;
  }
  // 63 degrees of freedom: 99.9 % lie below 103.4, 0.1 % below 32.5.
  EXPECT_LT(chi_squared, 103.4);
  EXPECT_GT(chi_squared, 32.5);
}

}  // namespace
}  // namespace lukewarm
