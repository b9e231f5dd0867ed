// The project's random engine: Philox4x32-10 (Salmon, Moraes, Dror, Shaw:
// "Parallel random numbers: as easy as 1, 2, 3", SC 2011), tested against the
// known answers that its authors publish. It is counter-based: number n of a
// seed is a pure function of (seed, n), the same on every machine, so a text
// can be resumed, forked or redrawn at any token.
#pragma once

#include <array>
#include <cstdint>

namespace lukewarm {

// Returns the Philox4x32-10 block for a 128-bit counter and a 64-bit key, words
// in the authors' order.
std::array<std::uint32_t, 4> Philox(std::array<std::uint32_t, 4> counter,
                                    std::array<std::uint32_t, 2> key);

// A stream of numbers. Copying it copies its place in the stream.
class Rng {
 public:
  // `stream` separates independent sequences of one seed (generation uses 0).
  explicit Rng(std::uint64_t seed, std::uint64_t stream = 0)
      : seed_(seed), stream_(stream) {}

  // Returns the next 64 uniform bits.
  std::uint64_t NextU64();

  // Returns the next number, uniform in [0, 1), a multiple of 2^-53.
  double NextDouble();

  std::uint64_t seed() const { return seed_; }
  // How many numbers have been drawn; setting it moves to any place in the
  // stream. O(1).
  std::uint64_t position() const { return position_; }
  void set_position(std::uint64_t position) { position_ = position; }

 private:
  std::uint64_t seed_;
  std::uint64_t stream_;
  std::uint64_t position_ = 0;
};

}  // namespace lukewarm
