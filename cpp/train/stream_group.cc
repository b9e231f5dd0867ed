#include "train/stream_group.h"

#include <algorithm>

#include "train/activations.h"
#include "train/rows.h"

namespace lukewarm::train {
namespace {

// Rows of logits at a time, so that a vocab of 10,000 words needs megabytes,
// not gigabytes.
constexpr std::size_t kDecodeRows = 256;

}  // namespace

template <typename Scalar>
StreamGroup<Scalar>::StreamGroup(const Network<Scalar>& network,
                                 std::size_t streams, std::size_t first,
                                 std::size_t total, std::size_t length,
                                 bool training)
    : streams_(streams), first_(first), total_(total), length_(length) {
  const Architecture& architecture = network.architecture();
  const std::size_t layers = architecture.hidden_sizes.size();
  const std::size_t positions = streams * length;
  inputs_.resize(layers + 1);
  masks_.resize(layers + 1);
  for (const std::size_t hidden : architecture.hidden_sizes) {
    cells_.push_back(
        MakeCell<Scalar>(architecture, hidden, streams, length, training));
  }
  logits_.resize(std::min(kDecodeRows, positions) * architecture.vocab_size);
  if (!network.has_table()) {
    inputs_[0].resize(positions * architecture.embedding_size);
  }
  if (!training) return;
  if (network.has_table()) {
    table_gradient_.resize(architecture.vocab_size * cells_[0]->gate_width());
  } else {
    input_gradient_.resize(positions * architecture.embedding_size);
  }
  gradient_.resize(network.layout().size());
}

template <typename Scalar>
const Scalar* StreamGroup<Scalar>::input(std::size_t layer) const {
  if (layer == 0 || !inputs_[layer].empty()) return inputs_[layer].data();
  return cells_[layer - 1]->output(0);
}

template <typename Scalar>
double StreamGroup<Scalar>::Train(const Network<Scalar>& network,
                                  const int* inputs, const int* targets,
                                  Scalar scale) {
  std::ranges::fill(gradient_, Scalar{0});
  Forward(network, inputs);
  const double loss = Decode(network, targets, scale, true);
  Backward(network, inputs);
  CarryStates();
  return loss;
}

template <typename Scalar>
double StreamGroup<Scalar>::Score(const Network<Scalar>& network,
                                  const int* inputs, const int* targets) {
  Forward(network, inputs);
  const double loss = Decode(network, targets, 0, false);
  CarryStates();
  return loss;
}

template <typename Scalar>
void StreamGroup<Scalar>::Forward(const Network<Scalar>& network,
                                  const int* inputs) {
  if (!network.has_table()) EmbedInputs(network, inputs);
  for (std::size_t l = 0; l < cells_.size(); ++l) {
    Cell<Scalar>& cell = *cells_[l];
    const bool table = l == 0 && network.has_table();
    if (!table) FillGates(network, l);
    for (std::size_t t = 0; t < length_; ++t) {
      if (table) {
        const std::size_t width = cell.gate_width();
        for (std::size_t b = 0; b < streams_; ++b) {
          const auto token = static_cast<std::size_t>(inputs[t * streams_ + b]);
          std::copy_n(network.table(token), width, cell.gates(t) + b * width);
        }
      }
      cell.ForwardStep(network.layer(l).recurrent, t);
    }
    if (network.output_dropout() > 0) DropOutputs(network, l);
  }
}

template <typename Scalar>
void StreamGroup<Scalar>::EmbedInputs(const Network<Scalar>& network,
                                      const int* inputs) {
  const std::size_t size = network.architecture().embedding_size;
  const Scalar* encoder = network.weights() + network.layout().encoder();
  const double rate = network.embedding_dropout();
  if (rate > 0) masks_[0].resize(inputs_[0].size());
  for (std::size_t p = 0; p < length_ * streams_; ++p) {
    Scalar* to = inputs_[0].data() + p * size;
    std::copy_n(encoder + static_cast<std::size_t>(inputs[p]) * size, size, to);
    if (rate == 0) continue;
    const std::size_t row = p / streams_ * total_ + first_ + p % streams_;
    Scalar* mask = masks_[0].data() + p * size;
    FillDropoutMask(network.site(Network<Scalar>::kEmbeddingSite),
                    static_cast<std::uint32_t>(row), rate, size, mask);
    MakeRow(to, size) *= MakeRow(mask, size);
  }
}

template <typename Scalar>
void StreamGroup<Scalar>::FillGates(const Network<Scalar>& network,
                                    std::size_t layer) {
  Cell<Scalar>& cell = *cells_[layer];
  const auto& weights = network.layer(layer);
  const std::size_t width = cell.gate_width();
  const std::size_t size = network.architecture().InputSize(layer);
  for (std::size_t p = 0; p < length_ * streams_; ++p) {
    std::ranges::copy(weights.input_bias, cell.gates(0) + p * width);
  }
  Multiply(input(layer), size, length_ * streams_, weights.input_forward,
           cell.gates(0), width, true);
}

template <typename Scalar>
void StreamGroup<Scalar>::DropOutputs(const Network<Scalar>& network,
                                      std::size_t layer) {
  const std::size_t size = network.architecture().hidden_sizes[layer];
  auto& dropped = inputs_[layer + 1];
  auto& masks = masks_[layer + 1];
  dropped.resize(length_ * streams_ * size);
  masks.resize(length_ * streams_ * size);
  const DropoutSite site = network.site(static_cast<std::uint32_t>(layer));
  for (std::size_t p = 0; p < length_ * streams_; ++p) {
    const std::size_t row = p / streams_ * total_ + first_ + p % streams_;
    Scalar* mask = masks.data() + p * size;
    FillDropoutMask(site, static_cast<std::uint32_t>(row),
                    network.output_dropout(), size, mask);
    MakeRow(dropped.data() + p * size, size) =
        MakeRow(cells_[layer]->output(0) + p * size, size) *
        MakeRow(mask, size);
  }
}

template <typename Scalar>
double StreamGroup<Scalar>::Decode(const Network<Scalar>& network,
                                   const int* targets, Scalar scale,
                                   bool backward) {
  const std::size_t vocab = network.architecture().vocab_size;
  const std::size_t size = network.architecture().hidden_sizes.back();
  const ParameterLayout& layout = network.layout();
  const Scalar* bias = network.weights() + layout.decoder_bias();
  const Scalar* hidden = input(cells_.size());
  double loss = 0;
  for (std::size_t p = 0; p < length_ * streams_; p += kDecodeRows) {
    const std::size_t rows = std::min(kDecodeRows, length_ * streams_ - p);
    for (std::size_t r = 0; r < rows; ++r) {
      std::copy_n(bias, vocab, logits_.data() + r * vocab);
    }
    Multiply(hidden + p * size, size, rows, network.decoder_forward(),
             logits_.data(), vocab, true);
    for (std::size_t r = 0; r < rows; ++r) {
      const int target = targets[p + r];
      if (target < 0) continue;
      Scalar* row = logits_.data() + r * vocab;
      loss += SoftmaxLoss(row, vocab, target);
      if (!backward) continue;
      MakeRow(row, vocab) *= scale;
      row[target] -= scale;
    }
    if (!backward) continue;
    Multiply(logits_.data(), vocab, rows, network.decoder_backward(),
             cells_.back()->output_gradient(0) + p * size, size, false);
    AddOuterProducts(logits_.data(), vocab, vocab, hidden + p * size, size,
                     size, rows, gradient_.data() + layout.decoder());
    AddColumnSums(logits_.data(), rows, vocab,
                  gradient_.data() + layout.decoder_bias());
  }
  return loss;
}

template <typename Scalar>
void StreamGroup<Scalar>::Backward(const Network<Scalar>& network,
                                   const int* inputs) {
  const std::size_t positions = length_ * streams_;
  std::ranges::fill(table_gradient_, Scalar{0});
  for (std::size_t l = cells_.size(); l-- > 0;) {
    Cell<Scalar>& cell = *cells_[l];
    const std::size_t hidden = network.architecture().hidden_sizes[l];
    const std::size_t width = cell.gate_width();
    const bool table = l == 0 && network.has_table();
    if (network.output_dropout() > 0) {
      MakeRow(cell.output_gradient(0), positions * hidden) *=
          MakeRow(masks_[l + 1].data(), positions * hidden);
    }
    cell.BeginBackward();
    for (std::size_t t = length_; t-- > 0;) {
      cell.BackwardStep(network.layer(l).recurrent, t);
      for (std::size_t b = 0; table && b < streams_; ++b) {
        const auto token = static_cast<std::size_t>(inputs[t * streams_ + b]);
        MakeRow(table_gradient_.data() + token * width, width) +=
            MakeRow(cell.gates(t) + b * width, width);
      }
    }
    if (table) {
      BackwardTable(network);
    } else {
      BackwardInput(network, l, inputs);
    }
    const auto& offsets = network.layout().layer(l);
    Scalar* weight_hh = gradient_.data() + offsets.weight_hh;
    cell.AddGradients(gradient_.data() + offsets.bias_ih, weight_hh,
                      gradient_.data() + offsets.bias_hh);
    if (network.recurrent_dropout() > 0) {
      MakeRow(weight_hh, width * hidden) *=
          MakeRow(network.layer(l).weight_mask.data(), width * hidden);
    }
  }
}

template <typename Scalar>
void StreamGroup<Scalar>::BackwardTable(const Network<Scalar>& network) {
  const std::size_t vocab = network.architecture().vocab_size;
  const std::size_t embedding = network.architecture().embedding_size;
  const std::size_t width = cells_[0]->gate_width();
  const ParameterLayout& layout = network.layout();
  Scalar* weight_ih = gradient_.data() + layout.layer(0).weight_ih;
  AddColumnSums(table_gradient_.data(), vocab, width,
                gradient_.data() + layout.layer(0).bias_ih);
  if (embedding == 0) {
    for (std::size_t j = 0; j < width; ++j) {
      for (std::size_t v = 0; v < vocab; ++v) {
        weight_ih[j * vocab + v] += table_gradient_[v * width + j];
      }
    }
    return;
  }
  AddOuterProducts(table_gradient_.data(), width, width,
                   network.weights() + layout.encoder(), embedding, embedding,
                   vocab, weight_ih);
  Multiply(table_gradient_.data(), width, vocab,
           network.layer(0).input_backward, gradient_.data() + layout.encoder(),
           embedding, true);
}

template <typename Scalar>
void StreamGroup<Scalar>::BackwardInput(const Network<Scalar>& network,
                                        std::size_t layer, const int* inputs) {
  Cell<Scalar>& cell = *cells_[layer];
  const std::size_t positions = length_ * streams_;
  const std::size_t width = cell.gate_width();
  const std::size_t size = network.architecture().InputSize(layer);
  const auto& offsets = network.layout().layer(layer);
  AddOuterProducts(cell.gates(0), width, width, input(layer), size, size,
                   positions, gradient_.data() + offsets.weight_ih);
  AddColumnSums(cell.gates(0), positions, width,
                gradient_.data() + offsets.bias_ih);
  Scalar* below = layer > 0 ? cells_[layer - 1]->output_gradient(0)
                            : input_gradient_.data();
  Multiply(cell.gates(0), width, positions, network.layer(layer).input_backward,
           below, size, false);
  if (layer > 0) return;
  if (network.embedding_dropout() > 0) {
    MakeRow(below, positions * size) *=
        MakeRow(masks_[0].data(), positions * size);
  }
  Scalar* encoder = gradient_.data() + network.layout().encoder();
  for (std::size_t p = 0; p < positions; ++p) {
    MakeRow(encoder + static_cast<std::size_t>(inputs[p]) * size, size) +=
        MakeRow(below + p * size, size);
  }
}

template <typename Scalar>
void StreamGroup<Scalar>::CarryStates() {
  for (auto& cell : cells_) cell->CarryState();
}

template <typename Scalar>
std::vector<Scalar> StreamGroup<Scalar>::State() const {
  std::vector<Scalar> state;
  for (const auto& cell : cells_) {
    const std::size_t begin = state.size();
    state.resize(begin + cell->state_size());
    cell->GetState(state.data() + begin);
  }
  return state;
}

template <typename Scalar>
void StreamGroup<Scalar>::SetState(const std::vector<Scalar>& state) {
  std::size_t begin = 0;
  for (auto& cell : cells_) {
    cell->SetState(state.data() + begin);
    begin += cell->state_size();
  }
}

template <typename Scalar>
void StreamGroup<Scalar>::ResetState(std::size_t stream) {
  for (auto& cell : cells_) cell->ResetState(stream);
}

template <typename Scalar>
void StreamGroup<Scalar>::ResetStates() {
  for (std::size_t b = 0; b < streams_; ++b) ResetState(b);
}

template class StreamGroup<float>;
template class StreamGroup<double>;

}  // namespace lukewarm::train
