#include "model/model_file.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "base/message.h"
#include "model/checksum.h"
#include "model/config_json.h"
#include "model/safetensors.h"
#include "model/stored_bits.h"

namespace lukewarm {
namespace {

constexpr std::string_view kConfigKey = "lukewarm";
constexpr std::string_view kChecksumKey = "checksum";

// Returns the bits of the widest weight matrix, 0 if there is none. An
// embedding of its own at 8 bits counts as 4, since it stands beside those.
int WidestBits(const NetworkConfig& network, const TensorMap& tensors) {
  int widest = 0;
  for (const auto& [name, tensor] : tensors) {
    const int beside_4 = StoredBits(network, name, 4);
    if (beside_4 == 0) continue;
    const int bits = tensor.dtype == DType::kU8
                         ? 4
                         : static_cast<int>(8 * ElementSize(tensor.dtype));
    widest = std::max(widest, bits == beside_4 ? 4 : bits);
  }
  return widest;
}

}  // namespace

Result<ModelFile> ReadModelFile(std::span<const std::uint8_t> bytes) {
  auto contents = ReadSafetensors(bytes);
  if (!contents) return std::unexpected(std::move(contents.error()));
  const std::string* json = contents->Metadata(kConfigKey);
  if (json == nullptr) {
    return Fail(ErrorCode::kFileUnsupported,
                "This is a plain safetensors file without a Lukewarm config. "
                "Save it again with the model's config as the metadata entry "
                "\"lukewarm\", as README describes.");
  }
  const std::string* checksum = contents->Metadata(kChecksumKey);
  if (checksum != nullptr && *checksum != Checksum(*json, contents->tensors)) {
    return Fail(ErrorCode::kFileCorrupt,
                "The file is damaged: its checksum does not match. Download or "
                "copy it again.");
  }
  auto config = ParseConfig(*json);
  if (!config) return std::unexpected(std::move(config.error()));
  int bits = WidestBits(config->network, contents->tensors);
  if (bits == 0) bits = 32;
  if (config->bits == 0) config->bits = bits;
  if (config->bits != bits) {
    return Fail(ErrorCode::kFileCorrupt,
                Sentence({"The file is damaged: its config says ",
                          WholeText(static_cast<std::uint64_t>(config->bits)),
                          " bits, and its weights have ",
                          WholeText(static_cast<std::uint64_t>(bits)),
                          ". Download or make it again."}));
  }
  return ModelFile{.config = std::move(*config),
                   .tensors = std::move(contents->tensors)};
}

std::vector<std::uint8_t> WriteModelFile(const ModelConfig& config,
                                         const TensorMap& tensors) {
  std::string json = ConfigJson(config);
  std::string checksum = Checksum(json, tensors);
  const std::array<std::pair<std::string, std::string>, 2> metadata = {
      std::pair{std::string(kChecksumKey), std::move(checksum)},
      std::pair{std::string(kConfigKey), std::move(json)}};
  return WriteSafetensors(metadata, tensors);
}

}  // namespace lukewarm
