// Trains a language model on a corpus: truncated BPTT with the state carried
// over, in steps, so that the caller can show progress, write checkpoints and
// stop whenever it likes. Touches no files and knows no terminal.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "base/result.h"
#include "model/config.h"
#include "model/model_file.h"
#include "train/corpus.h"
#include "train/train_options.h"

namespace lukewarm {

enum class TrainStatus {
  kRunning,
  kDone,          // all epochs are through
  kStoppedEarly,  // `patience` measurements brought nothing better
  kDiverged,      // the loss or the gradient is no longer a number
};

// What one step did.
struct TrainStep {
  std::size_t epoch = 0;  // from 1
  std::size_t epochs = 0;
  std::size_t step = 0;  // of the epoch, from 1
  std::size_t steps_per_epoch = 0;
  std::size_t tokens = 0;    // learned from in this step
  double loss = 0;           // nats per token, with dropout, of this step
  double gradient_norm = 0;  // before clipping
  double learning_rate = 0;

  struct Evaluation {
    double train_loss = 0;             // mean of the steps since the last one
    std::optional<double> valid_loss;  // nats per token; none if nothing is
                                       // held out
    bool best = false;                 // the best so far, and kept
    bool averaging = false;  // the mean of the weights is used from now on
  };
  std::optional<Evaluation> evaluation;  // where one was due
};

class Trainer {
 public:
  // network: vocab_size is taken from the corpus. from: the model whose weights
  // to begin with, of that network; none: random ones.
  // Errors: kInvalidArgument, kTextTooShort (by how much, what to change); of
  // the model those of LoadMatrix().
  static Result<Trainer> Create(Corpus corpus, NetworkConfig network,
                                const TrainOptions& options,
                                const ModelFile* from = nullptr);
  Trainer(Trainer&&) noexcept;
  Trainer& operator=(Trainer&&) noexcept;
  ~Trainer();

  // Learns from one chunk of the batch, and evaluates where that is due.
  // status() must be kRunning. Error: kInvalidArgument when training has
  // diverged; the best weights so far are kept.
  Result<TrainStep> Step();

  TrainStatus status() const;
  std::size_t steps_done() const;   // of all epochs
  std::size_t steps_total() const;  // of all epochs
  std::size_t steps_per_epoch() const;
  std::size_t tokens_per_step() const;
  std::size_t parameter_count() const;
  // The best held-out loss so far, nats per token; the step after which it was
  // measured, from 1, and that step's epoch. 0: not measured yet.
  std::optional<double> best_loss() const;
  std::size_t best_step() const;
  std::size_t best_epoch() const;
  const Corpus& corpus() const;

  enum class Weights { kBest, kLatest };
  // Returns the model file, f32, of the best weights so far (before the first
  // evaluation: the latest) or of the latest, averaged. `description` gives the
  // texts (name, licence ...); the rest of the config is filled in here.
  std::vector<std::uint8_t> ModelBytes(const ModelConfig& description,
                                       Weights which = Weights::kBest) const;

  // Returns everything that is needed to continue: a model file of the best
  // weights with the state of the training beside them.
  std::vector<std::uint8_t> Checkpoint() const;

  // Continues from a checkpoint of the same corpus, network and options; with
  // the same number of threads every bit comes out as if the run had never
  // stopped. `patience` and `threads` may differ. Errors: as ReadCheckpoint();
  // this trainer is then as it was.
  Result<void> Resume(std::span<const std::uint8_t> checkpoint);

 private:
  class Impl;
  explicit Trainer(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace lukewarm
