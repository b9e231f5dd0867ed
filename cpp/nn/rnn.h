// SimpleRNN (Elman 1990): h = a(W x + U h' + b), a: the activation (tanh).
#pragma once

#include "nn/recurrent.h"

namespace lukewarm {

struct RnnKind {
  static constexpr LayerKind kKind = LayerKind::kRnn;
  static constexpr bool kTrainable = true;

  static LayerPlan Plan(const PlanRequest& request) {
    return PlanRecurrent(request, 1, 1, IsBounded(request.layer.activation));
  }

  template <class Base>
  class Layer final : public Recurrent<Layer<Base>, Base> {
   public:
    using Scalar = typename Base::Scalar;
    using Weights = typename Base::Weights;

    Layer(const LayerConfig& config, const LayerPlan&)
        : Recurrent<Layer, Base>(config, 1, 1) {}

    void Step(const Weights& weights, std::size_t t, Scratch<Scalar>& scratch) {
      weights.products[1]->Add(this->recurring(t), this->streams_,
                               this->gates(t), this->width_, scratch);
      auto h = All(this->hidden(t + 1));
      h = All(this->gates(t));
      Activate(this->config_.activation, h);
    }

    void StepBackward(const Weights& weights, std::size_t t) {
      ActivateBackward(this->config_.activation, All(this->hidden(t + 1)),
                       All(this->state_gradient_.data()), All(this->gates(t)));
      All(this->state_gradient_.data()).setZero();
      this->BackThroughProduct(weights, t);
    }

   private:
    Row<Scalar> All(Scalar* values) {
      return MakeRow(values, this->streams_ * this->units_);
    }
  };
};

}  // namespace lukewarm
