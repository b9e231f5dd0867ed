#include "reference_network.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>
#include <utility>

#include "quant/quantize.h"

namespace lukewarm {
namespace {

using Vector = std::vector<double>;
using Sequence = ReferenceSequence;

double Activate(Activation activation, double x) {
  switch (activation) {
    case Activation::kLinear:
      return x;
    case Activation::kTanh:
      return std::tanh(x);
    case Activation::kSigmoid:
      return 1 / (1 + std::exp(-x));
    case Activation::kRelu:
      return std::max(0.0, x);
    case Activation::kHardSigmoid:
      return std::clamp(x / 6 + 0.5, 0.0, 1.0);
    case Activation::kHardSigmoidKeras2:
      return std::clamp(0.2 * x + 0.5, 0.0, 1.0);
  }
  return x;
}

bool IsBounded(Activation activation) {
  return activation != Activation::kLinear && activation != Activation::kRelu;
}

// Returns what a product reads in place of x: multiples of a step, 63 of which
// reach to 1 or to the largest magnitude.
Vector OnGrid(const Vector& x, bool bounded) {
  double largest = 0;
  for (const double value : x) largest = std::max(largest, std::abs(value));
  const double step = (bounded ? 1.0 : largest) / 63;
  if (step == 0) return x;
  Vector out;
  for (const double value : x) {
    out.push_back(std::nearbyint(value / step) * step);
  }
  return out;
}

// y = W x + b, or the rows of a table.
struct Matrix {
  std::size_t cols = 0;
  Vector values = {};    // [rows, cols]
  Vector bias = {};      // [rows]
  bool bounded = false;  // x is in [-1, 1]

  std::span<const double> Row(std::size_t row) const {
    return std::span(values).subspan(row * cols, cols);
  }
};

// The tensors whose names begin with `prefix`.
class Weights {
 public:
  Weights(const TensorMap& tensors, std::string prefix, ReferenceGrid grid)
      : tensors_(tensors), prefix_(std::move(prefix)), grid_(grid) {}

  Weights Under(const std::string& prefix) const {
    return {tensors_, prefix_ + prefix, grid_};
  }

  // A missing bias is zero.
  Matrix Load(const std::string& weight, const std::string& bias,
              std::size_t rows, std::size_t cols, bool bounded) const {
    Matrix matrix{cols, {}, Floats(bias, rows, true), bounded};
    if (grid_ == ReferenceGrid::kExact) {
      const auto floats = *LoadFloats(tensors_, prefix_ + weight, rows, cols);
      matrix.values.assign(floats.begin(), floats.end());
      return matrix;
    }
    const auto stored = *LoadMatrix(tensors_, prefix_ + weight, rows, cols);
    for (std::size_t i = 0; i < rows * cols; ++i) {
      matrix.values.push_back(static_cast<double>(stored.values[i]) *
                              static_cast<double>(stored.scales[i / cols]));
    }
    return matrix;
  }

  Vector Floats(const std::string& name, std::size_t size,
                bool optional = false) const {
    const auto floats = *LoadVector(tensors_, prefix_ + name, size, optional);
    return {floats.begin(), floats.end()};
  }

  Vector Row(const std::string& name, std::size_t size) const {
    const auto floats = *LoadFloats(tensors_, prefix_ + name, 1, size);
    return {floats.begin(), floats.end()};
  }

  Vector Product(const Matrix& matrix, Vector x) const {
    if (grid_ == ReferenceGrid::kGrid) x = OnGrid(x, matrix.bounded);
    Vector y = matrix.bias;
    for (std::size_t row = 0; row < y.size(); ++row) {
      for (std::size_t col = 0; col < matrix.cols; ++col) {
        y[row] += matrix.Row(row)[col] * x[col];
      }
    }
    return y;
  }

 private:
  const TensorMap& tensors_;
  std::string prefix_;
  ReferenceGrid grid_;
};

// One step of a recurrent layer: from W x + b and U h + b' to the gates, c and
// h. `reset` gives U (r h) + b' of a vector r h.
struct Cell {
  const LayerConfig& layer;
  Vector h, c, gates;

