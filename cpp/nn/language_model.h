// The stacked language model: token -> input layer -> recurrent layers ->
// decoder -> logits. Immutable once loaded; all that changes is in a State, so
// that a text can be forked by copying one.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "base/result.h"
#include "model/config.h"
#include "model/tensor.h"
#include "nn/input_layer.h"
#include "nn/linear.h"
#include "nn/recurrent_layer.h"

namespace lukewarm {

class LanguageModel {
 public:
  using State = std::vector<LayerState>;  // one per layer

  // Room for what a step computes; one per thread. After Feed() every layer's
  // gates can be read in it.
  struct Workspace {
    std::vector<RecurrentLayer::Workspace> layers;
    Activation embedding;
    AlignedVector<float> input;
  };

  LanguageModel() = default;

  // Errors: as LoadMatrix(): a tensor is missing or does not fit.
  static Result<LanguageModel> Load(const Architecture& architecture,
                                    const TensorMap& tensors,
                                    Precision precision = Precision::kInt8);

  const Architecture& architecture() const { return architecture_; }
  Precision precision() const { return precision_; }

  // Returns the state before any token.
  State InitialState() const;
  Workspace MakeWorkspace() const;

  // Advances `state` by `token`, in [0, vocab_size).
  void Feed(int token, State& state, Workspace& workspace) const;

  // Sets the logits of the token that follows. logits: [vocab_size]
  void Logits(const State& state, std::span<float> logits,
              Workspace& workspace) const;

 private:
  Architecture architecture_;
  Precision precision_ = Precision::kInt8;
  InputLayer input_;
  std::vector<Linear> between_;         // W_ih of layers 1, 2, ...
  std::vector<RecurrentLayer> layers_;  // U of layers 0, 1, ...
  Linear decoder_;
};

}  // namespace lukewarm
