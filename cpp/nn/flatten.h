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
        : size_(plan.output.size) {}

    void Forward(const Weights&, std::span<const Input<Scalar>> inputs,
                 Extent extent, Scalar*, Scratch<Scalar>&) override {
      const std::size_t size = extent.length * inputs[0].size;
      Scalar* out = Room(values_, size_);
      this->output_ = out;
      std::copy_n(inputs[0].rows, size,
                  std::fill_n(out, size_ - size, Scalar{0}));
    }

   private:
    const std::size_t size_;
    AlignedVector<Scalar> values_;
  };
};

}  // namespace lukewarm
