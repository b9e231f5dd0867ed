// Scaled id: the id divided by a constant, one number, as tutorials feed an
// LSTM that has no embedding.
#pragma once

#include "nn/layer.h"
#include "nn/plan.h"

namespace lukewarm {

struct ScaledIdKind {
  static constexpr LayerKind kKind = LayerKind::kScaledId;
  static constexpr bool kTrainable = false;

  static LayerPlan Plan(const PlanRequest&) {
    LayerPlan plan;
    // Quantised by its own size, one number keeps all its bits.
    plan.output = {1, false};
    return plan;
  }

  template <class Base>
  class Layer final : public Base {
   public:
    using Scalar = typename Base::Scalar;
    using Weights = typename Base::Weights;

    Layer(const LayerConfig& config, const LayerPlan&)
        : divisor_(static_cast<Scalar>(config.divisor)) {}

    void Forward(const Weights&, std::span<const Input<Scalar>> inputs,
                 Extent extent, Scalar*, Scratch<Scalar>&) override {
      Scalar* rows = Room(rows_, extent.rows());
      for (std::size_t row = 0; row < extent.rows(); ++row) {
        rows[row] = static_cast<Scalar>(inputs[0].ids[row]) / divisor_;
      }
      this->output_ = rows;
    }

   private:
    const Scalar divisor_;
    AlignedVector<Scalar> rows_;
  };
};

}  // namespace lukewarm
