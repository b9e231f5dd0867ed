#include "train/activations.h"
#include "train/cells.h"
#include "train/rows.h"

namespace lukewarm::train {
namespace {

// Cho et al. 2014 as first written, Keras's reset_after=False:
//   r z = sigma(W x + U h' + b),  n = tanh(W x + U (r h') + b)
//   h = (1 - z) n + z h'
// The recurrent product comes in two, since the candidate's waits for r.
template <typename Scalar>
class GruBeforeCell final : public Cell<Scalar> {
 public:
  GruBeforeCell(std::size_t hidden, std::size_t streams, std::size_t length,
                bool training)
      : Cell<Scalar>(3, hidden, streams, length, training),
        reset_(length * streams * hidden),
        reset_gradient_(training ? streams * hidden : 0) {}

  void ForwardStep(const RecurrentWeights<Scalar>& weights,
                   std::size_t t) override {
    const std::size_t size = this->hidden_size_, width = this->gate_width();
    Scalar* gates = this->gates(t);
    const std::size_t first = t * this->streams_ * size;
    Multiply(this->hidden_.data() + first, size, this->streams_,
             weights.forward, gates, width, true);
    for (std::size_t b = 0; b < this->streams_; ++b) {
      const std::size_t from = first + b * size;
      Sigmoid(gates + b * width, 2 * size);
      MakeRow(reset_.data() + from, size) =
          MakeRow(gates + b * width, size) *
          MakeRow(this->hidden_.data() + from, size);
    }
    Multiply(reset_.data() + first, size, this->streams_,
             weights.candidate_forward, gates + 2 * size, width, true);
    for (std::size_t b = 0; b < this->streams_; ++b) {
      const std::size_t from = first + b * size;
      auto z = MakeRow(gates + b * width + size, size);
      auto n = MakeRow(gates + b * width + 2 * size, size);
      auto h_before = MakeRow(this->hidden_.data() + from, size);
      auto h =
          MakeRow(this->hidden_.data() + from + this->streams_ * size, size);
      Tanh(n.data(), size);
      h = n + z * (h_before - n);
    }
  }

  void BackwardStep(const RecurrentWeights<Scalar>& weights,
                    std::size_t t) override {
    const std::size_t size = this->hidden_size_, width = this->gate_width();
    Scalar* gates = this->gates(t);
    const std::size_t first = t * this->streams_ * size;
    for (std::size_t b = 0; b < this->streams_; ++b) {
      const std::size_t at = first + b * size;
      auto z = MakeRow(gates + b * width + size, size);
      auto n = MakeRow(gates + b * width + 2 * size, size);
      auto later = MakeRow(this->state_gradient_.data() + b * size, size);
      auto h_before = MakeRow(this->hidden_.data() + at, size);
      later += MakeRow(this->output_gradient_.data() + at, size);
      const Eigen::Array<Scalar, Eigen::Dynamic, 1> candidate = n;
      n = later * (1 - z) * (1 - candidate * candidate);
      const Eigen::Array<Scalar, Eigen::Dynamic, 1> update = z;
      z = later * (h_before - candidate) * update * (1 - update);
      later *= update;
    }
    Multiply(gates + 2 * size, width, this->streams_,
             weights.candidate_backward, reset_gradient_.data(), size, false);
    for (std::size_t b = 0; b < this->streams_; ++b) {
      auto r = MakeRow(gates + b * width, size);
      auto later = MakeRow(this->state_gradient_.data() + b * size, size);
      auto h_before = MakeRow(this->hidden_.data() + first + b * size, size);
      auto reset = MakeRow(reset_gradient_.data() + b * size, size);
      later += reset * r;
      r = (reset * h_before * r * (1 - r)).eval();
    }
    if (t > 0) {
      Multiply(gates, width, this->streams_, weights.backward,
               this->state_gradient_.data(), size, true);
    }
  }

  void AddGradients(const Scalar* bias_ih, Scalar* weight_hh,
                    Scalar* bias_hh) override {
    const std::size_t positions = this->length_ * this->streams_;
    const std::size_t width = this->gate_width(), size = this->hidden_size_;
    AddOuterProducts(this->gates_.data(), width, 2 * size, this->hidden_.data(),
                     size, size, positions, weight_hh);
    AddOuterProducts(this->gates_.data() + 2 * size, width, size, reset_.data(),
                     size, size, positions, weight_hh + 2 * size * size);
    for (std::size_t j = 0; j < width; ++j) bias_hh[j] += bias_ih[j];
  }

 private:
  AlignedVector<Scalar> reset_;           // r h' [length, streams, hidden]
  AlignedVector<Scalar> reset_gradient_;  // [streams, hidden]
};

}  // namespace

template <typename Scalar>
std::unique_ptr<Cell<Scalar>> MakeGruBeforeCell(std::size_t hidden,
                                                std::size_t streams,
                                                std::size_t length,
                                                bool training) {
  return std::make_unique<GruBeforeCell<Scalar>>(hidden, streams, length,
                                                 training);
}

template std::unique_ptr<Cell<float>> MakeGruBeforeCell(std::size_t,
                                                        std::size_t,
                                                        std::size_t, bool);
template std::unique_ptr<Cell<double>> MakeGruBeforeCell(std::size_t,
                                                         std::size_t,
                                                         std::size_t, bool);

}  // namespace lukewarm::train
