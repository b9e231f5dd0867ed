// What SimpleRNN, GRU and LSTM share: the input product of a whole chunk, the
// loop over its positions, the state that is carried, and the way back. A cell
// adds its formula, forwards and backwards, for one position:
//   Step(weights, t, scratch)  from hidden(t) to hidden(t + 1) for every
//   stream;
//     gates(t) holds W x + b of the input
//   StepBackward(weights, t)  turns gates(t) into the gradient with respect to
//     W x + b, and state_gradient_ from that with respect to hidden(t + 1) into
//     that with respect to hidden(t)
//   AddRecurrentGradients(weights, rows, gradient, scratch)  after the last of
//     these, where the state goes through more than one product
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>

#include "nn/activation.h"
#include "nn/layer.h"
#include "nn/plan.h"

namespace lukewarm {

// Returns the plan of a recurrent layer with so many gates (blocks of units
// stacked in one matrix) and state vectors (h; for the LSTM c after it).
// bounded: whether h stays in [-1, 1] when it starts there.
LayerPlan PlanRecurrent(const PlanRequest& request, std::size_t gates,
                        std::size_t states, bool bounded);

template <class Cell, class Base>
class Recurrent : public Base {
 public:
  using Scalar = typename Base::Scalar;
  using Weights = typename Base::Weights;

  Recurrent(const LayerConfig& config, std::size_t gates, std::size_t states)
      : config_(config),
        units_(config.size),
        width_(gates * config.size),
        states_(states) {}

  void Forward(const Weights& weights, std::span<const Input<Scalar>> inputs,
               Extent extent, Scalar* state, Scratch<Scalar>& scratch) final {
    streams_ = extent.streams;
    Room(gates_, extent.rows() * width_);
    const std::size_t block = streams_ * units_;
    Room(hidden_, (extent.length + 1) * block);
    std::copy_n(state, block, hidden_.data());
    if (states_ == 2) {
      Room(cell_, (extent.length + 1) * block);
      std::copy_n(state + block, block, cell_.data());
    }
    const auto& [rows, ids, size] = inputs[0];
    const auto& product = *weights.products[0];
    if (rows) product.Set(inputs[0], extent.rows(), gates(0), width_, scratch);
    for (std::size_t t = 0; t < extent.length; ++t) {
      // Rows of a table are looked up where they are used: those of a whole
      // chunk would pass through memory twice.
      if (!rows) {
        const Input<Scalar> here{nullptr, ids + t * streams_, size};
        product.Set(here, streams_, gates(t), width_, scratch);
      }
      MaskState(t);
      self().Step(weights, t, scratch);
    }
    std::copy_n(hidden_.data() + extent.length * block, block, state);
    if (states_ == 2) {
      std::copy_n(cell_.data() + extent.length * block, block, state + block);
    }
    last_ = extent.length - 1;
    this->output_ =
        hidden_.data() + (config_.return_sequences ? 1 : extent.length) * block;
  }

  void Start(const Weights& weights, Scalar* state) const final {
    if (!config_.learned_start) return;
    for (std::size_t vector = 0; vector < states_; ++vector) {
      state = std::copy_n(weights.values[kStart + vector], units_, state);
    }
  }

  RecurrentView View() const {
    return {units_, states_ == 2 || width_ > units_ ? width_ / units_ : 0,
            hidden_.data() + (last_ + 1) * units_,
            states_ == 2 ? cell_.data() + (last_ + 1) * units_ : nullptr,
            gates_.data() + last_ * width_};
  }

