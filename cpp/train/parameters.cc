#include "train/parameters.h"

#include <algorithm>

#include "base/rng.h"

namespace lukewarm::train {
namespace {

constexpr std::size_t kAlignment = 16;         // elements
constexpr std::uint64_t kInitialStream = 101;  // of the seed

}  // namespace

ParameterLayout::ParameterLayout(std::span<const LayerPlan> plans) {
  for (const LayerPlan& plan : plans) {
    for (const Parameter& parameter : plan.parameters) {
      parameters_.push_back({parameter, size_});
      size_ += (parameter.size() + kAlignment - 1) / kAlignment * kAlignment;
    }
  }
}

std::size_t ParameterLayout::count() const {
  std::size_t count = 0;
  for (const Parameter& parameter : parameters_) count += parameter.size();
  return count;
}

std::size_t ParameterLayout::Offset(std::string_view name) const {
  return std::ranges::find(parameters_, name, &PlacedParameter::name)->offset;
}

template <typename Scalar>
void InitializeParameters(const ParameterLayout& layout, std::uint64_t seed,
                          std::span<Scalar> weights) {
  Rng random(seed, kInitialStream);
  for (const PlacedParameter& parameter : layout.parameters()) {
    auto values = weights.subspan(parameter.offset, parameter.size());
    std::ranges::fill(values, static_cast<Scalar>(parameter.ones ? 1 : 0));
    if (parameter.limit == 0) continue;
    for (Scalar& value : values) {
      value =
          static_cast<Scalar>(parameter.limit * (2 * random.NextDouble() - 1));
    }
  }
}

template void InitializeParameters(const ParameterLayout&, std::uint64_t,
                                   std::span<float>);
template void InitializeParameters(const ParameterLayout&, std::uint64_t,
                                   std::span<double>);

}  // namespace lukewarm::train
