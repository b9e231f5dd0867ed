// A Trainer as JavaScript drives it: settings by name, results as columns of
// numbers and as bytes.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/config.h"
#include "train/corpus.h"
#include "train/train_options.h"
#include "train/trainer.h"

namespace lukewarm {

struct TrainSettings {
  TrainSettings();  // the command line's defaults, but one thread

  // Sets one by the name that web/engine/trainer.js has for it; choices are
  // numbers, in the order in which their enum lists them. "layer" adds one.
  // Returns whether there is such a setting.
  bool Set(std::string_view name, double value);

  CorpusOptions corpus;
  Architecture architecture;
  TrainOptions options;
};

class WebTrainer {
 public:
  using Bytes = std::span<const std::uint8_t>;

  // text: UTF-8 in normal form C. model: to begin with, or empty. checkpoint:
  // to go on from, or empty. Errors: those of MakeCorpus(), ReadModelFile(),
  // Trainer::Create() and Trainer::Resume().
  static Result<WebTrainer> Create(std::string_view text,
                                   TrainSettings settings, Bytes model,
                                   Bytes checkpoint);

  // Errors: as Trainer::Step().
  Result<void> Step();

  // What training is, and where it stands after the last step; in the order in
  // which web/engine/trainer.js names them.
  std::span<const double> Facts();
  // From, to, from, to, ..., joined by U+0001.
  const std::string& replacements() const { return replacements_; }

  // The model file in 32, 8 or 4 bits. Errors: as QuantizeModelFile().
  Result<std::vector<std::uint8_t>> ModelBytes(const ModelConfig& description,
                                               bool latest, int bits) const;
  std::vector<std::uint8_t> Checkpoint() const { return trainer_.Checkpoint(); }

 private:
  explicit WebTrainer(Trainer trainer);

  Trainer trainer_;
  TrainStep last_;
  std::vector<double> facts_;
  std::string replacements_;
};

}  // namespace lukewarm