  double Gate(double x) const {
    return Activate(layer.recurrent_activation, x);
  }
  double Value(double x) const { return Activate(layer.activation, x); }

  void Rnn(const Vector& x, const Vector& u) {
    for (std::size_t i = 0; i < h.size(); ++i) h[i] = Value(x[i] + u[i]);
  }

  void Lstm(const Vector& x, const Vector& u) {
    const std::size_t units = h.size();
    gates.resize(4 * units);
    for (std::size_t i = 0; i < units; ++i) {
      const auto sum = [&](std::size_t gate) {
        return x[gate * units + i] + u[gate * units + i];
      };
      const double in = Gate(sum(0)), forget = Gate(sum(1));
      const double candidate = Value(sum(2)), out = Gate(sum(3));
      c[i] = forget * c[i] + in * candidate;
      h[i] = out * Value(c[i]);
      gates[i] = in;
      gates[units + i] = forget;
      gates[2 * units + i] = candidate;
      gates[3 * units + i] = out;
    }
  }

  template <typename Recurrence>
  void Gru(const Vector& x, const Vector& u, const Recurrence& recurrence) {
    const std::size_t units = h.size();
    gates.resize(3 * units);
    for (std::size_t i = 0; i < 2 * units; ++i) gates[i] = Gate(x[i] + u[i]);
    Vector reset_h = h;
    for (std::size_t i = 0; i < units; ++i) reset_h[i] *= gates[i];
    const bool before = layer.reset == GruReset::kBefore;
    const Vector reset_u = before ? recurrence(reset_h) : u;
    for (std::size_t i = 0; i < units; ++i) {
      const std::size_t n = 2 * units + i;
      gates[n] = Value(x[n] + (before ? 1 : gates[i]) * reset_u[n]);
      const double z = gates[units + i];
      h[i] = (1 - z) * gates[n] + z * h[i];
    }
  }
};

// Whether h of a recurrent layer stays in [-1, 1].
bool IsBounded(const LayerConfig& layer) {
  if (layer.learned_start || !IsBounded(layer.activation)) return false;
  if (layer.kind == LayerKind::kRnn) return true;
  return IsBounded(layer.recurrent_activation) &&
         (layer.kind == LayerKind::kLstm ||
          layer.recurrent_activation != Activation::kTanh);
}

ReferenceLayer Recurrent(const LayerConfig& layer, const Weights& weights,
                         const ReferenceLayer& input) {
  const std::size_t units = layer.size;
  const std::size_t rows = units * (layer.kind == LayerKind::kLstm  ? 4
                                    : layer.kind == LayerKind::kGru ? 3
                                                                    : 1);
  ReferenceLayer result{.width = units, .bounded = IsBounded(layer)};
  const Matrix w =
      weights.Load("weight_ih", "bias_ih", rows, input.width, input.bounded);
  const Matrix u =
      weights.Load("weight_hh", "bias_hh", rows, units, result.bounded);
  const auto recurrence = [&](const Vector& h) {
    return weights.Product(u, h);
  };
  const bool starts = layer.learned_start;
  const bool has_cell = layer.kind == LayerKind::kLstm;
  Cell cell{
      layer,
      starts ? weights.Floats("start_h", units) : Vector(units),
      starts && has_cell ? weights.Floats("start_c", units) : Vector(units),
      {}};
  const Vector initial = cell.h;
  for (const Vector& position : input.outputs) {
    const Vector x = weights.Product(w, position);
    if (layer.kind == LayerKind::kRnn) cell.Rnn(x, recurrence(cell.h));
    if (layer.kind == LayerKind::kLstm) cell.Lstm(x, recurrence(cell.h));
    if (layer.kind == LayerKind::kGru) {
      cell.Gru(x, recurrence(cell.h), recurrence);
    }
    result.outputs.push_back(cell.h);
    result.gates.push_back(cell.gates);
    if (has_cell) result.cells.push_back(cell.c);
  }
  if (!layer.return_sequences) {
    result.outputs = {input.outputs.empty() ? initial : result.outputs.back()};
  }
  return result;
}

// Puts `part` to the right of what is in `whole`.
void Append(ReferenceLayer& whole, const ReferenceLayer& part) {
  whole.width += part.width;
  whole.bounded &= part.bounded;
  whole.outputs.resize(part.outputs.size());
  for (std::size_t t = 0; t < part.outputs.size(); ++t) {
    const Vector& x = part.outputs[t];
    whole.outputs[t].insert(whole.outputs[t].end(), x.begin(), x.end());
  }
}

ReferenceLayer Bidirectional(const LayerConfig& layer, const Weights& weights,
                             const ReferenceLayer& input) {
  ReferenceLayer reversed = input;
  std::ranges::reverse(reversed.outputs);
  auto backward = Recurrent(layer, weights.Under("backward."), reversed);
  std::ranges::reverse(backward.outputs);
  ReferenceLayer result;
  Append(result, Recurrent(layer, weights.Under("forward."), input));
  Append(result, backward);
  return result;
}

Vector LayerNorm(const Vector& x, const Vector& weight, const Vector& bias,
                 double epsilon) {
  const auto size = static_cast<double>(x.size());
  double mean = 0, variance = 0;
  for (const double value : x) mean += value / size;
  for (const double value : x) {
    variance += (value - mean) * (value - mean) / size;
  }
  Vector y;
  for (std::size_t i = 0; i < x.size(); ++i) {
    y.push_back((x[i] - mean) / std::sqrt(variance + epsilon) * weight[i] +
                bias[i]);
  }
  return y;
}

Vector AttentionAverage(const Sequence& positions, const Vector& weight) {
  Vector scores;
  for (const Vector& x : positions) {
    double score = 0;
    for (std::size_t i = 0; i < x.size(); ++i) score += x[i] * weight[i];
    scores.push_back(score);
  }
  const double largest = std::ranges::max(scores);
  double sum = 0;
  for (double& score : scores) sum += score = std::exp(score - largest);
  Vector y(weight.size());
  for (std::size_t t = 0; t < positions.size(); ++t) {
    for (std::size_t i = 0; i < y.size(); ++i) {
      y[i] += scores[t] / sum * positions[t][i];
    }
  }
  return y;
}

// The layers of one sequence, computed one after the other.
class Computation {
 public:
  Computation(const NetworkConfig& network, const TensorMap& tensors,
              ReferenceGrid grid, std::span<const int> ids)
      : network_(network), tensors_(tensors, "layers.", grid), ids_(ids) {}

