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
  const LayerKind kind = network.layers[static_cast<std::size_t>(*index)].kind;
  constexpr LayerKinds kVectors =
      KindBit(LayerKind::kLayerNorm) | KindBit(LayerKind::kAttentionAverage);
  if (!last.starts_with("weight") || IsOneOf(kind, kVectors)) return 0;
  const bool own_embedding =
      kind == LayerKind::kEmbedding && network.layers.back().tied != *index;
  return own_embedding ? std::max(bits, 8) : bits;
}

int StoredBits(const NetworkConfig& network, const TensorMap& tensors) {
  int widest = 0;
  for (const auto& [name, tensor] : tensors) {
    const int beside_4 = StoredBits(network, name, 4);
    if (beside_4 == 0) continue;
    const int bits = tensor.dtype == DType::kU8
                         ? 4
                         : static_cast<int>(8 * ElementSize(tensor.dtype));
    widest = std::max(widest, bits == beside_4 ? 4 : bits);
  }
  return widest > 0 ? widest : 32;
}

}  // namespace lukewarm
