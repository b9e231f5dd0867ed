#include "train/fake_quantizer.h"

#include <algorithm>

#include "model/stored_bits.h"
#include "quant/quantize.h"

namespace lukewarm::train {

FakeQuantizer::FakeQuantizer(const NetworkConfig& network,
                             const ParameterLayout& layout, int bits) {
  for (const PlacedParameter& parameter : layout.parameters()) {
    const int stored = StoredBits(network, parameter.name, bits);
    if (stored == 0) continue;
    matrices_.push_back(
        {parameter.offset, parameter.shape[0], parameter.shape[1], stored});
  }
}

void FakeQuantizer::Quantize(std::span<const float> weights,
                             std::span<float> quantized,
                             WorkerPool& pool) const {
  std::ranges::copy(weights, quantized.begin());
  pool.Run([&](std::size_t thread) {
    for (const auto& [offset, all_rows, cols, bits] : matrices_) {
      const Range rows = Share(all_rows, thread, pool.size());
      const std::size_t first = offset + rows.begin * cols;
      const std::size_t count = rows.end - rows.begin;
      const QuantizedMatrix matrix =
          QuantizeRows(weights.subspan(first, count * cols), count, cols, bits);
      for (std::size_t i = 0; i < matrix.values.size(); ++i) {
        quantized[first + i] =
            static_cast<float>(matrix.values[i]) * matrix.scales[i / cols];
      }
    }
  });
}

}  // namespace lukewarm::train
