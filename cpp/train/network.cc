#include "train/network.h"

#include <algorithm>

namespace lukewarm::train {
namespace {

// One packing to do: B[i, j] = source[i * row_stride + j * column_stride].
template <typename Scalar>
struct Packing {
  GemmPanels<Scalar>* matrix;
  const Scalar* source;
  std::size_t row_stride;
  std::size_t column_stride;
};

// Shares the panels of all matrices evenly among the threads.
template <typename Scalar>
void PackAll(const std::vector<Packing<Scalar>>& packings, WorkerPool& pool) {
  std::size_t total = 0;
  for (const auto& packing : packings) {
    total += packing.matrix->panels() * packing.matrix->inner();
  }
  pool.Run([&](std::size_t thread) {
    const Range share = Share(total, thread, pool.size());
    std::size_t before = 0;
    for (const auto& packing : packings) {
      const std::size_t inner = packing.matrix->inner();
      const std::size_t panels = packing.matrix->panels();
      // A panel belongs to the share that holds its first row.
      const auto first_from = [&](std::size_t row) {
        if (row <= before) return std::size_t{0};
        return std::min(panels, (row - before + inner - 1) / inner);
      };
      packing.matrix->Pack(packing.source, packing.row_stride,
                           packing.column_stride, first_from(share.begin),
                           first_from(share.end));
      before += panels * inner;
    }
  });
}

}  // namespace

template <typename Scalar>
Network<Scalar>::Network(const Architecture& architecture,
                         const DropoutRates& dropout, std::uint64_t seed,
                         std::size_t positions)
    : architecture_(architecture),
      dropout_(dropout),
      seed_(seed),
      layout_(architecture),
      has_table_(
          architecture.embedding_size == 0 ||
          (dropout.embedding == 0 && architecture.vocab_size <= positions)),
      table_width_(architecture.Gates() * architecture.hidden_sizes[0]),
      layers_(architecture.hidden_sizes.size()) {
  for (std::size_t l = 0; l < layers_.size(); ++l) {
    Layer& layer = layers_[l];
    const std::size_t hidden = architecture.hidden_sizes[l];
    const std::size_t width = architecture.Gates() * hidden;
    const std::size_t input = architecture.InputSize(l);
    const bool before = architecture.cell == CellKind::kGru &&
                        architecture.reset == GruReset::kBefore;
    const std::size_t together = before ? width - hidden : width;
    layer.recurrent.forward.Resize(hidden, together);
    layer.recurrent.backward.Resize(together, hidden);
    if (before) {
      layer.recurrent.candidate_forward.Resize(hidden, hidden);
      layer.recurrent.candidate_backward.Resize(hidden, hidden);
    }
    layer.recurrent.bias.resize(width);
    layer.input_bias.resize(width);
    if (l > 0 || architecture.embedding_size > 0) {
      layer.input_forward.Resize(input, width);
      layer.input_backward.Resize(width, input);
    }
    if (dropout.recurrent > 0) {
      layer.weight_mask.resize(width * hidden);
      layer.masked_weight.resize(width * hidden);
    }
  }
  decoder_.Resize(architecture.hidden_sizes.back(), architecture.vocab_size);
  decoder_backward_.Resize(architecture.vocab_size,
                           architecture.hidden_sizes.back());
  if (has_table_) table_.resize(architecture.vocab_size * table_width_);
}

template <typename Scalar>
void Network<Scalar>::Prepare(const Scalar* weights, bool training,
                              std::uint32_t step, WorkerPool& pool) {
  weights_ = weights;
  training_ = training;
  step_ = step;
  if (recurrent_dropout() > 0) MaskRecurrentWeights(pool);
  Pack(pool);
  SumBiases();
  if (has_table_) FillTable(pool);
}

template <typename Scalar>
void Network<Scalar>::MaskRecurrentWeights(WorkerPool& pool) {
  for (std::size_t l = 0; l < layers_.size(); ++l) {
    Layer& layer = layers_[l];
    const std::size_t hidden = architecture_.hidden_sizes[l];
    const DropoutSite place =
        site(kRecurrentSite + static_cast<std::uint32_t>(l));
    const Scalar* weight = weights_ + layout_.layer(l).weight_hh;
    pool.Run([&](std::size_t thread) {
      const Range rows =
          Share(architecture_.Gates() * hidden, thread, pool.size());
      for (std::size_t r = rows.begin; r < rows.end; ++r) {
        Scalar* mask = layer.weight_mask.data() + r * hidden;
        FillDropoutMask(place, static_cast<std::uint32_t>(r),
                        dropout_.recurrent, hidden, mask);
        for (std::size_t j = 0; j < hidden; ++j) {
          layer.masked_weight[r * hidden + j] =
              weight[r * hidden + j] * mask[j];
        }
      }
    });
  }
}

template <typename Scalar>
void Network<Scalar>::Pack(WorkerPool& pool) {
  std::vector<Packing<Scalar>> packings;
  // weight: [rows, columns], for x·W^T forwards and d·W backwards.
  const auto add = [&](const Scalar* weight, std::size_t columns,
                       GemmPanels<Scalar>& forward,
                       GemmPanels<Scalar>& backward) {
    packings.push_back({&forward, weight, 1, columns});
    if (training_) packings.push_back({&backward, weight, columns, 1});
  };
  for (std::size_t l = 0; l < layers_.size(); ++l) {
    Layer& layer = layers_[l];
    const std::size_t hidden = architecture_.hidden_sizes[l];
    const Scalar* weight_hh = recurrent_dropout() > 0
                                  ? layer.masked_weight.data()
                                  : weights_ + layout_.layer(l).weight_hh;
    auto& recurrent = layer.recurrent;
    add(weight_hh, hidden, recurrent.forward, recurrent.backward);
    if (recurrent.candidate_forward.columns() > 0) {
      add(weight_hh + 2 * hidden * hidden, hidden, recurrent.candidate_forward,
          recurrent.candidate_backward);
    }
    if (layer.input_forward.columns() > 0) {
      add(weights_ + layout_.layer(l).weight_ih, architecture_.InputSize(l),
          layer.input_forward, layer.input_backward);
    }
  }
  add(weights_ + layout_.decoder(), architecture_.hidden_sizes.back(), decoder_,
      decoder_backward_);
  PackAll(packings, pool);
}

template <typename Scalar>
void Network<Scalar>::SumBiases() {
  // Only where the reset gate acts on U h + b' is b' not just added to b.
  const bool apart = architecture_.cell == CellKind::kGru &&
                     architecture_.reset == GruReset::kAfter;
  for (std::size_t l = 0; l < layers_.size(); ++l) {
    Layer& layer = layers_[l];
    const Scalar* bias_ih = weights_ + layout_.layer(l).bias_ih;
    const Scalar* bias_hh = weights_ + layout_.layer(l).bias_hh;
    for (std::size_t j = 0; j < layer.input_bias.size(); ++j) {
      layer.input_bias[j] = bias_ih[j] + (apart ? Scalar{0} : bias_hh[j]);
      layer.recurrent.bias[j] = bias_hh[j];
    }
  }
}

template <typename Scalar>
void Network<Scalar>::FillTable(WorkerPool& pool) {
  const Layer& layer = layers_[0];
  const std::size_t vocab = architecture_.vocab_size;
  const std::size_t embedding = architecture_.embedding_size;
  const Scalar* weight_ih = weights_ + layout_.layer(0).weight_ih;
  pool.Run([&](std::size_t thread) {
    const Range tokens = Share(vocab, thread, pool.size());
    for (std::size_t v = tokens.begin; v < tokens.end; ++v) {
      Scalar* row = table_.data() + v * table_width_;
      std::ranges::copy(layer.input_bias, row);
      if (embedding > 0) continue;
      for (std::size_t j = 0; j < table_width_; ++j) {
        row[j] += weight_ih[j * vocab + v];
      }
    }
    if (embedding > 0) {
      Multiply(weights_ + layout_.encoder() + tokens.begin * embedding,
               embedding, tokens.end - tokens.begin, layer.input_forward,
               table_.data() + tokens.begin * table_width_, table_width_, true);
    }
  });
}

template class Network<float>;
template class Network<double>;

}  // namespace lukewarm::train
