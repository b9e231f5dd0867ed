#include "engine/model.h"

#include <utility>

#include "model/model_file.h"

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

  const std::string& start = file->config.tokenizer.start;
  const auto read =
      (*tokenizer)
          ->Encode(start.empty() ? "\n" : start, Tokenizer::Unknown::kSkip);
  if (!read || (!start.empty() && !read->replacements.empty())) {
    return Fail(ErrorCode::kFileCorrupt,
                "The tokenizer's start is not in its vocab.");
  }
  auto workspace = network->MakeWorkspace();
  auto opening = network->InitialState();
  if (read->ids.empty()) network->Feed(0, opening, workspace);
  for (const int id : read->ids) network->Feed(id, opening, workspace);

  auto model = std::make_shared<Model>();
  model->beginning_ = start.empty() ? network->InitialState() : opening;
  model->opening_ = std::move(opening);
  model->config_ = std::move(file->config);
  model->network_ = *std::move(network);
  model->tokenizer_ = *std::move(tokenizer);
  model->file_size_ = bytes.size();
  return model;
}

}  // namespace lukewarm
