// The layers of a network that is to be trained, from what a person writes: a
// list of layers, or the few options that suit most models.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "base/result.h"
#include "model/config.h"

namespace lukewarm {

struct NetworkOptions {
  // Layers separated by commas, each a kind, its size if it has one, and
  // values of the model file's keys: "embedding 64, lstm 512, layer-norm,
  // dense 64 activation=relu". Empty: what the next five say.
  std::string layers = {};
  std::size_t embedding = 64;               // 0: one-hot
  LayerKind cell = LayerKind::kLstm;        // or kGru, kRnn
  std::vector<std::size_t> hidden = {512};  // units of each recurrent layer
  Activation activation = Activation::kTanh;
  GruReset reset = GruReset::kAfter;
  bool tied = false;  // the output uses the embedding's table
};

// Returns the layers, the output added. Errors: kInvalidArgument for a kind, a
// key or a value that is not known. What fits together, CheckTrainOptions()
// knows.
Result<std::vector<LayerConfig>> MakeLayers(const NetworkOptions& options);

}  // namespace lukewarm
