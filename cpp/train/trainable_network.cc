#include "train/trainable_network.h"

#include <algorithm>
#include <utility>

#include "base/message.h"
#include "model/check_network.h"
#include "model/config_names.h"
#include "nn/layers.h"

namespace lukewarm::train {
namespace {

// Training keeps about six arrays of this size.
constexpr double kMaxWeights = 1 << 28;

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

Result<void> CheckTrainable(const NetworkConfig& network) {
  const auto refuse = [](std::string_view what, std::size_t layer) {
    return Fail(ErrorCode::kInvalidArgument,
                Sentence({"This network cannot be trained: ", what, " (layer ",
                          WholeText(layer), ")."}));
  };
  if (network.context.window > 0) {
    return Fail(ErrorCode::kInvalidArgument,
                "This network cannot be trained: it reads a window of tokens, "
                "and training carries the state through the text.");
  }
  for (std::size_t i = 0; i < network.layers.size(); ++i) {
    const LayerConfig& layer = network.layers[i];
    bool trainable = false;
    LayerRegistry::Find(layer.kind,
                        [&]<class Kind>() { trainable = Kind::kTrainable; });
    if (!trainable) {
      return refuse(
          Sentence({"training does not support the kind ",
                    kLayerNames[static_cast<std::size_t>(layer.kind)]}),
          i);
    }
    if (!layer.return_sequences) {
      return refuse("the layer gives its last output alone", i);
    }
    if (layer.learned_start) {
      return refuse("the layer has a learned initial state", i);
    }
    if ((layer.kind == LayerKind::kEmbedding ||
         layer.kind == LayerKind::kOneHot) != (i == 0)) {
      return refuse(
          "an embedding or one-hot is the first layer, and only the "
          "first",
          i);
    }
  }
  if (auto checked = CheckNetwork(network); !checked) {
    return Fail(ErrorCode::kInvalidArgument,
                std::move(checked.error().message));
  }
  // In doubles, since sizes of 32 bits overflow.
  double weights = 0;
  const auto plans = PlanNetwork(network);
  if (!plans) return std::unexpected(plans.error());
  for (const LayerPlan& plan : *plans) {
    for (const Parameter& parameter : plan.parameters) {
      double size = 1;
      for (const std::size_t extent : parameter.shape) {
        size *= static_cast<double>(extent);
      }
      weights += size;
    }
  }
  if (weights > kMaxWeights) {
    return Fail(ErrorCode::kInvalidArgument,
                Sentence({"This network is too large to be trained: it has ",
                          WholeText(static_cast<std::uint64_t>(weights)),
                          " weights, and at most ",
                          WholeText(static_cast<std::uint64_t>(kMaxWeights)),
                          " are supported."}));
  }
  return {};
}

template <typename Scalar>
TrainableNetwork<Scalar>::TrainableNetwork(const NetworkConfig& config,
                                           const DropoutRates& dropout,
                                           std::uint64_t seed,
                                           std::size_t positions)
    : config_(config),
      dropout_(dropout),
      seed_(seed),
      plans_(*PlanNetwork(config)),
      layout_(plans_),
      layers_(plans_.size()) {
  for (std::size_t i = 0; i < layers_.size(); ++i) MakeProducts(i, positions);
}

template <typename Scalar>
void TrainableNetwork<Scalar>::MakeProducts(std::size_t index,
                                            std::size_t positions) {
  const LayerPlan& plan = plans_[index];
  Layer& layer = layers_[index];
  const bool one_hot = config_.layers[0].kind == LayerKind::kOneHot;
  // The output is computed in blocks of positions: a table would not pay.
  layer.by_id = index == 1 && index + 1 < layers_.size() &&
                plan.MultipliesInput() &&
                (one_hot || (dropout_.embedding == 0 && dropout_.token == 0 &&
                             config_.vocab_size <= positions));
  if (layer.by_id) layers_[0].skipped = true;
  layer.passes_gradient = index > 1 || (index == 1 && !layer.by_id && !one_hot);
  for (const ProductPlan& product : plan.products) {
    const ProductPlace place{
        layout_.Offset(product.weight) + product.first_row * product.cols,
        product.lookup ? 0 : layout_.Offset(product.bias) + product.first_row,
        product.rows, product.cols};
    if (product.lookup) {
      layer.products.push_back(MakeLookupProduct<Scalar>(place));
    } else if (!product.of_input) {
      layer.products.push_back(
          MakeMatrixProduct<Scalar>(place, dropout_.weight > 0));
    } else if (!layer.by_id) {
      layer.products.push_back(MakeMatrixProduct<Scalar>(place, false));
    } else if (one_hot) {
      layer.products.push_back(MakeOneHotProduct<Scalar>(place));
    } else {
      layer.products.push_back(MakeTableProduct<Scalar>(
          place, layout_.Offset(plans_[0].parameters[0].name),
          config_.vocab_size));
    }
    layer.weights.products.push_back(layer.products.back().get());
  }
  for (const Parameter& parameter : plan.parameters) {
    layer.weights.offsets.push_back(layout_.Offset(parameter.name));
  }
}

template <typename Scalar>
void TrainableNetwork<Scalar>::Prepare(const Scalar* weights, bool training,
                                       std::uint32_t step, WorkerPool& pool) {
  training_ = training;
  step_ = step;
  const auto for_each_product = [&](auto use) {
    for (std::size_t i = 0; i < layers_.size(); ++i) {
      for (auto& product : layers_[i].products) use(i, *product);
    }
  };
  if (training && dropout_.weight > 0) {
    pool.Run([&](std::size_t thread) {
      for_each_product([&](std::size_t i, auto& product) {
        product.MaskWeights(weights, Site(2, i), dropout_.weight, thread,
                            pool.size());
      });
    });
  }
  std::vector<Packing<Scalar>> packings;
  for_each_product([&](std::size_t, auto& product) {
    product.Prepare(weights, training, packings);
  });
  PackAll(packings, pool);
  pool.Run([&](std::size_t thread) {
    for_each_product([&](std::size_t, auto& product) {
      product.FillTable(thread, pool.size());
    });
  });
  for (Layer& layer : layers_) {
    layer.weights.values.clear();
    for (const std::size_t offset : layer.weights.offsets) {
      layer.weights.values.push_back(weights + offset);
    }
  }
}

template <typename Scalar>
double TrainableNetwork<Scalar>::output_dropout(std::size_t layer) const {
  if (!training_) return 0;
  if (plans_[layer].state_vectors > 0) return dropout_.output;
  return config_.layers[layer].kind == LayerKind::kEmbedding
             ? dropout_.embedding
             : 0;
}

template <typename Scalar>
double TrainableNetwork<Scalar>::token_dropout(std::size_t layer) const {
  return training_ && layer == 0 ? dropout_.token : 0;
}

template <typename Scalar>
double TrainableNetwork<Scalar>::state_dropout(std::size_t layer) const {
  return training_ && plans_[layer].state_vectors > 0 ? dropout_.state : 0;
}

template class TrainableNetwork<float>;
template class TrainableNetwork<double>;

}  // namespace lukewarm::train
