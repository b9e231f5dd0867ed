#include "train/cell.h"

#include <algorithm>

#include "train/cells.h"

namespace lukewarm::train {

template <typename Scalar>
Cell<Scalar>::Cell(std::size_t gates, std::size_t hidden, std::size_t streams,
                   std::size_t length, bool training)
    : gates_count_(gates),
      hidden_size_(hidden),
      streams_(streams),
      length_(length),
      gates_(length * streams * gates * hidden),
      hidden_((length + 1) * streams * hidden),
      output_gradient_(training ? length * streams * hidden : 0),
      state_gradient_(training ? streams * hidden : 0) {}

template <typename Scalar>
void Cell<Scalar>::BeginBackward() {
  std::ranges::fill(state_gradient_, Scalar{0});
  std::ranges::fill(cell_gradient_, Scalar{0});
}

template <typename Scalar>
void Cell<Scalar>::AddGradients(const Scalar* bias_ih, Scalar* weight_hh,
                                Scalar* bias_hh) {
  const std::size_t positions = length_ * streams_;
  AddOuterProducts(gates_.data(), gate_width(), gate_width(), hidden_.data(),
                   hidden_size_, hidden_size_, positions, weight_hh);
  for (std::size_t j = 0; j < gate_width(); ++j) bias_hh[j] += bias_ih[j];
}

template <typename Scalar>
void Cell<Scalar>::CarryState() {
  const std::size_t size = streams_ * hidden_size_;
  std::copy_n(hidden_.data() + length_ * size, size, hidden_.data());
  if (!cell_state_.empty()) {
    std::copy_n(cell_state_.data() + length_ * size, size, cell_state_.data());
  }
}

template <typename Scalar>
void Cell<Scalar>::GetState(Scalar* state) const {
  const std::size_t size = streams_ * hidden_size_;
  std::copy_n(hidden_.data(), size, state);
  if (!cell_state_.empty()) std::copy_n(cell_state_.data(), size, state + size);
}

template <typename Scalar>
void Cell<Scalar>::SetState(const Scalar* state) {
  const std::size_t size = streams_ * hidden_size_;
  std::copy_n(state, size, hidden_.data());
  if (!cell_state_.empty()) std::copy_n(state + size, size, cell_state_.data());
}

template <typename Scalar>
void Cell<Scalar>::ResetState(std::size_t stream) {
  const std::size_t first = stream * hidden_size_;
  std::fill_n(hidden_.data() + first, hidden_size_, Scalar{0});
  if (!cell_state_.empty()) {
    std::fill_n(cell_state_.data() + first, hidden_size_, Scalar{0});
  }
}

template <typename Scalar>
std::unique_ptr<Cell<Scalar>> MakeCell(const Architecture& architecture,
                                       std::size_t hidden, std::size_t streams,
                                       std::size_t length, bool training) {
  switch (architecture.cell) {
    case CellKind::kLstm:
      return MakeLstmCell<Scalar>(hidden, streams, length, training);
    case CellKind::kGru:
      return architecture.reset == GruReset::kAfter
                 ? MakeGruCell<Scalar>(hidden, streams, length, training)
                 : MakeGruBeforeCell<Scalar>(hidden, streams, length, training);
    case CellKind::kRnn:
      break;
  }
  return MakeRnnCell<Scalar>(architecture.activation, hidden, streams, length,
                             training);
}

template class Cell<float>;
template class Cell<double>;
template std::unique_ptr<Cell<float>> MakeCell(const Architecture&, std::size_t,
                                               std::size_t, std::size_t, bool);
template std::unique_ptr<Cell<double>> MakeCell(const Architecture&,
                                                std::size_t, std::size_t,
                                                std::size_t, bool);

}  // namespace lukewarm::train
