#include "nn/language_model.h"

#include <string>
#include <utility>

#include "base/message.h"

namespace lukewarm {

Result<LanguageModel> LanguageModel::Load(const Architecture& architecture,
                                          const TensorMap& tensors,
                                          Precision precision) {
  LanguageModel model;
  model.architecture_ = architecture;
  model.precision_ = precision;
  auto input = InputLayer::Load(architecture, tensors, precision);
  if (!input) return std::unexpected(std::move(input.error()));
  model.input_ = *std::move(input);
  for (std::size_t i = 0; i < architecture.hidden_sizes.size(); ++i) {
    if (i > 0) {
      const std::string layer = WholeText(i);
      auto between =
          Linear::Load(tensors, Sentence({"rnn.weight_ih_l", layer}),
                       Sentence({"rnn.bias_ih_l", layer}),
                       architecture.Gates() * architecture.hidden_sizes[i],
                       architecture.InputSize(i), precision);
      if (!between) return std::unexpected(std::move(between.error()));
      model.between_.push_back(*std::move(between));
    }
    auto layer = RecurrentLayer::Load(architecture, i, tensors, precision);
    if (!layer) return std::unexpected(std::move(layer.error()));
    model.layers_.push_back(*std::move(layer));
  }
  auto decoder = Linear::Load(
      tensors, architecture.tied ? "encoder.weight" : "decoder.weight",
      "decoder.bias", architecture.vocab_size, architecture.hidden_sizes.back(),
      precision);
  if (!decoder) return std::unexpected(std::move(decoder.error()));
  model.decoder_ = *std::move(decoder);
  return model;
}

LanguageModel::State LanguageModel::InitialState() const {
  State state;
  for (const auto& layer : layers_) state.push_back(layer.InitialState());
  return state;
}

LanguageModel::Workspace LanguageModel::MakeWorkspace() const {
  Workspace workspace;
  workspace.layers.resize(layers_.size());
  workspace.embedding = Activation(architecture_.embedding_size);
  return workspace;
}

void LanguageModel::Feed(int token, State& state, Workspace& workspace) const {
  for (std::size_t i = 0; i < layers_.size(); ++i) {
    auto& layer = workspace.layers[i];
    const Linear* between = i > 0 ? &between_[i - 1] : nullptr;
    workspace.input.resize(between ? between->rows() : input_.rows());
    if (between) {
      between->Apply(state[i - 1].h, workspace.input, layer.sums);
    } else {
      input_.Apply(static_cast<std::size_t>(token), workspace.input,
                   workspace.embedding, layer.sums);
    }
    layers_[i].Step(workspace.input, state[i], layer);
  }
}

void LanguageModel::Logits(const State& state, std::span<float> logits,
                           Workspace& workspace) const {
  decoder_.Apply(state.back().h, logits, workspace.layers.back().sums);
}

}  // namespace lukewarm
