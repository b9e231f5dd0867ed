// The sample model as a file of format 1.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "model/checksum.h"
#include "model/safetensors.h"
#include "model/sample_model.h"

namespace lukewarm {

using Names = std::vector<std::pair<std::string, std::string>>;  // old, new

inline const Names kNames = {{"encoder.weight", "layers.0.weight"},
                             {"rnn.weight_ih_l0", "layers.1.weight_ih"},
                             {"rnn.weight_hh_l0", "layers.1.weight_hh"},
                             {"rnn.bias_ih_l0", "layers.1.bias_ih"},
                             {"rnn.bias_hh_l0", "layers.1.bias_hh"},
                             {"decoder.weight", "layers.2.weight"},
                             {"decoder.bias", "layers.2.bias"}};

// The sample model's tensors under names of format 1.
inline TensorMap OldTensors(const TensorMap& tensors,
                            const std::string& prefix = "") {
  TensorMap old;
  for (const auto& [name, tensor] : tensors) {
    for (const auto& [before, now] : kNames) {
      if (name == now || name.starts_with(now + ".")) {
        old[prefix + before + name.substr(now.size())] = tensor;
      }
    }
  }
  return old;
}

// The sample model's config as format 1 had it.
inline std::string OldConfig(int bits,
                             const std::string& architecture =
                                 R"("cell":"gru","reset":"before",)"
                                 R"("vocab_size":4,"embedding_size":3,)"
                                 R"("hidden_sizes":[3],"tied":false)") {
  ModelConfig config = SampleConfig();
  config.bits = bits;
  std::string json = ConfigJson(config);
  const std::size_t from = json.find("\"layers\"");
  const std::size_t to = json.find("\"tokenizer\"");
  json.replace(from, to - from, "\"architecture\":{" + architecture + "},");
  return json.replace(json.find("\"format\":2"), 10, "\"format\":1");
}

inline std::vector<std::uint8_t> OldFile(const std::string& config,
                                         const TensorMap& tensors,
                                         bool checksum = true) {
  std::vector<std::pair<std::string, std::string>> metadata = {
      {"lukewarm", config}};
  if (checksum) metadata.emplace_back("checksum", Checksum(config, tensors));
  return WriteSafetensors(metadata, tensors);
}

}  // namespace lukewarm
