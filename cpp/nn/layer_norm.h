// LayerNormalization (Ba, Kiros and Hinton 2016):
//   y = (x - mean) / sqrt(variance + epsilon) * w + b
// over the numbers of one position; the variance divides by their count.
#pragma once

#include <cmath>

#include "kernels/lanes.h"
#include "kernels/rows.h"
#include "nn/layer.h"
#include "nn/plan.h"

namespace lukewarm {

struct LayerNormKind {
  static constexpr LayerKind kKind = LayerKind::kLayerNorm;
  static constexpr bool kTrainable = true;

  static LayerPlan Plan(const PlanRequest& request) {
    const std::size_t size = request.input.size;
    LayerPlan plan;
    plan.output = {size, false};
    plan.AddVector(request.Name("weight"), size, 0);
    plan.parameters[0].ones = true;
    plan.AddVector(request.Name("bias"), size, 0);
    return plan;
  }

  template <class Base>
  class Layer final : public Base {
   public:
    using Scalar = typename Base::Scalar;
    using Weights = typename Base::Weights;

    Layer(const LayerConfig& config, const LayerPlan& plan)
        : epsilon_(static_cast<Scalar>(config.epsilon)),
          size_(plan.output.size),
          square_(size_) {}

    void Forward(const Weights& weights, std::span<const Input<Scalar>> inputs,
                 Extent extent, Scalar*, Scratch<Scalar>&) override {
      Room(rows_, extent.rows() * size_);
      Room(normal_, extent.rows() * size_);
      Room(inverse_deviation_, extent.rows());
      const auto weight = MakeRow(weights.values[0], size_);
      const auto bias = MakeRow(weights.values[1], size_);
      for (std::size_t row = 0; row < extent.rows(); ++row) {
        const auto x = MakeRow(inputs[0].rows + row * size_, size_);
        auto normal = MakeRow(normal_.data() + row * size_, size_);
        normal = x - Mean(x.data());
        auto square = MakeRow(square_.data(), size_);
        square = normal * normal;
        inverse_deviation_[row] =
            Scalar{1} / std::sqrt(Mean(square_.data()) + epsilon_);
        normal *= inverse_deviation_[row];
        MakeRow(rows_.data() + row * size_, size_) = normal * weight + bias;
      }
      this->output_ = rows_.data();
    }

    // With n the normalised x and g = dy w:
    //   dx = (g - mean(g) - n mean(g n)) / sqrt(variance + epsilon)
    void Backward(const Weights& weights, const Input<Scalar>&, Extent extent,
                  Scalar* output_gradient, Scalar* input_gradient,
                  Scalar* gradient, Scratch<Scalar>&) {
      const auto weight = MakeRow(weights.values[0], size_);
      auto dw = MakeRow(gradient + weights.offsets[0], size_);
      auto db = MakeRow(gradient + weights.offsets[1], size_);
      for (std::size_t row = 0; row < extent.rows(); ++row) {
        auto g = MakeRow(output_gradient + row * size_, size_);
        const auto normal = MakeRow(normal_.data() + row * size_, size_);
        dw += g * normal;
        db += g;
        if (input_gradient == nullptr) continue;
        g *= weight;
        auto product = MakeRow(square_.data(), size_);
        product = g * normal;
        MakeRow(input_gradient + row * size_, size_) =
            (g - Mean(g.data()) - normal * Mean(square_.data())) *
            inverse_deviation_[row];
      }
    }

   private:
    Scalar Mean(const Scalar* values) const {
      return SumInLanes(values, size_) / static_cast<Scalar>(size_);
    }

    const Scalar epsilon_;
    const std::size_t size_;
    AlignedVector<Scalar> rows_;
    AlignedVector<Scalar> normal_;             // (x - mean) / deviation
    AlignedVector<Scalar> inverse_deviation_;  // [rows]
    AlignedVector<Scalar> square_;             // room for one row
  };
};

}  // namespace lukewarm
