#include "train/train_options.h"

#include <string>

#include "base/message.h"
#include "train/trainable_network.h"

namespace lukewarm {
namespace {

using Options = TrainOptions;

constexpr double kMaxSteps = 1e9;

// What only the command line shows is not in a page's module.
constexpr std::string_view Help([[maybe_unused]] std::string_view text) {
#ifdef __EMSCRIPTEN__
  return {};
#else
  return text;
#endif
}

constexpr TrainOptionRow kRows[] = {
    {"epochs", "The number of epochs", Help("times that the text is read"),
     &Options::epochs, 1, 1e6},
    {"batch-size", "The batch size",
     Help("parts of the text that are read in parallel"), &Options::batch_size,
     1, 4096},
    {"bptt", "The BPTT length", Help("tokens of a BPTT chunk"),
     &Options::bptt_length, 1, 16384},
    {"dropout", "The dropout", Help("of the output of each recurrent layer"),
     &Options::dropout, 0, 1, false, true},
    {"embedding-dropout", "The embedding dropout", Help("of the embedding"),
     &Options::embedding_dropout, 0, 1, false, true},
    {"token-dropout", "The token dropout",
     Help("of whole rows of the embedding; one mask for a chunk"),
     &Options::token_dropout, 0, 1, false, true},
    {"state-dropout", "The state dropout",
     Help("of the hidden state; one mask for a chunk"), &Options::state_dropout,
     0, 1, false, true},
    {"weight-dropout", "The weight dropout",
     Help("of the hidden-to-hidden weights"), &Options::weight_dropout, 0, 1,
     false, true},
    {"state-reset-probability", "The state reset probability",
     Help("chance that a sequence starts a chunk from the initial state"),
     &Options::state_reset_probability, 0, 1, false, true},
    {"lr", "The learning rate", Help("learning rate"), &Options::learning_rate,
     0, 100, true},
    {"warmup", "The number of warm-up steps",
     Help("steps in which the learning rate rises"), &Options::warmup_steps, 0,
     kMaxSteps},
    {"plateau-factor", "The plateau factor",
     Help("by which --decay plateau divides the learning rate"),
     &Options::plateau_factor, 1, 1e6, true},
    {"beta1", "Adam's beta1", Help("decay of Adam's mean gradient, per step"),
     &Options::beta1, 0, 1, false, true},
    {"beta2", "Adam's beta2",
     Help("decay of Adam's mean squared gradient, per step"), &Options::beta2,
     0, 1, false, true},
    {"weight-decay", "The weight decay", Help("of the matrices"),
     &Options::weight_decay, 0, 10},
    {"max-grad-norm", "The maximum gradient norm",
     Help("largest norm of the gradient; 0: no limit"), &Options::max_grad_norm,
     0, 1e9},
    {"ema-decay", "The EMA decay",
     Help("of the exponential average of the weights, per step; 0: no average"),
     &Options::ema_decay, 0, 1, false, true},
    {"average-patience", "The average patience",
     Help("measurements without improvement, then the mean of the weights is "
          "used "
          "(NT-ASGD); 0: never"),
     &Options::average_patience, 0, 1000},
    {"weight-bits", "The number of bits of the weights",
     Help("train for weights stored in 8 or 4 bits; 32: as they are"),
     &Options::weight_bits, 4, 32},
    {"evaluate-every", "The number of steps between measurements",
     Help("steps between measurements on the held-out text; 0: an epoch"),
     &Options::evaluate_every, 0, kMaxSteps},
    {"patience", "The patience",
     Help("stop after so many measurements without a better loss; 0: never"),
     &Options::patience, 0, kMaxSteps, false, false, true},
    {"threads", "The number of threads",
     Help("the same number gives the same weights on every machine"),
     &Options::threads, 1, 256, false, false, true},
};

std::string BoundText(double bound) {
  return WholeText(static_cast<std::uint64_t>(bound));
}

std::unexpected<Error> OutOfRange(const TrainOptionRow& row) {
  const bool whole = row.field.index() == 0;
  return Fail(
      ErrorCode::kInvalidArgument,
      Sentence({row.label, " must be ", whole ? "a whole number " : "",
                row.excludes_lowest ? "above " : "from ", BoundText(row.lowest),
                row.excludes_highest ? " to below " : " to ",
                BoundText(row.highest), "."}));
}

bool IsInRange(const TrainOptionRow& row, double value) {
  return (row.excludes_lowest ? value > row.lowest : value >= row.lowest) &&
         (row.excludes_highest ? value < row.highest : value <= row.highest);
}

double ValueOf(const TrainOptionRow& row, const TrainOptions& options) {
  return std::visit(
      [&](auto field) { return static_cast<double>(options.*field); },
      row.field);
}

}  // namespace

std::span<const TrainOptionRow> TrainOptionTable() { return kRows; }

Result<void> CheckTrainOptions(const TrainOptions& options,
                               const NetworkConfig& network) {
  if (auto checked = train::CheckTrainable(network); !checked) return checked;
  for (const TrainOptionRow& row : kRows) {
    if (!IsInRange(row, ValueOf(row, options))) return OutOfRange(row);
  }
  if (options.weight_bits != 32 && options.weight_bits != 8 &&
      options.weight_bits != 4) {
    return Fail(ErrorCode::kInvalidArgument,
                "The number of bits of the weights must be 32, 8 or 4.");
  }
  if ((options.embedding_dropout > 0 || options.token_dropout > 0) &&
      network.layers[0].kind != LayerKind::kEmbedding) {
    return Fail(ErrorCode::kInvalidArgument,
                "Embedding dropout and token dropout need an embedding: set an "
                "embedding size or leave them at 0.");
  }
  return {};
}

}  // namespace lukewarm
