// A vector between two layers: its floats, and the 7-bit integers that the next
// integer product reads.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>

#include "base/aligned.h"
#include "kernels/elementwise.h"
#include "kernels/matvec.h"

namespace lukewarm {

// kInt8 is what generates text, the same on every machine. kF32 keeps float
// weights and is there to compare with: evaluation, and the tests against
// PyTorch.
enum class Precision { kInt8, kF32 };

struct Activation {
  AlignedVector<float> values;           // [size]
  AlignedVector<std::uint8_t> integers;  // [size, padded to kPadding]
  float scale = 0;                       // values ~ (integers - 64) * scale

  // Kernels may read past the end of a vector, up to this multiple.
  static constexpr std::size_t kPadding = 64;

  Activation() = default;
  explicit Activation(std::size_t size)
      : values(size),
        integers((size + kPadding - 1) / kPadding * kPadding,
                 kActivationZeroPoint) {}

  // Sets the integers from the values, all of which are in [-1, 1].
  void QuantizeUnit() {
    scale = 1.0F / kActivationLimit;
    QuantizeActivations(values, kActivationLimit, integers.data());
  }

  // Sets the integers from values of any size, by the largest of them. Finite
  // values that are too small or too large to be scaled become zeros or limits.
  void QuantizeByLargest() {
    float largest = 0;
    for (const float value : values) {
      largest = std::max(largest, value < 0 ? -value : value);
    }
    const float limit = kActivationLimit;
    const float factor = largest > 1e-30F ? limit / largest : 0.0F;
    scale = largest / limit;
    QuantizeActivations(values, factor, integers.data());
  }
};

}  // namespace lukewarm
