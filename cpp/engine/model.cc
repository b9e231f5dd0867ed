#include "engine/model.h"

#include <utility>
#include <vector>

#include "model/model_file.h"

namespace lukewarm {

Result<std::shared_ptr<const Model>> Model::Load(
    std::span<const std::uint8_t> bytes, Precision precision) {
  auto file = ReadModelFile(bytes);
  if (!file) return std::unexpected(std::move(file.error()));
  auto network = Network::Load(file->config.network, file->tensors, precision);
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
  const std::vector<int> first = read->ids.empty() ? std::vector{0} : read->ids;
  auto workspace = network->MakeWorkspace();
  auto state = network->InitialState();
  network->Feed(first, state, workspace);

  auto model = std::make_shared<Model>();
  model->initial_state_ = start.empty() ? network->InitialState() : state;
  model->first_token_state_ = std::move(state);
  model->config_ = std::move(file->config);
  model->network_ = *std::move(network);
  model->tokenizer_ = *std::move(tokenizer);
  model->file_size_ = bytes.size();
  return model;
}

}  // namespace lukewarm
