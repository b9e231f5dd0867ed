#include "engine/model.h"

#include <utility>

#include "io/model_file.h"

namespace lukewarm {

Result<std::shared_ptr<const Model>> Model::Load(
    std::span<const std::uint8_t> bytes, Precision precision) {
  auto file = ReadModelFile(bytes);
  if (!file) return std::unexpected(std::move(file.error()));
  auto network =
      LanguageModel::Load(file->config.architecture, file->tensors, precision);
  if (!network) return std::unexpected(std::move(network.error()));
  auto tokenizer = MakeTokenizer(file->config.tokenizer);
  if (!tokenizer) return std::unexpected(std::move(tokenizer.error()));

  auto model = std::make_shared<Model>();
  model->config_ = std::move(file->config);
  model->network_ = *std::move(network);
  model->tokenizer_ = *std::move(tokenizer);
  model->file_size_ = bytes.size();
  auto line_break = model->tokenizer_->Encode("\n", Tokenizer::Unknown::kSkip);
  if (line_break && !line_break->ids.empty()) {
    model->start_id_ = line_break->ids.front();
  }
  return model;
}

}  // namespace lukewarm
