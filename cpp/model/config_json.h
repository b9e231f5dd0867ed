// The JSON under `__metadata__.lukewarm` <-> ModelConfig. The schema stands in
// model_file.h.
//
// Keys that nobody knows are skipped where they only describe the model (at the
// top and under "evaluation") and refused where they would change what it
// computes ("architecture", "tokenizer", "quantization").
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "model/config.h"

namespace lukewarm {

// What this version writes, and the newest that it reads.
inline constexpr int kFormatVersion = 1;

// Returns the config with every field checked against limits.h and the others;
// `bits` is 0 if the JSON does not say. Errors: kFileCorrupt; kFileUnsupported
// for a newer format or an architecture that this version does not know.
Result<ModelConfig> ParseConfig(std::string_view json);

// Returns the JSON; the same config gives the same bytes.
std::string ConfigJson(const ModelConfig& config);

}  // namespace lukewarm
