#include "model/model_file.h"

#include <array>
#include <string_view>
#include <utility>

#include "base/message.h"
#include "model/checksum.h"
#include "model/config_json.h"
#include "model/safetensors.h"
#include "model/stored_bits.h"

namespace lukewarm {
Result<Safetensors> ReadContents(std::span<const std::uint8_t> bytes) {
  auto contents = ReadSafetensors(bytes);
  if (!contents) return contents;
  const std::string* json = contents->Metadata(kConfigKey);
  if (json == nullptr) {
    return Fail(ErrorCode::kFileUnsupported,
                "This is a plain safetensors file without a Lukewarm config. "
                "Save it again with the model's config as the metadata entry "
                "\"lukewarm\", as models/make/model_file.py does.");
  }
  const std::string* checksum = contents->Metadata(kChecksumKey);
  if (checksum != nullptr && *checksum != Checksum(*json, contents->tensors)) {
    return Fail(ErrorCode::kFileCorrupt,
                "The file is damaged: its checksum does not match. Download or "
                "copy it again.");
  }
  return contents;
}

Result<ModelFile> ReadModelFile(std::span<const std::uint8_t> bytes) {
  auto contents = ReadContents(bytes);
  if (!contents) return std::unexpected(std::move(contents.error()));
  auto config = ParseConfig(*contents->Metadata(kConfigKey));
  if (!config) return std::unexpected(std::move(config.error()));
  const int bits = StoredBits(config->network, contents->tensors);
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