  std::vector<ReferenceLayer> Layers() {
    for (const LayerConfig& layer : network_.layers) {
      layers_.push_back(Layer(layer, WeightsOf(layers_.size())));
    }
    return layers_;
  }

 private:
  Weights WeightsOf(std::size_t layer) const {
    return tensors_.Under(std::to_string(layer) + ".");
  }

  // Returns the layer that computes f(x) at every position.
  template <typename Function>
  ReferenceLayer Each(std::size_t width, bool bounded, const Function& f) {
    ReferenceLayer result{.width = width, .bounded = bounded};
    for (const Vector& x : layers_.back().outputs) {
      result.outputs.push_back(f(x));
    }
    return result;
  }

  ReferenceLayer OfIds(const LayerConfig& layer, const Weights& weights) {
    const std::size_t vocab = network_.vocab_size;
    ReferenceLayer result{.width = 1, .bounded = false};
    if (layer.kind == LayerKind::kScaledId) {
      for (const int id : ids_) result.outputs.push_back({id / layer.divisor});
    } else if (layer.kind == LayerKind::kOneHot) {
      result = {.width = vocab};
      for (const int id : ids_) {
        result.outputs.emplace_back(vocab)[static_cast<std::size_t>(id)] = 1;
      }
    } else {
      result.width = layer.size;
      const Matrix table = weights.Load("weight", "", vocab, layer.size, false);
      for (const int id : ids_) {
        const auto row = table.Row(static_cast<std::size_t>(id));
        result.outputs.emplace_back(row.begin(), row.end());
      }
    }
    return result;
  }

