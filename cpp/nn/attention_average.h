// Attention-weighted average over a window, as textgenrnn has it (after Felbo
// et al. 2017): a_t = exp(w . x_t) / sum, y = sum over t of a_t x_t.
#pragma once

#include <algorithm>

#include "kernels/elementwise.h"
#include "kernels/lanes.h"
#include "kernels/rows.h"
#include "nn/layer.h"
#include "nn/plan.h"

namespace lukewarm {

struct AttentionAverageKind {
  static constexpr LayerKind kKind = LayerKind::kAttentionAverage;
  static constexpr bool kTrainable = false;

  static LayerPlan Plan(const PlanRequest& request) {
    LayerPlan plan;
    plan.output = request.input;
    plan.AddMatrix(request.Name("weight"), 1, request.input.size,
                   Parameter::Use::kVector, 0);
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
        : size_(plan.output.size), average_(size_) {}

    void Forward(const Weights& weights, std::span<const Input<Scalar>> inputs,
                 Extent extent, Scalar*, Scratch<Scalar>& scratch) override {
      Scalar* room = Room(scratch.values, size_ + extent.length);
      auto product = MakeRow(room, size_);
      auto attention = MakeRow(room + size_, extent.length);
      for (std::size_t t = 0; t < extent.length; ++t) {
        product = MakeRow(inputs[0].rows + t * size_, size_) *
                  MakeRow(weights.values[0], size_);
        attention[static_cast<Eigen::Index>(t)] =
            SumInLanes(product.data(), size_);
      }
      attention =
          Exp((attention - MaxInLanes(attention.data(), extent.length)).eval());
      attention /= SumInLanes(attention.data(), extent.length);
      auto average = MakeRow(average_.data(), size_);
      average.setZero();
      for (std::size_t t = 0; t < extent.length; ++t) {
        average += MakeRow(inputs[0].rows + t * size_, size_) *
                   attention[static_cast<Eigen::Index>(t)];
      }
      this->output_ = average_.data();
    }

   private:
    const std::size_t size_;
    AlignedVector<Scalar> average_;
  };
};

}  // namespace lukewarm
