#include "model/checksum.h"

#include <cstddef>

#include "base/message.h"
#include "model/crc32.h"
#include "model/number_text.h"
#include "model/safetensors.h"

namespace lukewarm {
namespace {

void UpdateText(Crc32& crc, std::string_view text) {
  crc.Update(text.data(), text.size());
  crc.Update("", 1);
}

}  // namespace

std::string Checksum(std::string_view config_json, const TensorMap& tensors) {
  Crc32 crc;
  UpdateText(crc, config_json);
  for (const auto& [name, tensor] : tensors) {
    UpdateText(crc, name);
    UpdateText(crc, DTypeName(tensor.dtype));
    std::string shape;
    for (std::size_t size : tensor.shape) {
      if (!shape.empty()) shape.push_back(',');
      shape.append(WholeText(size));
    }
    UpdateText(crc, shape);
    crc.Update(tensor.bytes.data(), tensor.bytes.size());
  }
  std::string hex;
  for (int shift = 28; shift >= 0; shift -= 4) {
    hex.push_back("0123456789abcdef"[(crc.value() >> shift) & 15u]);
  }
  return hex;
}

}  // namespace lukewarm
