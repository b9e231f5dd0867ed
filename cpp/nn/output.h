// Output: the logits W x + b [vocab]. W is a matrix of its own or the table of
// an embedding (tied, Press and Wolf 2017).
#pragma once

#include "base/message.h"
#include "nn/layer.h"
#include "nn/plan.h"

namespace lukewarm {

struct OutputKind {
  static constexpr LayerKind kKind = LayerKind::kOutput;
  static constexpr bool kTrainable = true;

  static LayerPlan Plan(const PlanRequest& request) {
    LayerPlan plan = request.OneProduct(request.vocab(), false);
    plan.parameters[1].limit = 0;  // the bias begins at 0
    if (request.layer.tied) {
      plan.products[0].weight =
          Sentence({"layers.", WholeText(*request.layer.tied), ".weight"});
      plan.parameters.erase(plan.parameters.begin());
    }
    return plan;
  }

  template <class Base>
  class Layer final : public Base {
   public:
    using Scalar = typename Base::Scalar;
    using Weights = typename Base::Weights;

    Layer(const LayerConfig&, const LayerPlan& plan)
        : size_(plan.output.size) {}

    void Forward(const Weights& weights, std::span<const Input<Scalar>> inputs,
                 Extent extent, Scalar*, Scratch<Scalar>& scratch) override {
      Scalar* rows = Room(rows_, extent.rows() * size_);
      weights.products[0]->Set(inputs[0], extent.rows(), rows, size_, scratch);
      this->output_ = rows;
    }

    void Backward(const Weights& weights, const Input<Scalar>& input,
                  Extent extent, Scalar* output_gradient,
                  Scalar* input_gradient, Scalar* gradient,
                  Scratch<Scalar>& scratch) {
      weights.products[0]->AddGradients(input, output_gradient, size_,
                                        extent.rows(), gradient, scratch);
      if (input_gradient == nullptr) return;
      weights.products[0]->Backward(output_gradient, size_, extent.rows(),
                                    input_gradient, false);
    }

   private:
    const std::size_t size_;
    AlignedVector<Scalar> rows_;
  };
};

}  // namespace lukewarm
