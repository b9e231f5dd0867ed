#include "nn/plan.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "base/message.h"
#include "model/limits.h"
#include "nn/layers.h"

namespace lukewarm {
namespace {

std::unexpected<Error> Misfit(std::size_t layer, std::string_view how) {
  return Fail(ErrorCode::kFileCorrupt,
              Sentence({"The model's layers do not fit together: layer ",
                        WholeText(layer), " ", how,
                        ". Correct the config, or make the file again."}));
}

std::vector<std::size_t> SourcesOf(const LayerConfig& layer,
                                   std::size_t index) {
  switch (layer.kind) {
    case LayerKind::kEmbedding:
    case LayerKind::kOneHot:
    case LayerKind::kScaledId:
      return {};
    case LayerKind::kConcatenate:
      return layer.inputs;
    default:
      return {index - 1};  // of layer 0: none such, and refused
  }
}

}  // namespace

std::size_t Parameter::size() const {
  std::size_t size = 1;
  for (const std::size_t extent : shape) size *= extent;
  return size;
}

bool LayerPlan::MultipliesInput() const {
  return std::ranges::any_of(products, &ProductPlan::of_input);
}

LayerPlan PlanRequest::OneProduct(std::size_t rows, bool bounded) const {
  // PyTorch's nn.Linear.
  const double limit = 1 / std::sqrt(static_cast<double>(input.size));
  LayerPlan plan;
  plan.output = {rows, bounded};
  plan.parameters = {
      {.name = prefix + "weight",
       .shape = {rows, input.size},
       .use = Parameter::Use::kProduct,
       .limit = limit},
      {.name = prefix + "bias", .shape = {rows}, .limit = limit}};
  plan.products = {{.weight = prefix + "weight",
                    .bias = prefix + "bias",
                    .total_rows = rows,
                    .cols = input.size,
                    .bounded = input.bounded,
                    .rows = rows,
                    .of_input = true}};
  return plan;
}

LayerPlan PlanRecurrent(const PlanRequest& request, std::size_t gates,
                        std::size_t states, bool bounded) {
  const std::size_t units = request.layer.size;
  const std::size_t rows = gates * units;
  // PyTorch's nn.RNN, nn.GRU and nn.LSTM. (Rejected: an LSTM's forget bias at
  // 1, Jozefowicz et al. 2015. A 512-unit model of Tiny Shakespeare then ends,
  // after 16 epochs, at 1.5136 nats held out against 1.4633.)
  const double limit = 1 / std::sqrt(static_cast<double>(units));
  const bool starts_at_zero = !request.layer.learned_start;
  LayerPlan plan;
  plan.output = {units, bounded && starts_at_zero};
  plan.state_vectors = states;
  plan.units = units;
  plan.returns_sequences = request.layer.return_sequences;
  const auto add = [&](std::string_view name, std::vector<std::size_t> shape) {
    plan.parameters.push_back({.name = request.prefix + std::string(name),
                               .use = shape.size() == 2
                                          ? Parameter::Use::kProduct
                                          : Parameter::Use::kVector,
                               .limit = limit});
    plan.parameters.back().shape = std::move(shape);
    return plan.parameters.back().name;
  };
  ProductPlan of_input{.weight = add("weight_ih", {rows, request.input.size}),
                       .total_rows = rows,
                       .cols = request.input.size,
                       .bounded = request.input.bounded,
                       .rows = rows,
                       .of_input = true};
  ProductPlan of_state{.weight = add("weight_hh", {rows, units}),
                       .total_rows = rows,
                       .cols = units,
                       .bounded = plan.output.bounded,
                       .rows = rows};
  of_input.bias = add("bias_ih", {rows});
  of_state.bias = add("bias_hh", {rows});
  plan.products = {std::move(of_input), std::move(of_state)};
  if (!starts_at_zero) {
    add("start_h", {units});
    if (states == 2) add("start_c", {units});
  }
  return plan;
}

LayerPlan PlanBidirectional(const PlanRequest& request) {
  LayerPlan plan;
  for (const char* direction : {"forward.", "backward."}) {
    const PlanRequest one{request.network, request.layer.layer[0],
                          request.prefix + direction, request.input};
    LayerRegistry::Find(one.layer.kind, [&]<class Kind>() {
      LayerPlan half = Kind::Plan(one);
      std::ranges::move(half.parameters, std::back_inserter(plan.parameters));
      std::ranges::move(half.products, std::back_inserter(plan.products));
      plan.output = {2 * half.output.size, half.output.bounded};
      plan.state_vectors = 2 * half.state_vectors;
      plan.units = half.units;
      plan.returns_sequences = half.returns_sequences;
    });
  }
  return plan;
}

Result<std::vector<LayerPlan>> PlanNetwork(const NetworkConfig& network) {
  std::vector<LayerPlan> plans;
  for (std::size_t i = 0; i < network.layers.size(); ++i) {
    const LayerConfig& layer = network.layers[i];
    const auto sources = SourcesOf(layer, i);
    PlanRequest request{network, layer,
                        Sentence({"layers.", WholeText(i), "."}),
                        Width{0, true}};
    bool sequence = true;
    for (const std::size_t source : sources) {
      if (source >= i) return Misfit(i, "reads a layer that is not before it");
      request.input.size += plans[source].output.size;
      request.input.bounded &= plans[source].output.bounded;
      if (source != sources[0] && plans[source].sequence != sequence) {
        return Misfit(i, "reads a sequence beside a single position");
      }
      sequence = plans[source].sequence;
    }
    if (request.input.size > kMaxWidth) return Misfit(i, "reads too much");
    if (layer.tied) {
      const std::size_t embedding = *layer.tied;
      if (embedding >= i ||
          network.layers[embedding].kind != LayerKind::kEmbedding) {
        return Misfit(i, "is tied to a layer that is no embedding");
      }
      if (plans[embedding].output.size != request.input.size) {
        return Misfit(i, "reads another width than its tied embedding has");
      }
    }
    LayerPlan plan;
    LayerRegistry::Find(layer.kind,
                        [&]<class Kind>() { plan = Kind::Plan(request); });
    plan.sources = sources;
    plan.input = request.input;
    plan.sequence = sequence && plan.returns_sequences;
    plans.push_back(std::move(plan));
  }
  if (plans.empty() || network.layers.back().kind != LayerKind::kOutput) {
    return Misfit(plans.size(), "is missing: the last is an output");
  }
  return plans;
}

}  // namespace lukewarm
