#include "train/activations.h"
#include "train/cells.h"
#include "train/rows.h"

namespace lukewarm::train {
namespace {

// Elman 1990: h = tanh(W x + U h' + b), or relu instead of tanh.
template <typename Scalar>
class RnnCell final : public Cell<Scalar> {
 public:
  RnnCell(RnnActivation activation, std::size_t hidden, std::size_t streams,
          std::size_t length, bool training)
      : Cell<Scalar>(1, hidden, streams, length, training),
        activation_(activation) {}

  void ForwardStep(const RecurrentWeights<Scalar>& weights,
                   std::size_t t) override {
    const std::size_t size = this->hidden_size_;
    const std::size_t count = this->streams_ * size;
    Scalar* gates = this->gates(t);
    Multiply(this->hidden_.data() + t * count, size, this->streams_,
             weights.forward, gates, size, true);
    auto sum = MakeRow(gates, count);
    auto h = MakeRow(this->hidden_.data() + (t + 1) * count, count);
    if (activation_ == RnnActivation::kTanh) {
      h = sum;
      Tanh(h.data(), count);
    } else {
      h = sum.max(Scalar{0});
    }
  }

  void BackwardStep(const RecurrentWeights<Scalar>& weights,
                    std::size_t t) override {
    const std::size_t size = this->hidden_size_;
    const std::size_t count = this->streams_ * size;
    auto gradient = MakeRow(this->gates(t), count);
    auto above = MakeRow(this->output_gradient(t), count);
    auto later = MakeRow(this->state_gradient_.data(), count);
    auto h = MakeRow(this->output(t), count);
    if (activation_ == RnnActivation::kTanh) {
      gradient = (above + later) * (1 - h * h);
    } else {
      gradient = (h > 0).select(above + later, Scalar{0});
    }
    if (t > 0) {
      Multiply(this->gates(t), size, this->streams_, weights.backward,
               this->state_gradient_.data(), size, false);
    }
  }

 private:
  const RnnActivation activation_;
};

}  // namespace

template <typename Scalar>
std::unique_ptr<Cell<Scalar>> MakeRnnCell(RnnActivation activation,
                                          std::size_t hidden,
                                          std::size_t streams,
                                          std::size_t length, bool training) {
  return std::make_unique<RnnCell<Scalar>>(activation, hidden, streams, length,
                                           training);
}

template std::unique_ptr<Cell<float>> MakeRnnCell(RnnActivation, std::size_t,
                                                  std::size_t, std::size_t,
                                                  bool);
template std::unique_ptr<Cell<double>> MakeRnnCell(RnnActivation, std::size_t,
                                                   std::size_t, std::size_t,
                                                   bool);

}  // namespace lukewarm::train
