#include "engine/model.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "model/model_file.h"

namespace lukewarm {
namespace {

void AddSpecial(const TokenizerConfig& config, std::vector<int>& ids) {
  ids.insert(ids.end(), config.special.begin(), config.special.end());
  std::erase_if(ids, [&](int id) {
    return std::ranges::find(config.end, id) != config.end.end();
  });
  std::ranges::sort(ids);
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
}

// In rising order.
std::vector<int> NeverDrawn(const TokenizerConfig& config) {
  std::vector<int> ids;
  if (config.unknown_id >= 0) ids.push_back(config.unknown_id);
  if (!config.special.empty()) AddSpecial(config, ids);
  return ids;
}

}  // namespace

Result<std::shared_ptr<const Model>> Model::Load(
    std::span<const std::uint8_t> bytes, Precision precision) {
  auto file = ReadModelFile(bytes);
  if (!file) return std::unexpected(std::move(file.error()));
  auto network = Network::Load(file->config.network, file->tensors, precision);
  if (!network) return std::unexpected(std::move(network.error()));
  auto tokenizer = MakeTokenizer(file->config.tokenizer);
  if (!tokenizer) return std::unexpected(std::move(tokenizer.error()));

  const TokenizerConfig& config = file->config.tokenizer;
  std::vector<int> first;
  if (!config.start.empty()) {
    auto start = StartIds(config, **tokenizer);
    if (!start) return std::unexpected(std::move(start.error()));
    first = *std::move(start);
  } else if (auto read =
                 (*tokenizer)->Encode("\n", Tokenizer::Unknown::kSkip)) {
    first = std::move(read->ids);
  }
  if (first.empty()) first.push_back(0);
  auto workspace = network->MakeWorkspace();
  auto state = network->InitialState();
  network->Feed(first, state, workspace);

  auto model = std::make_shared<Model>();
  model->initial_state_ =
      config.start.empty() ? network->InitialState() : state;
  model->first_token_state_ = std::move(state);
  model->never_drawn_ = NeverDrawn(config);
  model->config_ = std::move(file->config);
  model->network_ = *std::move(network);
  model->tokenizer_ = *std::move(tokenizer);
  model->file_size_ = bytes.size();
  return model;
}

}  // namespace lukewarm
