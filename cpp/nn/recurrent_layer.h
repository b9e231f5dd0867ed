// One recurrent layer: SimpleRNN, GRU or LSTM, as in PyTorch. Gate order i f g
// o (LSTM) and r z n (GRU); two bias vectors, both added. The reset-before GRU
// (Cho et al. 2014) shares the tensors of the other: only where r acts differs.
#pragma once

#include <cstddef>
#include <span>

#include "base/aligned.h"
#include "base/result.h"
#include "model/config.h"
#include "nn/activation.h"
#include "nn/linear.h"

namespace lukewarm {

struct LayerState {
  Activation h;            // [hidden]
  AlignedVector<float> c;  // LSTM only: [hidden]
};

class RecurrentLayer {
 public:
  RecurrentLayer() = default;

  // Loads `rnn.weight_hh_lN` [gates * hidden, hidden] and its bias. Errors: as
  // LoadMatrix().
  static Result<RecurrentLayer> Load(const Architecture& architecture,
                                     std::size_t layer,
                                     const TensorMap& tensors,
                                     Precision precision);

  // Returns h = 0, c = 0.
  LayerState InitialState() const;

  // Room for what a step computes.
  struct Workspace {
    // [gates * hidden], after a step each gate's values after its activation
    // function (LSTM, GRU; of a SimpleRNN, which has no gate, U h + b').
    AlignedVector<float> gates;
    Activation reset;  // GRU, reset before: r * h
    AlignedVector<std::int32_t> sums;
  };

  // Advances `state` by one token. input: W_ih x + b_ih [gates * hidden].
  void Step(std::span<const float> input, LayerState& state,
            Workspace& workspace) const;

 private:
  void StepRnn(std::span<const float> input, LayerState& state,
               Workspace& workspace) const;
  void StepGru(std::span<const float> input, LayerState& state,
               Workspace& workspace) const;
  void StepLstm(std::span<const float> input, LayerState& state,
                Workspace& workspace) const;

  CellKind cell_ = CellKind::kLstm;
  RnnActivation activation_ = RnnActivation::kTanh;
  GruReset reset_ = GruReset::kAfter;
  Precision precision_ = Precision::kInt8;
  std::size_t hidden_ = 0;
  Linear recurrent_;  // all gates; GRU, reset before: r and z
  Linear candidate_;  // GRU, reset before: n
};

}  // namespace lukewarm
