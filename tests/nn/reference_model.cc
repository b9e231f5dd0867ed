#include "reference_model.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "quant/quantize.h"

namespace lukewarm {
namespace {

double Sigmoid(double x) { return 1 / (1 + std::exp(-x)); }

}  // namespace

ReferenceModel::ReferenceModel(const Architecture& architecture,
                               const TensorMap& tensors, bool on_grid)
    : architecture_(architecture), tensors_(&tensors), on_grid_(on_grid) {
  const std::size_t vocab = architecture.vocab_size;
  if (architecture.embedding_size > 0) {
    embedding_.cols = architecture.embedding_size;
    embedding_ = Load("encoder.weight", "", vocab, embedding_.cols);
  }
  for (std::size_t i = 0; i < architecture.hidden_sizes.size(); ++i) {
    const std::string layer = std::to_string(i);
    const std::size_t hidden = architecture.hidden_sizes[i];
    const std::size_t rows = architecture.Gates() * hidden;
    input_.push_back(Load("rnn.weight_ih_l" + layer, "rnn.bias_ih_l" + layer,
                          rows, architecture.InputSize(i)));
    recurrent_.push_back(
        Load("rnn.weight_hh_l" + layer, "rnn.bias_hh_l" + layer, rows, hidden));
    h_.emplace_back(hidden);
    c_.emplace_back(hidden);
    gates_.emplace_back(architecture.cell == CellKind::kRnn ? 0 : rows);
  }
  decoder_ = Load(architecture.tied ? "encoder.weight" : "decoder.weight",
                  "decoder.bias", vocab, architecture.hidden_sizes.back());
}

ReferenceModel::Matrix ReferenceModel::Load(const std::string& weight,
                                            const std::string& bias,
                                            std::size_t rows,
                                            std::size_t cols) const {
  Matrix matrix;
  matrix.cols = cols;
  if (on_grid_) {
    const auto loaded = *LoadMatrix(*tensors_, weight, rows, cols);
    for (std::size_t i = 0; i < loaded.values.size(); ++i) {
      matrix.values.push_back(static_cast<double>(loaded.values[i]) *
                              static_cast<double>(loaded.scales[i / cols]));
    }
  } else {
    const auto floats = *LoadFloats(*tensors_, weight, rows, cols);
    matrix.values.assign(floats.begin(), floats.end());
  }
  const auto floats = *LoadVector(*tensors_, bias, rows, true);
  matrix.bias.assign(floats.begin(), floats.end());
  return matrix;
}

ReferenceModel::Vector ReferenceModel::Apply(const Matrix& matrix,
                                             const Vector& x) const {
  Vector out = matrix.bias;
  for (std::size_t row = 0; row < out.size(); ++row) {
    for (std::size_t col = 0; col < matrix.cols; ++col) {
      out[row] += matrix.values[row * matrix.cols + col] * x[col];
    }
  }
  return out;
}

ReferenceModel::Vector ReferenceModel::OnGrid(const Vector& x,
                                              bool unit) const {
  if (!on_grid_) return x;
  double largest = 0;
  for (const double value : x) largest = std::max(largest, std::abs(value));
  const double step = (unit ? 1.0 : largest) / 63;
  if (step == 0) return x;
  Vector out;
  for (const double value : x) {
    out.push_back(std::nearbyint(value / step) * step);
  }
  return out;
}

void ReferenceModel::StepLayer(std::size_t layer, const Vector& input) {
  Vector& h = h_[layer];
  Vector& c = c_[layer];
  Vector& gates = gates_[layer];
  const std::size_t size = h.size();
  const bool relu = architecture_.cell == CellKind::kRnn &&
                    architecture_.activation == RnnActivation::kRelu;
  const Matrix& matrix = recurrent_[layer];
  const Vector u = Apply(matrix, OnGrid(h, !relu));
  const auto gate = [&](std::size_t block, std::size_t i) {
    return input[block * size + i] + u[block * size + i];
  };
  switch (architecture_.cell) {
    case CellKind::kRnn:
      for (std::size_t i = 0; i < size; ++i) {
        h[i] = relu ? std::max(0.0, gate(0, i)) : std::tanh(gate(0, i));
      }
      break;
    case CellKind::kLstm:
      for (std::size_t i = 0; i < size; ++i) {
        for (const std::size_t block : {0, 1, 3}) {
          gates[block * size + i] = Sigmoid(gate(block, i));
        }
        gates[2 * size + i] = std::tanh(gate(2, i));
        c[i] = gates[size + i] * c[i] + gates[i] * gates[2 * size + i];
        h[i] = gates[3 * size + i] * std::tanh(c[i]);
      }
      break;
    case CellKind::kGru: {
      Vector candidate(u.begin() + static_cast<std::ptrdiff_t>(2 * size),
                       u.end());
      if (architecture_.reset == GruReset::kBefore) {
        Vector product(size);
        for (std::size_t i = 0; i < size; ++i) {
          product[i] = Sigmoid(gate(0, i)) * h[i];
        }
        const Vector all = Apply(matrix, OnGrid(product, true));
        std::copy(all.begin() + static_cast<std::ptrdiff_t>(2 * size),
                  all.end(), candidate.begin());
      } else {
        for (std::size_t i = 0; i < size; ++i) {
          candidate[i] *= Sigmoid(gate(0, i));
        }
      }
      for (std::size_t i = 0; i < size; ++i) {
        const double n = std::tanh(input[2 * size + i] + candidate[i]);
        const double z = Sigmoid(gate(1, i));
        h[i] = (1 - z) * n + z * h[i];
        gates[i] = Sigmoid(gate(0, i));
        gates[size + i] = z;
        gates[2 * size + i] = n;
      }
      break;
    }
  }
}

std::vector<double> ReferenceModel::Step(int token) {
  const auto id = static_cast<std::ptrdiff_t>(token);
  Vector x(architecture_.InputSize(0));
  if (architecture_.embedding_size > 0) {
    const auto width = static_cast<std::ptrdiff_t>(x.size());
    const auto row = embedding_.values.begin() + id * width;
    x = OnGrid(Vector(row, row + width), false);
  } else {
    x[static_cast<std::size_t>(token)] = 1;
  }
  const bool unit = architecture_.cell != CellKind::kRnn ||
                    architecture_.activation != RnnActivation::kRelu;
  for (std::size_t i = 0; i < h_.size(); ++i) {
    StepLayer(i, Apply(input_[i], x));
    x = OnGrid(h_[i], unit);
  }
  return Apply(decoder_, x);
}

}  // namespace lukewarm
