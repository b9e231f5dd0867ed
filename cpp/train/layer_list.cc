#include "train/layer_list.h"

#include <algorithm>
#include <optional>
#include <string_view>

#include "base/message.h"
#include "model/config_names.h"
#include "model/limits.h"
#include "model/number_text.h"

namespace lukewarm {
namespace {

// Returns the part before `separator`, and removes both from `text`.
std::string_view Cut(std::string_view& text, char separator) {
  const std::size_t end = std::min(text.find(separator), text.size());
  const std::string_view part = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return part;
}

std::unexpected<Error> Misfit(std::string_view layer, std::string_view why) {
  return Fail(ErrorCode::kInvalidArgument,
              Sentence({"The layer ", Quote(layer), " ", why,
                        " Write for instance \"embedding 64, lstm 512, dense "
                        "64 activation=relu\"."}));
}

template <typename Enum, std::size_t size>
bool Choose(const std::array<std::string_view, size>& names,
            std::string_view name, Enum& value) {
  const auto found = std::ranges::find(names, name);
  if (found == names.end()) return false;
  value = static_cast<Enum>(found - names.begin());
  return true;
}

bool SetKey(std::string_view name, std::string_view value, LayerConfig& layer) {
  const auto row = std::ranges::find(kLayerKeys, name, &LayerKeyRow::name);
  if (row == kLayerKeys.end() || !IsOneOf(layer.kind, row->kinds)) return false;
  switch (static_cast<LayerKey>(row - kLayerKeys.begin())) {
    case LayerKey::kActivation:
      return Choose(kActivationNames, value, layer.activation);
    case LayerKey::kRecurrentActivation:
      return Choose(kActivationNames, value, layer.recurrent_activation);
    case LayerKey::kReset:
      return Choose(kResetNames, value, layer.reset);
    case LayerKey::kEpsilon: {
      const auto epsilon = ParseDecimal(value);
      if (epsilon) layer.epsilon = *epsilon;
      return epsilon.has_value();
    }
    default:  // nothing that can be trained has the others, but for its size
      return false;
  }
}

Result<LayerConfig> ParseLayer(std::string_view text) {
  std::string_view rest = text;
  std::vector<std::string_view> words;
  while (!rest.empty()) {
    const std::string_view word = Cut(rest, ' ');
    if (!word.empty()) words.push_back(word);
  }
  LayerKind kind{};
  if (words.empty() || !Choose(kLayerNames, words[0], kind) ||
      kind == LayerKind::kOutput) {
    return Misfit(text, "is no layer to choose. The output is added.");
  }
  LayerConfig layer = DefaultLayer(kind, 0);
  std::size_t next = 1;
  if (IsOneOf(kind, kLayerKeys[0].kinds | kLayerKeys[1].kinds)) {
    const auto size =
        words.size() > 1 ? ParseWhole(words[next++]) : std::nullopt;
    if (!size || *size == 0 || *size > kMaxWidth) {
      return Misfit(text, Sentence({"needs a size from 1 to ",
                                    WholeText(kMaxWidth), "."}));
    }
    layer.size = static_cast<std::size_t>(*size);
  }
  for (; next < words.size(); ++next) {
    std::string_view value = words[next];
    const std::string_view key = Cut(value, '=');
    if (!SetKey(key, value, layer)) {
      return Misfit(text, Sentence({"cannot have ", Quote(words[next]), "."}));
    }
  }
  return layer;
}

}  // namespace

Result<std::vector<LayerConfig>> MakeLayers(const NetworkOptions& options) {
  std::vector<LayerConfig> layers;
  if (!options.layers.empty()) {
    for (std::string_view rest = options.layers; !rest.empty();) {
      auto layer = ParseLayer(Cut(rest, ','));
      if (!layer) return std::unexpected(std::move(layer.error()));
      layers.push_back(*std::move(layer));
    }
  } else if (options.hidden.empty()) {
    return Fail(ErrorCode::kInvalidArgument,
                "hidden must have the units of at least one layer.");
  } else {
    layers.push_back({.kind = options.embedding > 0 ? LayerKind::kEmbedding
                                                    : LayerKind::kOneHot,
                      .size = options.embedding});
    for (const std::size_t units : options.hidden) {
      layers.push_back({.kind = options.cell,
                        .size = units,
                        .activation = options.activation,
                        .reset = options.reset});
    }
  }
  layers.push_back({.kind = LayerKind::kOutput});
  if (options.tied) layers.back().tied = 0;
  return layers;
}

}  // namespace lukewarm
