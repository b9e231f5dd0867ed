#include "train/round_weights.h"

#include <algorithm>

namespace lukewarm::train {

WeightRounder::WeightRounder(const Architecture& architecture,
                             const ParameterLayout& layout, int bits) {
  for (StoredMatrix& stored : StoredMatrices(architecture, bits)) {
    const auto& parameters = layout.parameters();
    const auto found =
        std::ranges::find(parameters, stored.name, &Parameter::name);
    matrices_.push_back({std::move(stored), found->offset});
  }
}

void WeightRounder::Round(std::span<const float> weights,
                          std::span<float> rounded, WorkerPool& pool) const {
  std::ranges::copy(weights, rounded.begin());
  pool.Run([&](std::size_t thread) {
    for (const auto& [stored, offset] : matrices_) {
      const Range rows = Share(stored.rows, thread, pool.size());
      const std::size_t first = offset + rows.begin * stored.cols;
      const std::size_t count = rows.end - rows.begin;
      const QuantizedMatrix matrix =
          QuantizeRows(weights.subspan(first, count * stored.cols), count,
                       stored.cols, stored.bits);
      for (std::size_t i = 0; i < matrix.values.size(); ++i) {
        rounded[first + i] = static_cast<float>(matrix.values[i]) *
                             matrix.scales[i / stored.cols];
      }
    }
  });
}

}  // namespace lukewarm::train
