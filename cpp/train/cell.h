// One recurrent layer over one chunk of BPTT, forwards and backwards in time,
// for a group of streams. A cell knows its gates and its recurrent weights;
// where the input side of the gates comes from (a product or a table) is the
// network's business. All matrices are time-major, [length, streams, ...].
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <vector>

#include "base/aligned.h"
#include "kernels/gemm.h"
#include "model/config.h"

namespace lukewarm::train {

// A layer's recurrent weights, ready to multiply; shared by all groups.
template <typename Scalar>
struct RecurrentWeights {
  GemmPanels<Scalar> forward;   // U^T [hidden, gates x hidden]
  GemmPanels<Scalar> backward;  // U [gates x hidden, hidden]
  // The candidate's rows of U, apart from the others, for kBefore alone.
  GemmPanels<Scalar> candidate_forward;
  GemmPanels<Scalar> candidate_backward;
  std::vector<Scalar> bias;  // b' [gates x hidden], for kAfter alone
};

template <typename Scalar>
class Cell {
 public:
  Cell(std::size_t gates, std::size_t hidden, std::size_t streams,
       std::size_t length, bool training);
  virtual ~Cell() = default;

  // Input side of the gates at `t` [streams, gates x hidden], to be filled
  // before ForwardStep; BackwardStep leaves the gradient with respect to it.
  Scalar* gates(std::size_t t) {
    return gates_.data() + t * streams_ * gate_width();
  }
  // h after position t [streams, hidden].
  const Scalar* output(std::size_t t) const {
    return hidden_.data() + (t + 1) * streams_ * hidden_size_;
  }
  // Gradient with respect to output(t) from above, to be filled before
  // BackwardStep.
  Scalar* output_gradient(std::size_t t) {
    return output_gradient_.data() + t * streams_ * hidden_size_;
  }
  std::size_t gate_width() const { return gates_count_ * hidden_size_; }

  virtual void ForwardStep(const RecurrentWeights<Scalar>& weights,
                           std::size_t t) = 0;
  // Truncation: nothing comes from beyond the chunk.
  void BeginBackward();
  virtual void BackwardStep(const RecurrentWeights<Scalar>& weights,
                            std::size_t t) = 0;
  // Adds the chunk's gradients, after the last BackwardStep. bias_ih: the
  // gradient of the input side's bias, which most cells share.
  virtual void AddGradients(const Scalar* bias_ih, Scalar* weight_hh,
                            Scalar* bias_hh);

  // Makes the last state of the chunk the first of the next.
  void CarryState();
  // The first state: h [streams, hidden], and c after it for the LSTM.
  std::size_t state_size() const {
    return streams_ * hidden_size_ * (cell_state_.empty() ? 1 : 2);
  }
  void GetState(Scalar* state) const;
  void SetState(const Scalar* state);
  void ResetState(std::size_t stream);

 protected:
  const std::size_t gates_count_;
  const std::size_t hidden_size_;
  const std::size_t streams_;
  const std::size_t length_;
  AlignedVector<Scalar> gates_;
  AlignedVector<Scalar> hidden_;           // [length + 1, streams, hidden]
  AlignedVector<Scalar> cell_state_;       // the same for c, or empty
  AlignedVector<Scalar> output_gradient_;  // training only, as the following
  AlignedVector<Scalar> state_gradient_;   // with respect to h, from t + 1
  AlignedVector<Scalar> cell_gradient_;    // with respect to c, from t + 1
};

// Returns the cell of `architecture` with `hidden` units.
template <typename Scalar>
std::unique_ptr<Cell<Scalar>> MakeCell(const Architecture& architecture,
                                       std::size_t hidden, std::size_t streams,
                                       std::size_t length, bool training);

}  // namespace lukewarm::train
