#include "nn/recurrent_layer.h"

#include <Eigen/Core>
#include <algorithm>
#include <string>
#include <utility>

#include "base/message.h"
#include "kernels/elementwise.h"

namespace lukewarm {
namespace {

void TanhInPlace(std::span<float> values) {
  Eigen::Map<Eigen::ArrayXf> x(values.data(),
                               static_cast<Eigen::Index>(values.size()));
  x = Tanh(x);
}

void SigmoidInPlace(std::span<float> values) {
  Eigen::Map<Eigen::ArrayXf> x(values.data(),
                               static_cast<Eigen::Index>(values.size()));
  x = Sigmoid(x);
}

}  // namespace

Result<RecurrentLayer> RecurrentLayer::Load(const Architecture& architecture,
                                            std::size_t layer,
                                            const TensorMap& tensors,
                                            Precision precision) {
  RecurrentLayer result;
  result.cell_ = architecture.cell;
  result.activation_ = architecture.activation;
  result.reset_ = architecture.reset;
  result.precision_ = precision;
  const std::size_t hidden = architecture.hidden_sizes[layer];
  result.hidden_ = hidden;
  const std::size_t rows = architecture.Gates() * hidden;
  const std::string index = WholeText(layer);
  const std::string weight = Sentence({"rnn.weight_hh_l", index});
  const std::string bias = Sentence({"rnn.bias_hh_l", index});
  const bool split = architecture.cell == CellKind::kGru &&
                     architecture.reset == GruReset::kBefore;
  auto recurrent = Linear::Load(tensors, weight, bias, rows, hidden, precision,
                                0, split ? 2 * hidden : rows);
  if (!recurrent) return std::unexpected(std::move(recurrent.error()));
  result.recurrent_ = *std::move(recurrent);
  if (split) {
    auto candidate = Linear::Load(tensors, weight, bias, rows, hidden,
                                  precision, 2 * hidden, hidden);
    if (!candidate) return std::unexpected(std::move(candidate.error()));
    result.candidate_ = *std::move(candidate);
  }
  return result;
}

LayerState RecurrentLayer::InitialState() const {
  LayerState state;
  state.h = Activation(hidden_);
  state.h.QuantizeUnit();
  if (cell_ == CellKind::kLstm) state.c.resize(hidden_);
  return state;
}

void RecurrentLayer::Step(std::span<const float> input, LayerState& state,
                          Workspace& workspace) const {
  workspace.gates.resize(input.size());
  switch (cell_) {
    case CellKind::kRnn:
      StepRnn(input, state, workspace);
      break;
    case CellKind::kGru:
      StepGru(input, state, workspace);
      break;
    case CellKind::kLstm:
      StepLstm(input, state, workspace);
      break;
  }
  if (precision_ == Precision::kF32) return;
  // Only a rectified state leaves [-1, 1].
  if (cell_ == CellKind::kRnn && activation_ == RnnActivation::kRelu) {
    state.h.QuantizeByLargest();
  } else {
    state.h.QuantizeUnit();
  }
}

// h = tanh(W x + b + U h + b'), or max(0, .)
void RecurrentLayer::StepRnn(std::span<const float> input, LayerState& state,
                             Workspace& workspace) const {
  auto& h = state.h.values;
  recurrent_.Apply(state.h, workspace.gates, workspace.sums);
  for (std::size_t i = 0; i < hidden_; ++i)
    h[i] = input[i] + workspace.gates[i];
  if (activation_ == RnnActivation::kTanh) {
    TanhInPlace(h);
  } else {
    for (float& value : h) value = std::max(0.0F, value);
  }
}

// r = s(.), z = s(.), n = tanh(W x + b + r * (U h + b')) or, reset before,
// tanh(W x + b + U (r * h) + b'); h = (1 - z) * n + z * h
void RecurrentLayer::StepGru(std::span<const float> input, LayerState& state,
                             Workspace& workspace) const {
  auto& h = state.h.values;
  const std::span gates(workspace.gates);
  const std::span reset = gates.subspan(0, hidden_);
  const std::span update = gates.subspan(hidden_, hidden_);
  const std::span candidate = gates.subspan(2 * hidden_, hidden_);
  recurrent_.Apply(state.h, gates, workspace.sums);
  for (std::size_t i = 0; i < 2 * hidden_; ++i) gates[i] += input[i];
  SigmoidInPlace(gates.subspan(0, 2 * hidden_));
  const std::span input_candidate = input.subspan(2 * hidden_, hidden_);
  if (reset_ == GruReset::kAfter) {
    for (std::size_t i = 0; i < hidden_; ++i) {
      candidate[i] = input_candidate[i] + reset[i] * candidate[i];
    }
  } else {
    Activation& product = workspace.reset;
    if (product.values.size() != hidden_) product = Activation(hidden_);
    for (std::size_t i = 0; i < hidden_; ++i) {
      product.values[i] = reset[i] * h[i];
    }
    if (precision_ == Precision::kInt8) product.QuantizeUnit();
    candidate_.Apply(product, candidate, workspace.sums);
    for (std::size_t i = 0; i < hidden_; ++i)
      candidate[i] += input_candidate[i];
  }
  TanhInPlace(candidate);
  for (std::size_t i = 0; i < hidden_; ++i) {
    h[i] = (1.0F - update[i]) * candidate[i] + update[i] * h[i];
  }
}

// i, f, o = s(.), g = tanh(.); c = f * c + i * g; h = o * tanh(c)
void RecurrentLayer::StepLstm(std::span<const float> input, LayerState& state,
                              Workspace& workspace) const {
  auto& h = state.h.values;
  auto& c = state.c;
  const std::span gates(workspace.gates);
  recurrent_.Apply(state.h, gates, workspace.sums);
  for (std::size_t i = 0; i < gates.size(); ++i) gates[i] += input[i];
  SigmoidInPlace(gates.subspan(0, 2 * hidden_));
  TanhInPlace(gates.subspan(2 * hidden_, hidden_));
  SigmoidInPlace(gates.subspan(3 * hidden_, hidden_));
  const float* in = gates.data();
  const float* forget = in + hidden_;
  const float* cell = forget + hidden_;
  const float* out = cell + hidden_;
  for (std::size_t i = 0; i < hidden_; ++i) {
    c[i] = forget[i] * c[i] + in[i] * cell[i];
    h[i] = c[i];
  }
  TanhInPlace(h);
  for (std::size_t i = 0; i < hidden_; ++i) h[i] *= out[i];
}

}  // namespace lukewarm
