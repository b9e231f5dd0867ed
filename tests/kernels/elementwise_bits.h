// The outputs of the activation functions over a fixed grid, as one number:
// equal on every machine, or the number contract is broken.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "kernels/elementwise.h"

namespace lukewarm {

inline constexpr std::uint64_t kActivationBits = 0x9665b606599c545e;

// Returns how many of `floats` have results in an array that are not the scalar
// function's, bit for bit; two NaN are equal.
inline std::size_t CountUnequal(std::span<const float> floats) {
  const Eigen::Map<const Eigen::ArrayXf> x(
      floats.data(), static_cast<Eigen::Index>(floats.size()));
  const Eigen::ArrayXf tanh = Tanh(x), sigmoid = Sigmoid(x), exp = Exp(x);
  const auto equal = [](float a, float b) {
    return std::bit_cast<std::uint32_t>(a) == std::bit_cast<std::uint32_t>(b) ||
           (a != a && b != b);
  };
  std::size_t unequal = 0;
  for (Eigen::Index i = 0; i < x.size(); ++i) {
    unequal += !equal(tanh[i], Tanh(x[i])) ||
               !equal(sigmoid[i], Sigmoid(x[i])) || !equal(exp[i], Exp(x[i]));
  }
  return unequal;
}

// Returns the FNV-1a hash of all functions' results, as 32-bit words.
inline std::uint64_t ActivationBits() {
  std::uint64_t hash = 0xcbf29ce484222325;
  const auto add = [&hash](std::uint64_t bits) {
    hash = (hash ^ (bits & 0xffffffff)) * 0x100000001b3;
    hash = (hash ^ bits >> 32) * 0x100000001b3;
  };
  std::vector<float> floats;
  std::vector<double> doubles;
  // Every sign and exponent short of NaN, 61 fractions of each.
  for (std::uint32_t bits = 0; bits < 0x7f800000; bits += 137518)
    for (std::uint32_t sign : {0u, 0x80000000u})
      floats.push_back(std::bit_cast<float>(bits | sign));
  for (int i = -76000; i <= 76000; i += 7) doubles.push_back(i * 0.01);

  for (double x : doubles) {
    add(std::bit_cast<std::uint64_t>(Exp(x)));
    if (x > 0) add(std::bit_cast<std::uint64_t>(Log(x)));
  }

  const Eigen::Map<const Eigen::ArrayXf> x(
      floats.data(), static_cast<Eigen::Index>(floats.size()));
  const Eigen::ArrayXf tanh = Tanh(x), sigmoid = Sigmoid(x), exp = Exp(x);
  std::vector<std::uint8_t> quantized(floats.size());
  QuantizeActivations(floats, 63.0f, quantized.data());
  for (std::size_t n = 0; n < floats.size(); ++n) {
    const auto i = static_cast<Eigen::Index>(n);
    add(std::bit_cast<std::uint32_t>(tanh[i]));
    add(std::bit_cast<std::uint32_t>(Tanh(x[i])));
    add(std::bit_cast<std::uint32_t>(sigmoid[i]));
    add(std::bit_cast<std::uint32_t>(Sigmoid(x[i])));
    add(std::bit_cast<std::uint32_t>(exp[i]));
    add(std::bit_cast<std::uint32_t>(Exp(x[i])));
    add(quantized[n]);
  }
  return hash;
}

}  // namespace lukewarm
