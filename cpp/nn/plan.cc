#include "nn/plan.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "base/message.h"
#include "model/check_network.h"
#include "nn/layers.h"

namespace lukewarm {
namespace {

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
      return {index - 1};
  }
}

LayerPlan PlanLayer(const PlanRequest& request) {
  LayerPlan (*plan)(const PlanRequest&) = nullptr;
  LayerRegistry::Find(request.layer.kind,
                      [&]<class Kind>() { plan = Kind::Plan; });
  return plan(request);
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

void LayerPlan::AddMatrix(std::string name, std::size_t rows, std::size_t cols,
                          Parameter::Use use, double limit) {
  AddVector(std::move(name), rows, limit);
  parameters.back().use = use;
  parameters.back().shape.push_back(cols);
}

void LayerPlan::AddVector(std::string name, std::size_t size, double limit) {
  Parameter& parameter = parameters.emplace_back();
  parameter.name = std::move(name);
  parameter.shape.push_back(size);
  parameter.limit = limit;
}

ProductPlan& LayerPlan::AddProduct(std::string weight, std::string bias,
                                   std::size_t rows, Width x) {
  ProductPlan& product = products.emplace_back();
  product.weight = std::move(weight);
  product.bias = std::move(bias);
  product.total_rows = product.rows = rows;
  product.cols = x.size;
  product.bounded = x.bounded;
  return product;
}

std::string PlanRequest::Name(std::string_view name) const {
  return Sentence({prefix, name});
}

LayerPlan PlanRequest::OneProduct(std::size_t rows, bool bounded) const {
  // PyTorch's nn.Linear.
  const double limit = 1 / std::sqrt(static_cast<double>(input.size));
  LayerPlan plan;
  plan.output = {rows, bounded};
  plan.AddMatrix(Name("weight"), rows, input.size, Parameter::Use::kProduct,
                 limit);
  plan.AddVector(Name("bias"), rows, limit);
  plan.AddProduct(Name("weight"), Name("bias"), rows, input).of_input = true;
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
  LayerPlan plan;
  plan.output = {units, bounded && !request.layer.learned_start};
  plan.state_vectors = states;
  plan.units = units;
  plan.returns_sequences = request.layer.return_sequences;
  plan.AddMatrix(request.Name("weight_ih"), rows, request.input.size,
                 Parameter::Use::kProduct, limit);
  plan.AddMatrix(request.Name("weight_hh"), rows, units,
                 Parameter::Use::kProduct, limit);
  plan.AddVector(request.Name("bias_ih"), rows, limit);
  plan.AddVector(request.Name("bias_hh"), rows, limit);
  if (request.layer.learned_start) {
    plan.AddVector(request.Name("start_h"), units, limit);
    if (states == 2) plan.AddVector(request.Name("start_c"), units, limit);
  }
  plan.AddProduct(request.Name("weight_ih"), request.Name("bias_ih"), rows,
                  request.input)
      .of_input = true;
  plan.AddProduct(request.Name("weight_hh"), request.Name("bias_hh"), rows,
                  plan.output);
  return plan;
}

LayerPlan PlanBidirectional(const PlanRequest& request) {
  LayerPlan plan;
  for (const char* direction : {"forward.", "backward."}) {
    LayerPlan half = PlanLayer({request.network, request.layer.layer[0],
                                request.Name(direction), request.input});
    std::ranges::move(half.parameters, std::back_inserter(plan.parameters));
    std::ranges::move(half.products, std::back_inserter(plan.products));
    half.parameters = std::move(plan.parameters);
    half.products = std::move(plan.products);
    plan = std::move(half);
  }
  plan.output.size *= 2;
  plan.state_vectors *= 2;
  return plan;
}

Result<std::vector<LayerPlan>> PlanNetwork(const NetworkConfig& network) {
  if (auto checked = CheckNetwork(network); !checked) {
    return std::unexpected(std::move(checked.error()));
  }
  std::vector<LayerPlan> plans;
  plans.reserve(network.layers.size());
  for (std::size_t i = 0; i < network.layers.size(); ++i) {
    const LayerConfig& layer = network.layers[i];
    PlanRequest request{network, layer,
                        Sentence({"layers.", WholeText(i), "."}),
                        Width{0, true}};
    auto sources = SourcesOf(layer, i);
    bool sequence = true;
    for (const std::size_t source : sources) {
      request.input.size += plans[source].output.size;
      request.input.bounded &= plans[source].output.bounded;
      sequence = plans[source].sequence;
    }
    LayerPlan& plan = plans.emplace_back(PlanLayer(request));
    plan.sources = std::move(sources);
    plan.input = request.input;
    plan.sequence = sequence && plan.returns_sequences;
  }
  return plans;
}

}  // namespace lukewarm
