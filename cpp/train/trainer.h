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

#include "base/model_config.h"
#include "base/result.h"
#include "train/corpus.h"
#include "train/train_options.h"

namespace lukewarm {

enum class TrainStatus {
  kRunning,
  kDone,          // all passes are through
  kStoppedEarly,  // `patience` passes brought nothing better
  kDiverged,      // the loss or the gradient is no longer a number
};

// What one step did.
struct TrainStep {
  std::size_t pass = 0;  // from 1
  std::size_t passes = 0;
  std::size_t step = 0;  // of the pass, from 1
  std::size_t steps_per_pass = 0;
  std::size_t tokens = 0;    // learned from in this step
  double loss = 0;           // nats per token, with dropout, of this step
  double gradient_norm = 0;  // before clipping
  double learning_rate = 0;

  struct Pass {
    double train_loss = 0;             // mean of the pass's steps
    std::optional<double> valid_loss;  // nats per token; none if nothing is
                                       // held out
    bool best = false;                 // the best so far, and kept
  };
  std::optional<Pass> pass_end;  // after the last step of a pass
};

class Trainer {
 public:
  // architecture: vocab_size is taken from the corpus.
  // Errors: kInvalidArgument, kTextTooShort (by how much, what to change).
  static Result<Trainer> Create(Corpus corpus, Architecture architecture,
                                const TrainOptions& options);
  Trainer(Trainer&&) noexcept;
  Trainer& operator=(Trainer&&) noexcept;
  ~Trainer();

  // Learns from one chunk of all streams; after the last of a pass, evaluates.
  // status() must be kRunning. Error: kInvalidArgument when training has
  // diverged; the best weights so far are kept.
  Result<TrainStep> Step();

  TrainStatus status() const;
  std::size_t steps_done() const;   // of all passes
  std::size_t steps_total() const;  // of all passes
  std::size_t steps_per_pass() const;
  std::size_t parameter_count() const;
  // The best held-out loss so far, nats per token, and its pass, from 1.
  std::optional<double> best_loss() const;
  std::size_t best_pass() const;

  // Returns the model file, f32, of the best weights so far (before the end of
  // the first pass: the present ones). `description` gives the texts (name,
  // licence ...); the rest of the config is filled in here.
  std::vector<std::uint8_t> ModelBytes(const ModelConfig& description) const;

  // Returns everything that is needed to go on: a model file of the best
  // weights with the state of the training beside them.
  std::vector<std::uint8_t> Checkpoint() const;

  // Goes on from a checkpoint of the same corpus, architecture and options; on
  // the same machine with the same number of threads every bit comes out as if
  // the run had never stopped. `patience` and `threads` may differ.
  // Errors: those of ReadModelFile(); kInvalidArgument if the checkpoint is of
  // another corpus, architecture or set of options, naming it.
  Result<void> Resume(std::span<const std::uint8_t> checkpoint);

 private:
  class Impl;
  explicit Trainer(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace lukewarm
