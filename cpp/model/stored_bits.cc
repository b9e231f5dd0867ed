#include "model/stored_bits.h"

#include <algorithm>

#include "model/config_names.h"
#include "model/number_text.h"

namespace lukewarm {

int StoredBits(const NetworkConfig& network, std::string_view name, int bits) {
  constexpr std::string_view kPrefix = "layers.";
  if (!name.starts_with(kPrefix)) return 0;
  name.remove_prefix(kPrefix.size());
  const auto index = ParseWhole(name.substr(0, name.find('.')));
  if (!index || *index >= network.layers.size()) return 0;
  const std::string_view last = name.substr(name.rfind('.') + 1);
  const LayerKind kind = network.layers[*index].kind;
  constexpr LayerKinds kVectors =
      KindBit(LayerKind::kLayerNorm) | KindBit(LayerKind::kAttentionAverage);
  if (!last.starts_with("weight") || IsOneOf(kind, kVectors)) return 0;
  const bool own_embedding =
      kind == LayerKind::kEmbedding && network.layers.back().tied != *index;
  return own_embedding ? std::max(bits, 8) : bits;
}

}  // namespace lukewarm
