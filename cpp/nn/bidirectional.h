// Bidirectional (Schuster and Paliwal 1997): a recurrent layer that reads the
// window forwards and another that reads it backwards; their outputs
// concatenated. Without sequences these are the last output of each pass, as in
// Keras.
#pragma once

#include <algorithm>
#include <memory>

#include "nn/layer.h"
#include "nn/plan.h"

namespace lukewarm {

LayerPlan PlanBidirectional(const PlanRequest& request);

// Returns the layer of a kind (nn/layers.h).
template <class Base>
std::unique_ptr<Base> MakeLayer(const LayerConfig& config,
                                const LayerPlan& plan);

struct BidirectionalKind {
  static constexpr LayerKind kKind = LayerKind::kBidirectional;
  static constexpr bool kTrainable = false;

  static LayerPlan Plan(const PlanRequest& request) {
    return PlanBidirectional(request);
  }

  template <class Base>
  class Layer final : public Base {
   public:
    using Scalar = typename Base::Scalar;
    using Weights = typename Base::Weights;

    Layer(const LayerConfig& config, const LayerPlan& plan)
        : size_(plan.output.size),
          half_state_(plan.state_vectors / 2 * plan.units),
          returns_sequences_(plan.returns_sequences),
          forward_(MakeLayer<Base>(config.layer[0], plan)),
          backward_(MakeLayer<Base>(config.layer[0], plan)) {}

    void Forward(const Weights& weights, std::span<const Input<Scalar>> inputs,
                 Extent extent, Scalar* state,
                 Scratch<Scalar>& scratch) override {
      const Input<Scalar> reversed = Reversed(inputs[0], extent);
      const std::size_t half = size_ / 2;
      forward_->Forward(Half(weights, 0), inputs, extent, state, scratch);
      backward_->Forward(Half(weights, 1), {&reversed, 1}, extent,
                         state + StateSize(extent.streams), scratch);
      const std::size_t length = returns_sequences_ ? extent.length : 1;
      Scalar* out = Room(rows_, length * extent.streams * size_);
      this->output_ = out;
      for (std::size_t t = 0; t < length; ++t) {
        for (std::size_t b = 0; b < extent.streams; ++b) {
          const auto row = [&](const Base& layer, std::size_t position) {
            return layer.output() + (position * extent.streams + b) * half;
          };
          out = std::copy_n(row(*forward_, t), half, out);
          out = std::copy_n(row(*backward_, length - 1 - t), half, out);
        }
      }
    }

    void Start(const Weights& weights, Scalar* state) const override {
      forward_->Start(Half(weights, 0), state);
      backward_->Start(Half(weights, 1), state + StateSize(1));
    }

   private:
    std::size_t StateSize(std::size_t streams) const {
      return half_state_ * streams;
    }

    static Weights Half(const Weights& weights, std::size_t half) {
      const auto of = [half](const auto& all) {
        const auto begin = all.begin() + half * (all.size() / 2);
        return std::decay_t<decltype(all)>(begin, begin + all.size() / 2);
      };
      return {of(weights.products), of(weights.values), of(weights.offsets)};
    }

    Input<Scalar> Reversed(const Input<Scalar>& input, Extent extent) {
      const auto reverse = [&](const auto* from, std::size_t size, auto& to) {
        const std::size_t block = extent.streams * size;
        to.resize(extent.length * block);
        for (std::size_t t = 0; t < extent.length; ++t) {
          std::copy_n(from + (extent.length - 1 - t) * block, block,
                      to.data() + t * block);
        }
        return to.data();
      };
      Input<Scalar> reversed = input;
      if (input.ids != nullptr) {
        reversed.ids = reverse(input.ids, 1, reversed_ids_);
      } else {
        reversed.rows = reverse(input.rows, input.size, reversed_rows_);
      }
      return reversed;
    }

    const std::size_t size_;
    const std::size_t half_state_;  // of one direction and stream
    const bool returns_sequences_;
    const std::unique_ptr<Base> forward_;
    const std::unique_ptr<Base> backward_;
    AlignedVector<Scalar> reversed_rows_;
    AlignedVector<int> reversed_ids_;
    AlignedVector<Scalar> rows_;
  };
};

}  // namespace lukewarm
