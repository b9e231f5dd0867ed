#include "train/batch_shard.h"

#include <algorithm>

#include "kernels/rows.h"
#include "nn/layers.h"
#include "train/softmax_loss.h"

namespace lukewarm::train {
namespace {

// Rows of logits at a time, so that a vocab of 10,000 words needs megabytes,
// not gigabytes.
constexpr std::size_t kLossRows = 256;

}  // namespace

template <typename Scalar>
BatchShard<Scalar>::BatchShard(const TrainableNetwork<Scalar>& network,
                               std::size_t streams, std::size_t first,
                               std::size_t total, std::size_t length,
                               bool training)
    : network_(network),
      extent_{length, streams},
      first_(first),
      total_(total),
      sites_(network.layers().size()) {
  std::size_t state = 0, widest = 0;
  for (std::size_t i = 0; i < sites_.size(); ++i) {
    const LayerPlan& plan = network.plans()[i];
    sites_[i].layer =
        MakeLayer<TrainableLayer<Scalar>>(network.config().layers[i], plan);
    state += plan.state_vectors * streams * plan.units;
    if (network.layers()[i].passes_gradient) {
      widest = std::max(widest, plan.input.size);
    }
  }
  state_.resize(state);
  logit_gradient_.resize(std::min(kLossRows, extent_.rows()) *
                         network.plans().back().output.size);
  if (!training) return;
  for (auto& rows : row_gradients_) rows.resize(extent_.rows() * widest);
  gradient_.resize(network.layout().size());
}

template <typename Scalar>
double BatchShard<Scalar>::Train(const int* inputs, const int* targets,
                                 Scalar scale) {
  std::ranges::fill(gradient_, Scalar{0});
  Forward(inputs);
  const double loss = Loss(targets, scale, true);
  Backward();
  return loss;
}

template <typename Scalar>
double BatchShard<Scalar>::Score(const int* inputs, const int* targets) {
  Forward(inputs);
  return Loss(targets, 0, false);
}

template <typename Scalar>
void BatchShard<Scalar>::Forward(const int* inputs) {
  const Scalar* rows = nullptr;  // of the layer before
  Scalar* state = state_.data();
  for (std::size_t i = 0; i + 1 < sites_.size(); ++i) {
    const auto& layer = network_.layers()[i];
    const LayerPlan& plan = network_.plans()[i];
    if (layer.skipped) continue;
    Site& site = sites_[i];
    site.input = i == 0 || layer.by_id
                     ? Input<Scalar>{nullptr, inputs, 0}
                     : Input<Scalar>{rows, nullptr, plan.input.size};
    if (const double rate = network_.state_dropout(i); rate > 0) {
      Room(site.state_mask, extent_.streams * plan.units);
      for (std::size_t b = 0; b < extent_.streams; ++b) {
        FillDropoutMask(network_.state_site(i),
                        static_cast<std::uint32_t>(first_ + b), rate,
                        plan.units, site.state_mask.data() + b * plan.units);
      }
      site.layer->set_state_mask(site.state_mask.data());
    } else {
      site.layer->set_state_mask(nullptr);
    }
    site.layer->Forward(layer.weights, {&site.input, 1}, extent_, state,
                        scratch_);
    state += plan.state_vectors * extent_.streams * plan.units;
    rows = DropsOutput(i) ? DropOutput(i) : site.layer->output();
  }
  sites_.back().input = {rows, nullptr, network_.plans().back().input.size};
}

template <typename Scalar>
bool BatchShard<Scalar>::DropsOutput(std::size_t index) const {
  return network_.output_dropout(index) > 0 ||
         network_.token_dropout(index) > 0;
}

template <typename Scalar>
std::size_t BatchShard<Scalar>::MaskLength(std::size_t index) const {
  return network_.locked_dropout() && network_.token_dropout(index) == 0
             ? 1
             : extent_.length;
}

template <typename Scalar>
const Scalar* BatchShard<Scalar>::DropOutput(std::size_t index) {
  Site& site = sites_[index];
  const std::size_t size = network_.plans()[index].output.size;
  const std::size_t length = MaskLength(index);
  Room(site.mask, length * extent_.streams * size);
  Room(site.dropped, extent_.rows() * size);
  Scalar* mask = site.mask.data();
  for (std::size_t t = 0; t < length; ++t) {
    const std::size_t row = network_.locked_dropout() ? 0 : t * total_;
    for (std::size_t b = 0; b < extent_.streams; ++b, mask += size) {
      FillDropoutMask(network_.output_site(index),
                      static_cast<std::uint32_t>(row + first_ + b),
                      network_.output_dropout(index), size, mask);
    }
  }
  if (const double rate = network_.token_dropout(index); rate > 0) {
    const std::size_t vocab = network_.config().vocab_size;
    Room(site.token_mask, vocab);
    FillDropoutMask(network_.token_site(), 0, rate, vocab,
                    site.token_mask.data());
    for (std::size_t row = 0; row < extent_.rows(); ++row) {
      MakeRow(site.mask.data() + row * size, size) *=
          site.token_mask[static_cast<std::size_t>(site.input.ids[row])];
    }
  }
  MultiplyByMask(index, site.layer->output(), site.dropped.data());
  return site.dropped.data();
}

template <typename Scalar>
void BatchShard<Scalar>::MultiplyByMask(std::size_t index, const Scalar* from,
                                        Scalar* to) const {
  const std::size_t block =
      extent_.streams * network_.plans()[index].output.size;
  const std::size_t mask_stride = MaskLength(index) == 1 ? 0 : block;
  for (std::size_t t = 0; t < extent_.length; ++t) {
    MakeRow(to + t * block, block) =
        MakeRow(from + t * block, block) *
        MakeRow(sites_[index].mask.data() + t * mask_stride, block);
  }
}

template <typename Scalar>
double BatchShard<Scalar>::Loss(const int* targets, Scalar scale,
                                bool backward) {
  Site& site = sites_.back();
  const auto& layer = network_.layers().back();
  const std::size_t size = network_.plans().back().input.size;
  const std::size_t vocab = network_.plans().back().output.size;
  double loss = 0;
  for (std::size_t p = 0; p < extent_.rows(); p += kLossRows) {
    const Extent block{std::min(kLossRows, extent_.rows() - p), 1};
    const Input<Scalar> input{site.input.rows + p * size, nullptr, size};
    site.layer->Forward(layer.weights, {&input, 1}, block, nullptr, scratch_);
    for (std::size_t r = 0; r < block.length; ++r) {
      if (targets[p + r] < 0) continue;
      loss +=
          SoftmaxLoss(site.layer->output() + r * vocab, vocab, targets[p + r],
                      scale, logit_gradient_.data() + r * vocab);
    }
    if (!backward) continue;
    site.layer->Backward(
        layer.weights, input, block, logit_gradient_.data(),
        layer.passes_gradient ? row_gradients_[0].data() + p * size : nullptr,
        gradient_.data(), scratch_);
  }
  return loss;
}

template <typename Scalar>
void BatchShard<Scalar>::Backward() {
  bool wanted = network_.layers().back().passes_gradient;
  Scalar* above = row_gradients_[0].data();
  Scalar* below = row_gradients_[1].data();
  for (std::size_t i = sites_.size() - 1; wanted && i-- > 0;) {
    const auto& layer = network_.layers()[i];
    if (DropsOutput(i)) MultiplyByMask(i, above, above);
    wanted = layer.passes_gradient;
    sites_[i].layer->Backward(layer.weights, sites_[i].input, extent_, above,
                              wanted ? below : nullptr, gradient_.data(),
                              scratch_);
    std::swap(above, below);
  }
}

template <typename Scalar>
void BatchShard<Scalar>::ResetState(std::size_t stream) {
  Scalar* state = state_.data();
  for (const LayerPlan& plan : network_.plans()) {
    for (std::size_t vector = 0; vector < plan.state_vectors; ++vector) {
      std::fill_n(state + stream * plan.units, plan.units, Scalar{0});
      state += extent_.streams * plan.units;
    }
  }
}

template class BatchShard<float>;
template class BatchShard<double>;

}  // namespace lukewarm::train
