#include "model/model_file.h"

#include <array>
#include <string_view>
#include <utility>

#include "model/checksum.h"
#include "model/config_json.h"
#include "model/safetensors.h"

namespace lukewarm {
namespace {

constexpr std::string_view kConfigKey = "lukewarm";
constexpr std::string_view kChecksumKey = "checksum";

// What a file without "quantization" is stored in: every layer has this matrix.
int StoredBits(const TensorMap& tensors) {
  const auto it = tensors.find("rnn.weight_hh_l0");
  if (it == tensors.end()) return 32;
  switch (it->second.dtype) {
    case DType::kF32:
      return 32;
    case DType::kF16:
      return 16;
    case DType::kI8:
      return 8;
    case DType::kU8:
      return 4;
  }
  return 32;
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
                "\"lukewarm\", as models/make/model_file.py does.");
  }
  const std::string* checksum = contents->Metadata(kChecksumKey);
  if (checksum != nullptr && *checksum != Checksum(*json, contents->tensors)) {
    return Fail(ErrorCode::kFileCorrupt,
                "The file is damaged: its checksum does not match. Download or "
                "copy it again.");
  }
  auto config = ParseConfig(*json);
  if (!config) return std::unexpected(std::move(config.error()));
  if (config->bits == 0) config->bits = StoredBits(contents->tensors);
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
