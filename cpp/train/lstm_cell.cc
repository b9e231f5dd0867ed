#include "train/activations.h"
#include "train/cells.h"
#include "train/rows.h"

namespace lukewarm::train {
namespace {

// Hochreiter and Schmidhuber 1997 with forget gates (Gers et al. 2000):
//   i f g o = sigma sigma tanh sigma (W x + U h + b)
//   c = f c' + i g,  h = o tanh(c)
template <typename Scalar>
class LstmCell final : public Cell<Scalar> {
 public:
  LstmCell(std::size_t hidden, std::size_t streams, std::size_t length,
           bool training)
      : Cell<Scalar>(4, hidden, streams, length, training),
        cell_tanh_(length * streams * hidden) {
    this->cell_state_.resize((length + 1) * streams * hidden);
    if (training) this->cell_gradient_.resize(streams * hidden);
  }

  void ForwardStep(const RecurrentWeights<Scalar>& weights,
                   std::size_t t) override {
    const std::size_t size = this->hidden_size_, width = this->gate_width();
    Scalar* gates = this->gates(t);
    const Scalar* before = this->hidden_.data() + t * this->streams_ * size;
    Multiply(before, size, this->streams_, weights.forward, gates, width, true);
    for (std::size_t b = 0; b < this->streams_; ++b) {
      const std::size_t from = (t * this->streams_ + b) * size;
      const std::size_t to = from + this->streams_ * size;
      Scalar* gate = gates + b * width;
      auto i = MakeRow(gate, size), f = MakeRow(gate + size, size);
      auto g = MakeRow(gate + 2 * size, size);
      auto o = MakeRow(gate + 3 * size, size);
      auto c_before = MakeRow(this->cell_state_.data() + from, size);
      auto c = MakeRow(this->cell_state_.data() + to, size);
      auto c_tanh = MakeRow(cell_tanh_.data() + from, size);
      auto h = MakeRow(this->hidden_.data() + to, size);
      Sigmoid(gate, 2 * size);
      Tanh(gate + 2 * size, size);
      Sigmoid(gate + 3 * size, size);
      c = f * c_before + i * g;
      c_tanh = c;
      Tanh(c_tanh.data(), size);
      h = o * c_tanh;
    }
  }

  void BackwardStep(const RecurrentWeights<Scalar>& weights,
                    std::size_t t) override {
    const std::size_t size = this->hidden_size_, width = this->gate_width();
    Scalar* gates = this->gates(t);
    for (std::size_t b = 0; b < this->streams_; ++b) {
      const std::size_t at = (t * this->streams_ + b) * size;
      // Told apart for the compiler, so that one loop reads each array once.
      Scalar* __restrict gate = gates + b * width;
      Scalar* __restrict forget = gate + size;
      Scalar* __restrict candidate = gate + 2 * size;
      Scalar* __restrict out = gate + 3 * size;
      Scalar* __restrict dc_later = this->cell_gradient_.data() + b * size;
      const Scalar* above = this->output_gradient_.data() + at;
      const Scalar* later = this->state_gradient_.data() + b * size;
      const Scalar* tanh = cell_tanh_.data() + at;
      const Scalar* c_before = this->cell_state_.data() + at;
      for (std::size_t j = 0; j < size; ++j) {
        const Scalar i = gate[j], f = forget[j], g = candidate[j], o = out[j];
        const Scalar dh = above[j] + later[j];
        const Scalar dc = dc_later[j] + dh * o * (1 - tanh[j] * tanh[j]);
        gate[j] = dc * g * i * (1 - i);
        forget[j] = dc * c_before[j] * f * (1 - f);
        candidate[j] = dc * i * (1 - g * g);
        out[j] = dh * tanh[j] * o * (1 - o);
        dc_later[j] = dc * f;
      }
    }
    if (t > 0) {
      Multiply(gates, width, this->streams_, weights.backward,
               this->state_gradient_.data(), size, false);
    }
  }

 private:
  AlignedVector<Scalar> cell_tanh_;  // [length, streams, hidden]
};

}  // namespace

template <typename Scalar>
std::unique_ptr<Cell<Scalar>> MakeLstmCell(std::size_t hidden,
                                           std::size_t streams,
                                           std::size_t length, bool training) {
  return std::make_unique<LstmCell<Scalar>>(hidden, streams, length, training);
}

template std::unique_ptr<Cell<float>> MakeLstmCell(std::size_t, std::size_t,
                                                   std::size_t, bool);
template std::unique_ptr<Cell<double>> MakeLstmCell(std::size_t, std::size_t,
                                                    std::size_t, bool);

}  // namespace lukewarm::train
