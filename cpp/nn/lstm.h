// LSTM (Hochreiter and Schmidhuber 1997; forget gate: Gers et al. 2000), gates
// stacked i f g o as in PyTorch:
//   i, f, o = s(W x + U h + b), g = a(W x + U h + b)
//   c = f c' + i g,  h = o a(c)
// a: the activation (tanh), s: the recurrent activation (sigmoid).
#pragma once

#include "nn/recurrent.h"

namespace lukewarm {

struct LstmKind {
  static constexpr LayerKind kKind = LayerKind::kLstm;
  static constexpr bool kTrainable = true;

  static LayerPlan Plan(const PlanRequest& request) {
    return PlanRecurrent(request, 4, 2,
                         IsBounded(request.layer.activation) &&
                             IsBounded(request.layer.recurrent_activation));
  }

  template <class Base>
  class Layer final : public Recurrent<Layer<Base>, Base> {
   public:
    using Scalar = typename Base::Scalar;
    using Weights = typename Base::Weights;

    Layer(const LayerConfig& config, const LayerPlan&)
        : Recurrent<Layer, Base>(config, 4, 2) {}

    void Step(const Weights& weights, std::size_t t, Scratch<Scalar>& scratch) {
      const std::size_t size = this->units_;
      weights.products[1]->Add(this->recurring(t), this->streams_,
                               this->gates(t), this->width_, scratch);
      for (std::size_t b = 0; b < this->streams_; ++b) {
        Scalar* gate = this->gates(t) + b * this->width_;
        auto i = this->Units(gate), f = this->Units(gate + size),
             g = this->Units(gate + 2 * size), o = this->Units(gate + 3 * size);
        auto h = this->Units(this->hidden(t + 1) + b * size);
        auto c_before = this->Units(this->cell(t) + b * size);
        auto c = this->Units(this->cell(t + 1) + b * size);
        Activate(this->config_.recurrent_activation, MakeRow(gate, 2 * size));
        Activate(this->config_.activation, g);
        Activate(this->config_.recurrent_activation, o);
        c = f * c_before + i * g;
        h = c;
        Activate(this->config_.activation, h);
        h *= o;
      }
    }

    void StepBackward(const Weights& weights, std::size_t t) {
      const std::size_t size = this->units_;
      const Activation a = this->config_.activation;
      const Activation s = this->config_.recurrent_activation;
      for (std::size_t b = 0; b < this->streams_; ++b) {
        Scalar* gate = this->gates(t) + b * this->width_;
        auto i = this->Units(gate), f = this->Units(gate + size),
             g = this->Units(gate + 2 * size), o = this->Units(gate + 3 * size);
        auto c_before = this->Units(this->cell(t) + b * size);
        auto dh = this->Units(this->state_gradient_.data() + b * size);
        auto dc = this->Units(this->cell_gradient_.data() + b * size);
        auto output = this->Units(this->row_.data());  // a(c)
        auto row = this->Units(this->row_.data() + size);

        output = this->Units(this->cell(t + 1) + b * size);
        Activate(a, output);
        ActivateBackward(a, output, dh * o, row);
        dc += row;
        ActivateBackward(s, o, dh * output, o);
        row = i;
        ActivateBackward(s, i, dc * g, i);
        ActivateBackward(a, g, dc * row, g);
        row = f;
        ActivateBackward(s, f, dc * c_before, f);
        dc *= row;
        dh.setZero();
      }
      this->BackThroughProduct(weights, t);
    }
  };
};

}  // namespace lukewarm
