// One-hot: a vector [vocab] that is 1 at the id and 0 elsewhere. A layer that
// multiplies by a matrix is given the ids instead and looks up the column.
#pragma once

#include <algorithm>

#include "nn/layer.h"
#include "nn/plan.h"

namespace lukewarm {

struct OneHotKind {
  static constexpr LayerKind kKind = LayerKind::kOneHot;
  static constexpr bool kTrainable = true;

  static LayerPlan Plan(const PlanRequest& request) {
    LayerPlan plan;
    plan.output = {request.vocab(), true};
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
      rows_.assign(extent.rows() * size_, Scalar{0});
      for (std::size_t row = 0; row < extent.rows(); ++row) {
        rows_[row * size_ + static_cast<std::size_t>(inputs[0].ids[row])] = 1;
      }
      this->output_ = rows_.data();
    }

    void Backward(const Weights&, const Input<Scalar>&, Extent, Scalar*,
                  Scalar*, Scalar*, Scratch<Scalar>&) {}

   private:
    const std::size_t size_;
    AlignedVector<Scalar> rows_;
  };
};

}  // namespace lukewarm
