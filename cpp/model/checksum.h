// The checksum over the content of a model file; the order of the tensors and
// the header's spacing do not change it.
#pragma once

#include <string>
#include <string_view>

#include "model/tensor.h"

namespace lukewarm {

// Returns eight lower-case hex digits: the CRC-32 of the config's JSON and a
// zero byte, then for each tensor in name order its name, dtype and sizes,
// joined by commas, each with a zero byte after it
// ("rnn.bias_hh_l0\0F32\0256\0"), and its bytes.
std::string Checksum(std::string_view config_json, const TensorMap& tensors);

}  // namespace lukewarm
