#include "nn/network.h"

#include <algorithm>
#include <utility>

#include "base/call_apart.h"
#include "nn/layers.h"
#include "quant/quantize.h"

namespace lukewarm {
namespace {

// Positions that Feed() reads at once.
constexpr std::size_t kMaxChunk = 32;

std::size_t StateSize(const LayerPlan& plan) {
  return plan.state_vectors * plan.units;
}

}  // namespace

Result<Network> Network::Load(const NetworkConfig& config,
                              const TensorMap& tensors, Precision precision,
                              std::size_t table_limit) {
  Network network;
  auto plans = PlanNetwork(config);
  if (!plans) return std::unexpected(std::move(plans.error()));
  network.config_ = config;
  network.plans_ = *std::move(plans);
  network.layers_.resize(network.plans_.size());
  for (std::size_t i = 0; i < network.layers_.size(); ++i) {
    auto loaded = network.LoadLayer(i, tensors, precision, table_limit);
    if (!loaded) return std::unexpected(std::move(loaded.error()));
  }
  // A layer that gives ids their rows is run only for those who read rows.
  for (std::size_t i = 0; i < network.layers_.size(); ++i) {
    if (!network.plans_[i].sources.empty()) continue;
    network.layers_[i].skipped = true;
    for (std::size_t j = i + 1; j < network.layers_.size(); ++j) {
      if (std::ranges::count(network.plans_[j].sources, i) > 0 &&
          !network.layers_[j].by_id) {
        network.layers_[i].skipped = false;
      }
    }
  }
  const Workspace workspace = network.MakeWorkspace();
  for (std::size_t i = 0; i < network.layers_.size(); ++i) {
    const std::size_t begin = network.start_.size();
    network.start_.resize(begin + StateSize(network.plans_[i]));
    workspace.layers[i]->Start(network.layers_[i].weights,
                               network.start_.data() + begin);
  }
  return network;
}

bool Network::IsLookedUp(const NetworkConfig& config,
                         std::span<const LayerPlan> plans, std::size_t index,
                         const ProductPlan& product, std::size_t table_limit) {
  // The output reads what the state keeps.
  if (!product.of_input || index + 1 == plans.size()) return false;
  const LayerKind kind = config.layers[plans[index].sources[0]].kind;
  std::size_t rows = 0;  // of a bidirectional layer: both directions
  for (const ProductPlan& other : plans[index].products) {
    if (other.of_input) rows += other.rows;
  }
  return kind == LayerKind::kOneHot ||
         (kind == LayerKind::kEmbedding &&
          config.vocab_size <= table_limit / rows);
}

Result<void> Network::LoadLayer(std::size_t index, const TensorMap& tensors,
                                Precision precision, std::size_t table_limit) {
  const LayerPlan& plan = plans_[index];
  LoadedLayer& layer = layers_[index];
  const std::size_t source = plan.sources.empty() ? index : plan.sources[0];
  const bool one_hot = config_.layers[source].kind == LayerKind::kOneHot;
  for (const ProductPlan& product_plan : plan.products) {
    const bool by_id =
        IsLookedUp(config_, plans_, index, product_plan, table_limit);
    layer.by_id |= by_id;
    auto product = by_id && one_hot
                       ? CallApart<LoadOneHotTable>(product_plan, tensors, precision)
                       : LoadProduct(product_plan, tensors, precision);
    if (!product) return std::unexpected(std::move(product.error()));
    if (by_id && !one_hot) {
      *product = MakeTable(*layers_[source].products[0], config_.vocab_size,
                           plan.input.size, **product, product_plan.rows);
    }
    layer.weights.products.push_back(product->get());
    layer.products.push_back(*std::move(product));
  }
  for (const Parameter& parameter : plan.parameters) {
    layer.weights.values.push_back(nullptr);
    layer.weights.offsets.push_back(0);
    // Biases belong to products, which have loaded them.
    const bool of_product =
        parameter.use != Parameter::Use::kVector ||
        std::ranges::count(plan.products, parameter.name, &ProductPlan::bias);
    if (of_product) continue;
    auto vector = parameter.shape.size() == 2
                      ? LoadFloats(tensors, parameter.name, parameter.shape[0],
                                   parameter.shape[1])
                      : LoadVector(tensors, parameter.name, parameter.shape[0]);
    if (!vector) return std::unexpected(std::move(vector.error()));
    layer.vectors.push_back(*std::move(vector));
    layer.weights.values.back() = layer.vectors.back().data();
  }
  return {};
}

Network::State Network::InitialState(std::size_t streams) const {
  State state;
  state.streams = streams;
  state.values.resize(start_.size() * streams);
  state.features.resize(plans_.back().input.size * streams);
  state.recent.resize(streams);
  const float* from = start_.data();
  float* to = state.values.data();
  for (const LayerPlan& plan : plans_) {
    for (std::size_t vector = 0; vector < plan.state_vectors; ++vector) {
      for (std::size_t s = 0; s < streams; ++s) {
        to = std::copy_n(from, plan.units, to);
      }
      from += plan.units;
    }
  }
  return state;
}

Network::Workspace Network::MakeWorkspace() const {
  Workspace workspace;
  for (std::size_t i = 0; i < layers_.size(); ++i) {
    workspace.layers.push_back(
        MakeLayer<Layer<float>>(config_.layers[i], plans_[i]));
  }
  return workspace;
}

void Network::Run(const int* ids, Extent extent, float* state,
                  Workspace& workspace) const {
  for (std::size_t i = 0; i + 1 < layers_.size(); ++i) {
    const LayerPlan& plan = plans_[i];
    if (layers_[i].skipped) continue;
    workspace.inputs.clear();
    if (plan.sources.empty()) workspace.inputs.push_back({nullptr, ids, 0});
    Extent own = extent;
    for (const std::size_t source : plan.sources) {
      if (!plans_[source].sequence) own.length = 1;
      workspace.inputs.push_back(
          layers_[i].by_id ? Input<float>{nullptr, ids, 0}
                           : Input<float>{workspace.layers[source]->output(),
                                          nullptr, plans_[source].output.size});
    }
    workspace.layers[i]->Forward(layers_[i].weights, workspace.inputs, own,
                                 state, workspace.scratch);
    state += StateSize(plan) * extent.streams;
  }
}

void Network::CopyFeatures(Extent extent, const Workspace& workspace,
                           float* features) const {
  const std::size_t source = plans_.back().sources[0];
  const std::size_t last = plans_[source].sequence ? extent.length - 1 : 0;
  const std::size_t size = plans_.back().input.size * extent.streams;
  std::copy_n(workspace.layers[source]->output() + last * size, size, features);
}

void Network::Feed(std::span<const int> ids, State& state,
                   Workspace& workspace) const {
  const std::size_t window = config_.context.window;
  if (window > 0) {
    auto& recent = state.recent[0];
    recent.insert(recent.end(), ids.begin(), ids.end());
    if (recent.size() > window) {
      recent.erase(recent.begin(), recent.end() - window);
    }
    if (!ids.empty()) ReadWindow(0, state, workspace);
    return;
  }
  for (std::size_t begin = 0; begin < ids.size(); begin += kMaxChunk) {
    const Extent extent{std::min(kMaxChunk, ids.size() - begin), 1};
    Run(ids.data() + begin, extent, state.values.data(), workspace);
    CopyFeatures(extent, workspace, state.features.data());
  }
}

void Network::Step(std::span<const int> ids, State& state,
                   Workspace& workspace) const {
  if (config_.context.window > 0) {
    for (std::size_t stream = 0; stream < ids.size(); ++stream) {
      auto& recent = state.recent[stream];
      recent.push_back(ids[stream]);
      if (recent.size() > config_.context.window) recent.erase(recent.begin());
      ReadWindow(stream, state, workspace);
    }
    return;
  }
  const Extent extent{1, state.streams};
  Run(ids.data(), extent, state.values.data(), workspace);
  CopyFeatures(extent, workspace, state.features.data());
}

void Network::ReadWindow(std::size_t stream, State& state,
                         Workspace& workspace) const {
  float* features = state.features.data() + stream * plans_.back().input.size;
  const auto& padding = config_.context.padding;
  auto& ids = workspace.window;
  ids = state.recent[stream];
  if (padding && padding->masked) {
    std::erase(ids, padding->id);
    if (ids.empty()) {
      std::fill_n(features, plans_.back().input.size, 0.0F);
      return;
    }
  } else if (padding) {
    ids.insert(ids.begin(), config_.context.window - ids.size(), padding->id);
  }
  workspace.values = start_;
  const Extent extent{ids.size(), 1};
  Run(ids.data(), extent, workspace.values.data(), workspace);
  CopyFeatures(extent, workspace, features);
}

void Network::CopyStream(const State& source, std::size_t from, State& target,
                         std::size_t to) const {
  std::size_t vectors_before = 0;
  const auto copy = [&](const AlignedVector<float>& values, std::size_t size,
                        std::size_t begin, AlignedVector<float>& out) {
    std::copy_n(values.begin() + begin * source.streams + from * size, size,
                out.begin() + begin * target.streams + to * size);
  };
  for (const LayerPlan& plan : plans_) {
    for (std::size_t vector = 0; vector < plan.state_vectors; ++vector) {
      copy(source.values, plan.units, vectors_before, target.values);
      vectors_before += plan.units;
    }
  }
  copy(source.features, plans_.back().input.size, 0, target.features);
  target.recent[to] = source.recent[from];
}

void Network::Logits(const State& state, std::span<float> logits,
                     Workspace& workspace) const {
  layers_.back().weights.products[0]->Set(
      {state.features.data(), nullptr, plans_.back().input.size}, state.streams,
      logits.data(), config_.vocab_size, workspace.scratch);
}

}  // namespace lukewarm
