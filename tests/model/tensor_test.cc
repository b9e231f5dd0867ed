#include "model/tensor.h"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <cstring>
#include <limits>
#include <vector>

namespace lukewarm {
namespace {

std::vector<float> Read(DType dtype, const std::vector<std::uint8_t>& bytes,
                        std::size_t skip = 0) {
  return ToFloats(
      {dtype, {bytes.size() - skip}, std::span(bytes).subspan(skip)});
}

// The definition of a half, in arithmetic.
double Half(unsigned bits) {
  const double sign = bits & 0x8000 ? -1 : 1;
  const int exponent = bits >> 10 & 31;
  const int fraction = bits & 1023;
  if (exponent == 31)
    return fraction ? std::numeric_limits<double>::quiet_NaN()
                    : sign * std::numeric_limits<double>::infinity();
  if (exponent == 0) return sign * std::ldexp(fraction, -24);
  return sign * std::ldexp(1024 + fraction, exponent - 25);
}

TEST(ToFloats, ReadsEveryHalf) {
  std::vector<std::uint8_t> bytes;
  for (unsigned bits = 0; bits < 65536; ++bits) {
    bytes.push_back(static_cast<std::uint8_t>(bits));
    bytes.push_back(static_cast<std::uint8_t>(bits >> 8));
  }
  const std::vector<float> floats = Read(DType::kF16, bytes);
  ASSERT_EQ(floats.size(), 65536u);
  for (unsigned bits = 0; bits < 65536; ++bits) {
    const double expected = Half(bits);
    if (std::isnan(expected)) {
      ASSERT_TRUE(std::isnan(floats[bits])) << bits;
    } else {
      ASSERT_EQ(floats[bits], expected) << bits;
      ASSERT_EQ(std::signbit(floats[bits]), std::signbit(expected)) << bits;
    }
  }
}

TEST(ToFloats, ReadsFloatsAtAnyAddress) {
  const std::vector<float> floats = {0.0f, -0.0f, 1.5f, -3.25e-41f, 3e38f};
  for (std::size_t skip = 0; skip < 4; ++skip) {
    std::vector<std::uint8_t> bytes(skip, 0xaa);
    for (float value : floats)
      for (int shift : {0, 8, 16, 24})
        bytes.push_back(static_cast<std::uint8_t>(
            std::bit_cast<std::uint32_t>(value) >> shift));
    const std::vector<float> read = Read(DType::kF32, bytes, skip);
    ASSERT_EQ(read.size(), floats.size());
    EXPECT_EQ(std::memcmp(read.data(), floats.data(), 4 * floats.size()), 0);
  }
}

TEST(ToFloats, ReadsIntegersWithTheirSigns) {
  EXPECT_EQ(Read(DType::kI8, {0, 1, 127, 128, 255}),
            (std::vector<float>{0, 1, 127, -128, -1}));
  EXPECT_EQ(Read(DType::kU8, {0, 1, 127, 128, 255}),
            (std::vector<float>{0, 1, 127, 128, 255}));
}

TEST(ToHalfBytes, GivesTheNearestHalfTiesToEven) {
  // Every half is its own nearest; between two neighbours the middle decides.
  for (unsigned bits = 0; bits < 31744; ++bits) {
    const auto low = static_cast<float>(Half(bits));
    const auto high = static_cast<float>(Half(bits + 1));
    const auto nearest = [](float value) {
      const auto bytes = ToHalfBytes(std::vector<float>{value, -value});
      EXPECT_EQ(bytes[0], bytes[2]);
      EXPECT_EQ(bytes[1] | 0x80, bytes[3]);
      return bytes[0] | static_cast<unsigned>(bytes[1]) << 8;
    };
    ASSERT_EQ(nearest(low), bits);
    if (bits + 1 == 31744) break;  // infinity
    const float middle = low + (high - low) / 2;
    ASSERT_EQ(nearest(middle), bits + bits % 2);
    ASSERT_EQ(nearest(std::nextafter(middle, low)), bits);
    ASSERT_EQ(nearest(std::nextafter(middle, high)), bits + 1);
  }
  EXPECT_EQ(ToHalfBytes(std::vector<float>{1e9f}),
            (std::vector<std::uint8_t>{0xff, 0x7b}));
}

TEST(ToFloats, EmptyTensorHasNoFloats) {
  for (DType dtype : {DType::kF32, DType::kF16, DType::kI8, DType::kU8})
    EXPECT_TRUE(Read(dtype, {}).empty());
}

}  // namespace
}  // namespace lukewarm
