// Concatenate: the outputs of earlier layers, one after the other.
#pragma once

#include <algorithm>

#include "nn/layer.h"
#include "nn/plan.h"

namespace lukewarm {

struct ConcatenateKind {
  static constexpr LayerKind kKind = LayerKind::kConcatenate;
  static constexpr bool kTrainable = false;

  static LayerPlan Plan(const PlanRequest& request) {
    LayerPlan plan;
    plan.output = request.input;
    return plan;
  }

  template <class Base>
  class Layer final : public Base {
   public:
    using Scalar = typename Base::Scalar;
    using Weights = typename Base::Weights;

    Layer(const LayerConfig&, const LayerPlan& plan)
        : size_(plan.output.size) {}

    void Forward(const Weights&, std::span<const Input<Scalar>> inputs,
                 Extent extent, Scalar*, Scratch<Scalar>&) override {
      Scalar* out = Room(rows_, extent.rows() * size_);
      this->output_ = out;
      for (std::size_t row = 0; row < extent.rows(); ++row) {
        for (const auto& input : inputs) {
          out = std::copy_n(input.rows + row * input.size, input.size, out);
        }
      }
    }

   private:
    const std::size_t size_;
    AlignedVector<Scalar> rows_;
  };
};

}  // namespace lukewarm