  void Backward(const Weights& weights, const Input<Scalar>& input,
                Extent extent, Scalar* output_gradient, Scalar* input_gradient,
                Scalar* gradient, Scratch<Scalar>& scratch) {
    const std::size_t block = streams_ * units_;
    state_gradient_.assign(block, Scalar{0});
    cell_gradient_.assign(states_ == 2 ? block : 0, Scalar{0});
    recurring_gradient_.resize(block);
    row_.resize(2 * units_);
    for (std::size_t t = extent.length; t-- > 0;) {
      MakeRow(state_gradient_.data(), block) +=
          MakeRow(output_gradient + t * block, block);
      self().StepBackward(weights, t);
    }
    const auto& product = *weights.products[0];
    product.AddGradients(input, gates_.data(), width_, extent.rows(), gradient,
                         scratch);
    if (input_gradient != nullptr) {
      product.Backward(gates_.data(), width_, extent.rows(), input_gradient,
                       false);
    }
    self().AddRecurrentGradients(weights, extent.rows(), gradient, scratch);
  }

 protected:
  // The parameters that every cell has, in the order of PlanRecurrent().
  static constexpr std::size_t kStart = 4;

  Scalar* gates(std::size_t t) { return gates_.data() + t * streams_ * width_; }
  // h before position t [streams, units].
  Scalar* hidden(std::size_t t) {
    return hidden_.data() + t * streams_ * units_;
  }
  Scalar* cell(std::size_t t) { return cell_.data() + t * streams_ * units_; }
  // What the recurrent product multiplies at t: hidden(t), masked if so asked.
  const Scalar* recurring(std::size_t t) {
    return (Masked() ? masked_ : hidden_).data() + t * streams_ * units_;
  }
  Row<Scalar> Units(Scalar* values) { return MakeRow(values, units_); }

  // The recurrent product's part of StepBackward(), where one product by all
  // gates is all that the state goes through.
  void BackThroughProduct(const Weights& weights, std::size_t t) {
    if (t == 0) return;
    weights.products[1]->Backward(gates(t), width_, streams_,
                                  recurring_gradient_.data(), false);
    AddRecurringGradient();
  }
  // The gradients of such a product; a cell with others has its own.
  void AddRecurrentGradients(const Weights& weights, std::size_t rows,
                             Scalar* gradient, Scratch<Scalar>& scratch) {
    weights.products[1]->AddGradients({recurring(0), nullptr, units_}, gates(0),
                                      width_, rows, gradient, scratch);
  }

  // Adds recurring_gradient_, that with respect to recurring(t), to
  // state_gradient_.
  void AddRecurringGradient() {
    const std::size_t block = streams_ * units_;
    auto recurring = MakeRow(recurring_gradient_.data(), block);
    if constexpr (Base::kTrains) {
      if (Masked()) recurring *= MakeRow(this->state_mask_, block);
    }
    MakeRow(state_gradient_.data(), block) += recurring;
  }

  const LayerConfig config_;
  const std::size_t units_;
  const std::size_t width_;
  const std::size_t states_;
  std::size_t streams_ = 1;
  AlignedVector<Scalar> gates_;   // [length, streams, gates x units]
  AlignedVector<Scalar> hidden_;  // [length + 1, streams, units]
  AlignedVector<Scalar> cell_;    // the same for c, or empty
  // Training only, [streams, units] each:
  AlignedVector<Scalar> state_gradient_;
  AlignedVector<Scalar> cell_gradient_;
  AlignedVector<Scalar> recurring_gradient_;
  AlignedVector<Scalar> row_;  // room for two rows of units

 private:
  Cell& self() { return static_cast<Cell&>(*this); }

  bool Masked() const {
    if constexpr (Base::kTrains) return this->state_mask_ != nullptr;
    return false;
  }
  void MaskState(std::size_t t) {
    if constexpr (Base::kTrains) {
      if (!Masked()) return;
      const std::size_t block = streams_ * units_;
      Room(masked_, (t + 1) * block);
      MakeRow(masked_.data() + t * block, block) =
          MakeRow(hidden(t), block) * MakeRow(this->state_mask_, block);
    }
  }

  AlignedVector<Scalar> masked_;  // hidden_ times the mask
  std::size_t last_ = 0;          // position of the last Forward()
};

}  // namespace lukewarm
