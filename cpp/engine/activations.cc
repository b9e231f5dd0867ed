#include "engine/activations.h"

#include <algorithm>
#include <bit>
#include <string>
#include <utility>

#include "base/message.h"

namespace lukewarm {
namespace {

unsigned Count(unsigned parts) {
  return static_cast<unsigned>(std::popcount(parts));
}

// Calls use(part, values) for each of `parts`, in the order of their bits.
template <typename Use>
void ForEachPart(const RecurrentView& view, unsigned parts, Use use) {
  const auto read = [&](unsigned part, const float* values) {
    if ((parts & part) != 0) use(values);
  };
  read(kHiddenPart, view.hidden);
  read(kCellPart, view.cell);
  for (std::size_t gate = 0; gate < view.gates; ++gate) {
    read(kFirstGatePart << gate, view.gate_values + gate * view.units);
  }
}

}  // namespace

unsigned PartsOf(const LayerConfig& layer) {
  switch (layer.kind) {
    case LayerKind::kRnn:
      return kHiddenPart;
    case LayerKind::kGru:
      return kHiddenPart | 7 * kFirstGatePart;
    case LayerKind::kLstm:
      return kHiddenPart | kCellPart | 15 * kFirstGatePart;
    default:
      return 0;
  }
}

std::vector<std::size_t> RecurrentLayers(const NetworkConfig& network) {
  std::vector<std::size_t> layers;
  for (std::size_t i = 0; i < network.layers.size(); ++i) {
    if (PartsOf(network.layers[i]) != 0) layers.push_back(i);
  }
  return layers;
}

Result<ActivationReader> ActivationReader::Create(const Model& model,
                                                  std::string_view text,
                                                  int layer, unsigned parts) {
  auto encoding = model.tokenizer().Encode(text, Tokenizer::Reading::kPrompt);
  if (!encoding) return std::unexpected(std::move(encoding.error()));
  const Network& network = model.network();
  const auto& configs = network.config().layers;
  std::vector<std::size_t> layers = RecurrentLayers(network.config());
  if (layer >= static_cast<int>(layers.size())) {
    return Fail(ErrorCode::kInvalidArgument,
                Sentence({"The layer must be below ", WholeText(layers.size()),
                          ", the number of recurrent layers."}));
  }
  if (layer >= 0) layers = {layers[static_cast<std::size_t>(layer)]};

  std::size_t each = 0;  // numbers per token
  for (const std::size_t i : layers) {
    each += configs[i].size * Count(parts & PartsOf(configs[i]));
  }
  const std::size_t tokens = encoding->ids.size();
  if (each > 0 && tokens > kMaxActivations / each) {
    return Fail(ErrorCode::kInvalidArgument,
                Sentence({"That is too much to read at once: at most ",
                          WholeText(kMaxActivations / each),
                          " tokens of what was asked for. Take a shorter text, "
                          "or fewer layers or parts."}));
  }

  return ActivationReader(network, *std::move(encoding), std::move(layers),
                          parts, each, model.initial_state());
}

ActivationReader::ActivationReader(const Network& network, Encoding encoding,
                                   std::vector<std::size_t> layers,
                                   unsigned parts, std::size_t each,
                                   Network::State state)
    : network_(&network),
      encoding_(std::move(encoding)),
      layers_(std::move(layers)),
      parts_(parts),
      values_(encoding_.ids.size() * each),
      state_(std::move(state)),
      workspace_(network.MakeWorkspace()) {}

std::size_t ActivationReader::Next(std::size_t count) {
  const std::size_t tokens = encoding_.ids.size();
  for (; count > 0 && token_ < tokens; --count, ++token_) {
    network_->Feed({&encoding_.ids[token_], 1}, state_, workspace_);
    float* block = values_.data();
    for (const std::size_t i : layers_) {
      const RecurrentView view = workspace_.layers[i]->View();
      const unsigned parts = parts_ & PartsOf(network_->config().layers[i]);
      ForEachPart(view, parts, [&](const float* from) {
        std::copy_n(from, view.units, block + token_ * view.units);
        block += tokens * view.units;
      });
    }
  }
  return tokens - token_;
}

}  // namespace lukewarm
