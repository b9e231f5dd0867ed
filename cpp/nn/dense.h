// Dense: a(W x + b), a: the activation.
#pragma once

#include "nn/activation.h"
#include "nn/layer.h"
#include "nn/plan.h"

namespace lukewarm {

struct DenseKind {
  static constexpr LayerKind kKind = LayerKind::kDense;
  static constexpr bool kTrainable = true;

  static LayerPlan Plan(const PlanRequest& request) {
    return request.OneProduct(request.layer.size,
                              IsBounded(request.layer.activation));
  }

  template <class Base>
  class Layer final : public Base {
   public:
    using Scalar = typename Base::Scalar;
    using Weights = typename Base::Weights;

    Layer(const LayerConfig& config, const LayerPlan&)
        : activation_(config.activation), size_(config.size) {}

    void Forward(const Weights& weights, std::span<const Input<Scalar>> inputs,
                 Extent extent, Scalar*, Scratch<Scalar>& scratch) override {
      Scalar* rows = Room(rows_, extent.rows() * size_);
      weights.products[0]->Set(inputs[0], extent.rows(), rows, size_, scratch);
      Activate(activation_, MakeRow(rows, extent.rows() * size_));
      this->output_ = rows;
    }

    void Backward(const Weights& weights, const Input<Scalar>& input,
                  Extent extent, Scalar* output_gradient,
                  Scalar* input_gradient, Scalar* gradient,
                  Scratch<Scalar>& scratch) {
      const std::size_t rows = extent.rows();
      auto dy = MakeRow(output_gradient, rows * size_);
      ActivateBackward(activation_, MakeRow(this->output_, rows * size_), dy,
                       dy);
      weights.products[0]->AddGradients(input, output_gradient, size_, rows,
                                        gradient, scratch);
      if (input_gradient == nullptr) return;
      weights.products[0]->Backward(output_gradient, size_, rows,
                                    input_gradient, false);
    }

   private:
    const Activation activation_;
    const std::size_t size_;
    AlignedVector<Scalar> rows_;
  };
};

}  // namespace lukewarm
