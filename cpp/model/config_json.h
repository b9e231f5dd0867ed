// The JSON under `__metadata__.lukewarm` <-> ModelConfig. The schema stands in
// model_file.h.
//
// Unknown keys are skipped where they only describe the model (at the top and
// under "evaluation") and refused where they would change what it computes
// ("layers", "context", "tokenizer", "quantization").
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/result.h"
#include "model/config.h"

namespace lukewarm {

// The one format that is read and written.
inline constexpr int kFormatVersion = 2;

// Returns the config, checked against limits.h and check_network.h; `bits` is 0
// if the JSON has none. Errors: kFileCorrupt; kFileUnsupported for another
// format, or a kind, a key or a name that is not known.
Result<ModelConfig> ParseConfig(std::string_view json);

// Returns the JSON, without values that are the default; the same config gives
// the same bytes.
std::string ConfigJson(const ModelConfig& config);

// Returns the JSON of one layer.
std::string LayerJson(const LayerConfig& layer, std::size_t vocab_size);

}  // namespace lukewarm
