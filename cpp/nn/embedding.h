// Embedding: the row of a table [vocab, size] that an id names.
#pragma once

#include <cmath>

#include "nn/layer.h"
#include "nn/plan.h"

namespace lukewarm {

struct EmbeddingKind {
  static constexpr LayerKind kKind = LayerKind::kEmbedding;
  static constexpr bool kTrainable = true;

  static LayerPlan Plan(const PlanRequest& request) {
    const std::size_t size = request.layer.size;
    // Variance 1, or small where the output multiplies by the same table.
    const double limit =
        request.network.layers.back().tied ? 0.1 : std::sqrt(3.0);
    LayerPlan plan;
    plan.output = {size, false};
    plan.AddMatrix(request.Name("weight"), request.vocab(), size,
                   Parameter::Use::kTable, limit);
    plan.AddProduct(request.Name("weight"), {}, request.vocab(), plan.output)
        .lookup = true;
    return plan;
  }

  template <class Base>
  class Layer final : public Base {
   public:
    using Scalar = typename Base::Scalar;
    using Weights = typename Base::Weights;

    Layer(const LayerConfig& config, const LayerPlan&) : size_(config.size) {}

    void Forward(const Weights& weights, std::span<const Input<Scalar>> inputs,
                 Extent extent, Scalar*, Scratch<Scalar>& scratch) override {
      Scalar* rows = Room(rows_, extent.rows() * size_);
      weights.products[0]->Set(inputs[0], extent.rows(), rows, size_, scratch);
      this->output_ = rows;
    }

    void Backward(const Weights& weights, const Input<Scalar>& input,
                  Extent extent, Scalar* output_gradient, Scalar*,
                  Scalar* gradient, Scratch<Scalar>& scratch) {
      weights.products[0]->AddGradients(input, output_gradient, size_,
                                        extent.rows(), gradient, scratch);
    }

   private:
    const std::size_t size_;
    AlignedVector<Scalar> rows_;
  };
};

}  // namespace lukewarm
