// GRU (Cho et al. 2014), gates stacked r z n as in PyTorch:
//   r, z = s(W x + b + U h' + b')
//   n = a(W x + b + r (U h' + b'))   reset after the product (PyTorch, Keras)
//   n = a(W x + b + U (r h') + b')   reset before it (the paper)
//   h = n + z (h' - n)
// a: the activation (tanh), s: the recurrent activation (sigmoid).
#pragma once

#include "nn/recurrent.h"

namespace lukewarm {

struct GruKind {
  static constexpr LayerKind kKind = LayerKind::kGru;
  static constexpr bool kTrainable = true;

  // Products: of the input; after: of the state; before: of the state for r and
  // z, of r h' for n.
  static LayerPlan Plan(const PlanRequest& request) {
    const std::size_t units = request.layer.size;
    const Activation s = request.layer.recurrent_activation;
    LayerPlan plan = PlanRecurrent(request, 3, 1,
                                   IsBounded(request.layer.activation) &&
                                       IsBounded(s) && s != Activation::kTanh);
    if (request.layer.reset == GruReset::kBefore) {
      ProductPlan candidate = plan.products[1];
      plan.products[1].rows = 2 * units;
      candidate.first_row = 2 * units;
      candidate.rows = units;
      plan.products.push_back(candidate);
    }
    return plan;
  }

  template <class Base>
  class Layer final : public Recurrent<Layer<Base>, Base> {
   public:
    using Scalar = typename Base::Scalar;
    using Weights = typename Base::Weights;

    Layer(const LayerConfig& config, const LayerPlan&)
        : Recurrent<Layer, Base>(config, 3, 1) {}

    void Step(const Weights& weights, std::size_t t, Scratch<Scalar>& scratch) {
      if (After()) {
        Room(products_, (t + 1) * this->streams_ * this->width_);
        weights.products[1]->Set({this->recurring(t), nullptr, this->units_},
                                 this->streams_, products(t), this->width_,
                                 scratch);
      } else {
        weights.products[1]->Add(this->recurring(t), this->streams_,
                                 this->gates(t), this->width_, scratch);
      }
      for (std::size_t b = 0; b < this->streams_; ++b) Reset(t, b);
      if (!After()) {
        weights.products[2]->Add(reset(t), this->streams_,
                                 this->gates(t) + 2 * this->units_,
                                 this->width_, scratch);
      }
      for (std::size_t b = 0; b < this->streams_; ++b) {
        const Gates gates(*this, t, b);
        auto h_before = this->Units(this->hidden(t) + b * this->units_);
        auto h = this->Units(this->hidden(t + 1) + b * this->units_);
        Activate(this->config_.activation, gates.n);
        h = gates.n + gates.z * (h_before - gates.n);
      }
    }

    void StepBackward(const Weights& weights, std::size_t t) {
      const std::size_t size = this->units_;
      const Activation a = this->config_.activation;
      const Activation s = this->config_.recurrent_activation;
      for (std::size_t b = 0; b < this->streams_; ++b) {
        Gates gates(*this, t, b);
        auto& [r, z, n] = gates;
        auto h_before = this->Units(this->hidden(t) + b * size);
        auto dh = this->Units(this->state_gradient_.data() + b * size);
        auto row = this->Units(this->row_.data());
        row = z;
        ActivateBackward(s, z, dh * (h_before - n), z);
        ActivateBackward(a, n, dh * (Scalar{1} - row), n);
        dh *= row;
        if (!After()) continue;
        Scalar* product = products(t) + b * this->width_;
        auto u_n = this->Units(product + 2 * size);
        row = u_n;
        u_n = n * r;
        ActivateBackward(s, r, n * row, r);
        // r and z of both sides have one gradient.
        MakeRow(product, 2 * size) =
            MakeRow(this->gates(t) + b * this->width_, 2 * size);
      }
      Scalar* recurring = this->recurring_gradient_.data();
      if (After()) {
        if (t == 0) return;
        weights.products[1]->Backward(products(t), this->width_, this->streams_,
                                      recurring, false);
      } else {
        weights.products[2]->Backward(this->gates(t) + 2 * size, this->width_,
                                      this->streams_, recurring, false);
        for (std::size_t b = 0; b < this->streams_; ++b) {
          auto r = this->Units(this->gates(t) + b * this->width_);
          auto d_reset = this->Units(recurring + b * size);
          auto row = this->Units(this->row_.data());
          row = r;
          ActivateBackward(
              s, r, d_reset * MakeRow(this->recurring(t) + b * size, size), r);
          d_reset *= row;
        }
        if (t == 0) return;
        weights.products[1]->Backward(this->gates(t), this->width_,
                                      this->streams_, recurring, true);
      }
      this->AddRecurringGradient();
    }

    void AddRecurrentGradients(const Weights& weights, std::size_t rows,
                               Scalar* gradient, Scratch<Scalar>& scratch) {
      const Input<Scalar> state{this->recurring(0), nullptr, this->units_};
      Scalar* dy = After() ? products(0) : this->gates(0);
      weights.products[1]->AddGradients(state, dy, this->width_, rows, gradient,
                                        scratch);
      if (After()) return;
      weights.products[2]->AddGradients({reset(0), nullptr, this->units_},
                                        dy + 2 * this->units_, this->width_,
                                        rows, gradient, scratch);
    }

   private:
    struct Gates {
      Gates(Layer& layer, std::size_t t, std::size_t b)
          : Gates(layer.gates(t) + b * layer.width_, layer.units_) {}
      Gates(Scalar* gates, std::size_t size)
          : r(MakeRow(gates, size)),
            z(MakeRow(gates + size, size)),
            n(MakeRow(gates + 2 * size, size)) {}
      Row<Scalar> r, z, n;
    };

    bool After() const { return this->config_.reset == GruReset::kAfter; }

    // r and z, and what r acts on: n's sum or the state.
    void Reset(std::size_t t, std::size_t b) {
      Scalar* gate = this->gates(t) + b * this->width_;
      auto both = MakeRow(gate, 2 * this->units_);
      const Gates gates(gate, this->units_);
      if (After()) {
        Scalar* product = products(t) + b * this->width_;
        both += MakeRow(product, 2 * this->units_);
        Activate(this->config_.recurrent_activation, both);
        Row<Scalar> n = gates.n;
        n += gates.r * this->Units(product + 2 * this->units_);
      } else {
        Activate(this->config_.recurrent_activation, both);
        Room(products_, (t + 1) * this->streams_ * this->units_);
        this->Units(reset(t) + b * this->units_) =
            gates.r *
            MakeRow(this->recurring(t) + b * this->units_, this->units_);
      }
    }

    // After: U h' + b', then the gradient with respect to it.
    Scalar* products(std::size_t t) {
      return products_.data() + t * this->streams_ * this->width_;
    }
    // Before: r h'.
    Scalar* reset(std::size_t t) {
      return products_.data() + t * this->streams_ * this->units_;
    }

    AlignedVector<Scalar> products_;
  };
};

}  // namespace lukewarm
