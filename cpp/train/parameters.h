// Where every weight of a network lies in one flat array: the optimizer sees
// one long vector, layers see matrices, the model file sees tensors.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "nn/plan.h"

namespace lukewarm::train {

struct PlacedParameter : Parameter {
  std::size_t offset = 0;  // of the first element in the flat array
};

class ParameterLayout {
 public:
  // The parameters stand in the order of the plans.
  explicit ParameterLayout(std::span<const LayerPlan> plans);

  const std::vector<PlacedParameter>& parameters() const { return parameters_; }
  // Returns the length of the flat array; every tensor starts on a 64-byte
  // boundary of it, and the elements between two tensors stay zero.
  std::size_t size() const { return size_; }
  // Returns the number of weights.
  std::size_t count() const;
  // Returns where the parameter `name` begins. Precondition: it exists.
  std::size_t Offset(std::string_view name) const;

 private:
  std::vector<PlacedParameter> parameters_;
  std::size_t size_ = 0;
};

// Fills `weights` [layout.size()] with initial values, the same on every
// machine, as each parameter's plan says.
template <typename Scalar>
void InitializeParameters(const ParameterLayout& layout, std::uint64_t seed,
                          std::span<Scalar> weights);

}  // namespace lukewarm::train
