#include "train/activations.h"
#include "train/cells.h"
#include "train/rows.h"

namespace lukewarm::train {
namespace {

// Cho et al. 2014 in the form of PyTorch and of Keras's default:
//   r z = sigma(W x + b + U h' + b'),  n = tanh(W x + b + r (U h' + b'))
//   h = (1 - z) n + z h'
template <typename Scalar>
class GruCell final : public Cell<Scalar> {
 public:
  GruCell(std::size_t hidden, std::size_t streams, std::size_t length,
          bool training)
      : Cell<Scalar>(3, hidden, streams, length, training),
        recurrent_(length * streams * 3 * hidden) {}

  void ForwardStep(const RecurrentWeights<Scalar>& weights,
                   std::size_t t) override {
    const std::size_t size = this->hidden_size_, width = this->gate_width();
    const Scalar* before = this->hidden_.data() + t * this->streams_ * size;
    Scalar* recurrent = recurrent_.data() + t * this->streams_ * width;
    for (std::size_t b = 0; b < this->streams_; ++b) {
      MakeRow(recurrent + b * width, width) =
          MakeRow(weights.bias.data(), width);
    }
    Multiply(before, size, this->streams_, weights.forward, recurrent, width,
             true);
    for (std::size_t b = 0; b < this->streams_; ++b) {
      const std::size_t from = (t * this->streams_ + b) * size;
      const Scalar* u = recurrent + b * width;
      Scalar* gate = this->gates(t) + b * width;
      auto r = MakeRow(gate, size), z = MakeRow(gate + size, size);
      auto n = MakeRow(gate + 2 * size, size);
      auto h_before = MakeRow(this->hidden_.data() + from, size);
      auto h =
          MakeRow(this->hidden_.data() + from + this->streams_ * size, size);
      r += MakeRow(u, size);
      z += MakeRow(u + size, size);
      Sigmoid(gate, 2 * size);
      n += r * MakeRow(u + 2 * size, size);
      Tanh(n.data(), size);
      h = n + z * (h_before - n);
    }
  }

  void BackwardStep(const RecurrentWeights<Scalar>& weights,
                    std::size_t t) override {
    const std::size_t size = this->hidden_size_, width = this->gate_width();
    Scalar* recurrent = recurrent_.data() + t * this->streams_ * width;
    for (std::size_t b = 0; b < this->streams_; ++b) {
      const std::size_t at = (t * this->streams_ + b) * size;
      // Told apart for the compiler, so that one loop reads each array once.
      Scalar* __restrict reset = this->gates(t) + b * width;
      Scalar* __restrict update = reset + size;
      Scalar* __restrict candidate = reset + 2 * size;
      Scalar* __restrict u_reset = recurrent + b * width;
      Scalar* __restrict u_update = u_reset + size;
      Scalar* __restrict u_candidate = u_reset + 2 * size;
      Scalar* __restrict later = this->state_gradient_.data() + b * size;
      const Scalar* above = this->output_gradient_.data() + at;
      const Scalar* h_before = this->hidden_.data() + at;
      for (std::size_t j = 0; j < size; ++j) {
        const Scalar r = reset[j], z = update[j], n = candidate[j];
        const Scalar dh = above[j] + later[j];
        const Scalar dn = dh * (1 - z) * (1 - n * n);
        const Scalar dz = dh * (h_before[j] - n) * z * (1 - z);
        const Scalar dr = dn * u_candidate[j] * r * (1 - r);
        reset[j] = u_reset[j] = dr;
        update[j] = u_update[j] = dz;
        candidate[j] = dn;
        u_candidate[j] = dn * r;
        later[j] = dh * z;
      }
    }
    if (t > 0) {
      Multiply(recurrent, width, this->streams_, weights.backward,
               this->state_gradient_.data(), size, true);
    }
  }

  void AddGradients(const Scalar* /*bias_ih*/, Scalar* weight_hh,
                    Scalar* bias_hh) override {
    const std::size_t positions = this->length_ * this->streams_;
    const std::size_t width = this->gate_width(), size = this->hidden_size_;
    AddOuterProducts(recurrent_.data(), width, width, this->hidden_.data(),
                     size, size, positions, weight_hh);
    AddColumnSums(recurrent_.data(), positions, width, bias_hh);
  }

 private:
  // U h' + b' forwards, the gradient with respect to it backwards.
  AlignedVector<Scalar> recurrent_;  // [length, streams, 3 x hidden]
};

}  // namespace

template <typename Scalar>
std::unique_ptr<Cell<Scalar>> MakeGruCell(std::size_t hidden,
                                          std::size_t streams,
                                          std::size_t length, bool training) {
  return std::make_unique<GruCell<Scalar>>(hidden, streams, length, training);
}

template std::unique_ptr<Cell<float>> MakeGruCell(std::size_t, std::size_t,
                                                  std::size_t, bool);
template std::unique_ptr<Cell<double>> MakeGruCell(std::size_t, std::size_t,
                                                   std::size_t, bool);

}  // namespace lukewarm::train
