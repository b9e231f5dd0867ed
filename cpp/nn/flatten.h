// Flatten: the vectors of all positions of the window, one after the other. A
// text that is shorter than the window, and is not padded, has zeros before it.
#pragma once

#include <algorithm>

#include "nn/layer.h"
#include "nn/plan.h"

namespace lukewarm {

struct FlattenKind {
  static constexpr LayerKind kKind = LayerKind::kFlatten;
  static constexpr bool kTrainable = false;

  static LayerPlan Plan(const PlanRequest& request) {
    LayerPlan plan;
    plan.output = request.input;
    plan.output.size *= request.network.context.window;
    plan.returns_sequences = false;
    return plan;
  }

  // Of one stream: windows are read one at a time.
  template <class Base>
  class Layer final : public Base {
   public:
    using Scalar = typename Base::Scalar;
    using Weights = typename Base::Weights;

    Layer(const LayerConfig&, const LayerPlan& plan)
        : values_(plan.output.size) {}

    void Forward(const Weights&, std::span<const Input<Scalar>> inputs,
                 Extent extent, Scalar*, Scratch<Scalar>&) override {
      const std::size_t size = extent.length * inputs[0].size;
      std::fill(values_.begin(), values_.end() - size, Scalar{0});
      std::copy_n(inputs[0].rows, size, values_.end() - size);
      this->output_ = values_.data();
    }

   private:
    AlignedVector<Scalar> values_;
  };
};

}  // namespace lukewarm
