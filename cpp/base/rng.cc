#include "base/rng.h"

namespace lukewarm {

std::array<std::uint32_t, 4> Philox(std::array<std::uint32_t, 4> counter,
                                    std::array<std::uint32_t, 2> key) {
  constexpr std::uint64_t kMultiplier0 = 0xD2511F53, kMultiplier1 = 0xCD9E8D57;
  constexpr std::uint32_t kWeyl0 = 0x9E3779B9, kWeyl1 = 0xBB67AE85;
  for (int round = 0; round < 10; ++round) {
    const std::uint64_t product0 = kMultiplier0 * counter[0];
    const std::uint64_t product1 = kMultiplier1 * counter[2];
    counter = {static_cast<std::uint32_t>(product1 >> 32) ^ counter[1] ^ key[0],
               static_cast<std::uint32_t>(product1),
               static_cast<std::uint32_t>(product0 >> 32) ^ counter[3] ^ key[1],
               static_cast<std::uint32_t>(product0)};
    key[0] += kWeyl0;
    key[1] += kWeyl1;
  }
  return counter;
}

std::uint64_t Rng::NextU64() {
  const auto low = [](std::uint64_t value) {
    return static_cast<std::uint32_t>(value);
  };
  const auto high = [](std::uint64_t value) {
    return static_cast<std::uint32_t>(value >> 32);
  };
  // One block gives two numbers; it is computed afresh for each so that the
  // position alone is the state.
  const std::uint64_t block = position_ / 2;
  const auto words =
      Philox({low(block), high(block), low(stream_), high(stream_)},
             {low(seed_), high(seed_)});
  const std::size_t half = 2 * (position_ % 2);
  ++position_;
  return words[half] | static_cast<std::uint64_t>(words[half + 1]) << 32;
}

double Rng::NextDouble() {
  return static_cast<double>(NextU64() >> 11) * 0x1p-53;
}

}  // namespace lukewarm
