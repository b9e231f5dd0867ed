// The language model once more, in float64 with libm and plain loops, written
// from the papers' formulas: what the engine's cells are held against.
#pragma once

#include <cstddef>
#include <vector>

#include "model/config.h"
#include "model/tensor.h"

namespace lukewarm {

class ReferenceModel {
 public:
  // on_grid: weights are rounded as quant/ does and activations to the 7-bit
  // grid, so that only rounding errors separate it from the integer engine.
  ReferenceModel(const Architecture& architecture, const TensorMap& tensors,
                 bool on_grid);

  // Feeds `token` and returns the logits of the next. [vocab_size]
  std::vector<double> Step(int token);

  // Of a layer after a step: the hidden state, the LSTM's cell state, and the
  // gates after their activation functions, LSTM i f g o, GRU r z n.
  const std::vector<double>& h(std::size_t layer) const { return h_[layer]; }
  const std::vector<double>& c(std::size_t layer) const { return c_[layer]; }
  const std::vector<double>& gates(std::size_t layer) const {
    return gates_[layer];
  }

 private:
  using Vector = std::vector<double>;
  struct Matrix {
    std::size_t cols = 0;
    Vector values;
    Vector bias;
  };

  Matrix Load(const std::string& weight, const std::string& bias,
              std::size_t rows, std::size_t cols) const;
  Vector Apply(const Matrix& matrix, const Vector& x) const;
  // Returns x as the next product sees it.
  Vector OnGrid(const Vector& x, bool unit) const;
  void StepLayer(std::size_t layer, const Vector& input);

  Architecture architecture_;
  const TensorMap* tensors_;
  bool on_grid_;
  Matrix embedding_;
  std::vector<Matrix> input_, recurrent_;
  Matrix decoder_;
  std::vector<Vector> h_, c_, gates_;
};

}  // namespace lukewarm
