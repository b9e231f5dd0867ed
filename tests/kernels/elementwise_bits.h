// The outputs of the activation functions over a fixed grid, as one number:
// equal on every machine, or the number contract is broken.
#pragma once

#include <bit>
#include <cstdint>
#include <vector>

#include "kernels/elementwise.h"

namespace lukewarm {

inline constexpr std::uint64_t kActivationBits = 0xd7275474b881b158;

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
  ExpInPlace(doubles);
  for (double y : doubles) add(std::bit_cast<std::uint64_t>(y));

  std::vector<float> tanh = floats, sigmoid = floats;
  TanhInPlace(tanh);
  SigmoidInPlace(sigmoid);
  std::vector<std::uint8_t> quantized(floats.size());
  QuantizeActivations(floats, 63.0f, quantized.data());
  for (std::size_t i = 0; i < floats.size(); ++i) {
    add(std::bit_cast<std::uint32_t>(tanh[i]));
    add(std::bit_cast<std::uint32_t>(Tanh(floats[i])));
    add(std::bit_cast<std::uint32_t>(sigmoid[i]));
    add(std::bit_cast<std::uint32_t>(Sigmoid(floats[i])));
    add(quantized[i]);
  }
  return hash;
}

}  // namespace lukewarm