  ReferenceLayer Dense(const Weights& weights, const Matrix& matrix,
                       Activation activation) {
    return Each(matrix.bias.size(), IsBounded(activation),
                [&](const Vector& x) {
                  Vector y = weights.Product(matrix, x);
                  for (double& value : y) value = Activate(activation, value);
                  return y;
                });
  }

  ReferenceLayer Layer(const LayerConfig& layer, const Weights& weights) {
    const ReferenceLayer input =
        layers_.empty() ? ReferenceLayer{} : layers_.back();
    const std::size_t width = input.width;
    switch (layer.kind) {
      case LayerKind::kEmbedding:
      case LayerKind::kOneHot:
      case LayerKind::kScaledId:
        return OfIds(layer, weights);
      case LayerKind::kRnn:
      case LayerKind::kGru:
      case LayerKind::kLstm:
        return Recurrent(layer, weights, input);
      case LayerKind::kBidirectional:
        return Bidirectional(layer.layer[0], weights, input);
      case LayerKind::kDense:
        return Dense(
            weights,
            weights.Load("weight", "bias", layer.size, width, input.bounded),
            layer.activation);
      case LayerKind::kLayerNorm: {
        const Vector weight = weights.Floats("weight", width);
        const Vector bias = weights.Floats("bias", width);
        return Each(width, false, [&](const Vector& x) {
          return LayerNorm(x, weight, bias, layer.epsilon);
        });
      }
      case LayerKind::kConcatenate: {
        ReferenceLayer result;
        for (const std::size_t i : layer.inputs) Append(result, layers_[i]);
        return result;
      }
      case LayerKind::kAttentionAverage:
        return {.width = width,
                .outputs = {AttentionAverage(input.outputs,
                                             weights.Row("weight", width))},
                .bounded = input.bounded};
      case LayerKind::kFlatten: {
        const std::size_t window = network_.context.window;
        Vector all((window - input.outputs.size()) * width);
        for (const Vector& x : input.outputs) {
          all.insert(all.end(), x.begin(), x.end());
        }
        return {.width = window * width,
                .outputs = {all},
                .bounded = input.bounded};
      }
      case LayerKind::kOutput:
        break;
    }
    Matrix matrix =
        WeightsOf(layer.tied.value_or(layers_.size()))
            .Load("weight", "", network_.vocab_size, width, input.bounded);
    matrix.bias = weights.Floats("bias", network_.vocab_size, true);
    return Dense(weights, matrix, Activation::kLinear);
  }

  const NetworkConfig& network_;
  const Weights tensors_;
  const std::span<const int> ids_;
  std::vector<ReferenceLayer> layers_;
};

// Returns what is read to predict the token after `ids`.
std::vector<int> Window(const ContextConfig& context,
                        std::span<const int> ids) {
  const std::size_t length = std::min(ids.size(), context.window);
  const auto last = ids.last(length);
  std::vector<int> window(last.begin(), last.end());
  if (context.padding && context.padding->masked) {
    std::erase(window, context.padding->id);
  } else if (context.padding) {
    window.insert(window.begin(), context.window - length, context.padding->id);
  }
  return window;
}

}  // namespace

std::vector<ReferenceLayer> ReferenceLayers(const NetworkConfig& network,
                                            const TensorMap& tensors,
                                            std::span<const int> ids,
                                            ReferenceGrid grid) {
  return Computation(network, tensors, grid, ids).Layers();
}

ReferenceSequence ReferenceLogits(const NetworkConfig& network,
                                  const TensorMap& tensors,
                                  std::span<const int> ids,
                                  ReferenceGrid grid) {
  if (network.context.window == 0) {
    return ReferenceLayers(network, tensors, ids, grid).back().outputs;
  }
  ReferenceSequence logits;
  for (std::size_t length = 1; length <= ids.size(); ++length) {
    const auto window = Window(network.context, ids.first(length));
    const auto layers = ReferenceLayers(network, tensors, window, grid);
    logits.push_back(layers.back().outputs.back());
  }
  return logits;
}

}  // namespace lukewarm
