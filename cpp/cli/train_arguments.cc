#include "cli/train_arguments.h"

#include <limits>

#include "cli/options.h"

namespace lukewarm {
namespace {

using Count = NumberRange<std::size_t>;
using Real = NumberRange<double>;

constexpr Real kRate{0, 1, false, true};
constexpr Count kSteps{0, kMostTokens};

void AddFileOptions(CLI::App& command, TrainArguments& arguments) {
  command.add_option("TEXTFILE", arguments.text, "text; - is standard input")
      ->required();
  command
      .add_option("-o,--output", arguments.output,
                  "model file to write, 32-bit floats; OUTPUT.checkpoint holds "
                  "the state of the training")
      ->required();
  command.add_flag("--resume", arguments.resume,
                   "continue from OUTPUT.checkpoint if it exists");
  command.add_option("--from", arguments.from,
                     "model to start from; its architecture and tokenizer "
                     "replace those options");
  command.add_option("--validation", arguments.validation_text,
                     "text to measure the loss on");
  AddNumber(command, "--validation-fraction",
            arguments.corpus.validation_fraction, Real{0, 1, false, true},
            "without --validation: part held out at the end of the text; 0: "
            "none");
}

void AddModelOptions(CLI::App& command, TrainArguments& arguments) {
  Architecture& architecture = arguments.architecture;
  architecture.embedding_size = 64;
  AddChoice<CellKind>(command, "--cell", architecture.cell,
                      {{"lstm", CellKind::kLstm},
                       {"gru", CellKind::kGru},
                       {"rnn", CellKind::kRnn}},
                      "recurrent cell");
  AddChoice<RnnActivation>(
      command, "--activation", architecture.activation,
      {{"tanh", RnnActivation::kTanh}, {"relu", RnnActivation::kRelu}},
      "activation of --cell rnn");
  AddChoice<GruReset>(
      command, "--reset", architecture.reset,
      {{"after", GruReset::kAfter}, {"before", GruReset::kBefore}},
      "reset gate of --cell gru, after or before the matrix product");
  AddNumber(command, "--layers", arguments.layers, Count{1, 16},
            "number of layers");
  AddNumbers(command, "--hidden", arguments.hidden, Count{1, 16384},
             "units of every layer, or of each: 512,192");
  AddNumber(command, "--embedding", architecture.embedding_size,
            Count{0, 16384}, "size of the embedding; 0: one-hot");
  command.add_flag("--tied", architecture.tied,
                   "the output uses the embedding's weights");
  AddChoice<TokenizerKind>(command, "--tokenizer", arguments.corpus.vocab.kind,
                           {{"char", TokenizerKind::kChar},
                            {"byte", TokenizerKind::kByte},
                            {"word", TokenizerKind::kWord}},
                           "what a token is");
  AddNumber(command, "--vocab", arguments.corpus.vocab.max_size,
            Count{0, 1'000'000}, "keep the most frequent tokens; 0: all");
  AddNumber(command, "--min-count", arguments.corpus.vocab.min_count, kSteps,
            "tokens that occur less often are unknown");
  command.add_option("--start", arguments.corpus.start,
                     "text that the model reads before every text it "
                     "generates; default: that of --from, or none");
}

void AddLearningOptions(CLI::App& command, TrainArguments& arguments) {
  TrainOptions& options = arguments.options;
  AddNumber(command, "--passes", options.passes, Count{1, 1'000'000},
            "passes through the text");
  AddNumber(command, "--streams", options.streams, Count{1, 4096},
            "parts of the text that are read in parallel");
  AddNumber(command, "--length", options.length, Count{1, 16384},
            "tokens per BPTT chunk");
  AddNumber(command, "--dropout", options.dropout, kRate,
            "of the output of each layer");
  AddNumber(command, "--embedding-dropout", options.embedding_dropout, kRate,
            "of the embedding");
  AddNumber(command, "--recurrent-dropout", options.recurrent_dropout, kRate,
            "of the hidden-to-hidden weights");
  AddNumber(command, "--state-resets", options.state_resets, kRate,
            "probability that a stream starts a chunk from the initial state");
  AddChoice<OptimizerKind>(
      command, "--optimizer", options.optimizer,
      {{"adam", OptimizerKind::kAdam}, {"adamw", OptimizerKind::kAdamW}},
      "optimizer");
  AddNumber(command, "--lr", options.learning_rate, Real{0, 10, true},
            "learning rate");
  AddNumber(command, "--warmup", options.warmup_steps, kSteps,
            "steps in which the learning rate rises from 0");
  AddChoice<LearningRateDecay>(command, "--decay", options.decay,
                               {{"cosine", LearningRateDecay::kCosine},
                                {"linear", LearningRateDecay::kLinear},
                                {"constant", LearningRateDecay::kConstant}},
                               "how the learning rate falls");
  AddNumber(command, "--weight-decay", options.weight_decay, Real{0, 10},
            "of the matrices");
  AddNumber(command, "--clip", options.clip, Real{0, 1e9},
            "largest norm of the gradient; 0: no limit");
  AddNumber(command, "--average", options.average, kRate,
            "exponential average of the weights, per step; 0: none");
  AddChoice<int>(command, "--weight-bits", options.weight_bits,
                 {{"32", 32}, {"8", 8}, {"4", 4}},
                 "train with weights rounded to so many bits; 32: as they are");
  AddNumber(command, "--evaluate-every", options.evaluate_every, kSteps,
            "steps between measurements on the held-out text; 0: a pass");
  AddNumber(command, "--patience", options.patience, kSteps,
            "stop after so many measurements without a better loss; 0: never");
  AddNumber(
      command, "--seed", options.seed,
      NumberRange<std::uint64_t>{0, std::numeric_limits<std::uint64_t>::max()},
      "of weights, offsets and dropout");
  AddNumber(command, "--threads", options.threads, Count{1, 256},
            "number of threads; the same number gives the same weights on "
            "every machine");
}

void AddDescriptionOptions(CLI::App& command, ModelConfig& description) {
  command.add_option("--name", description.name, "name of the model");
  command.add_option("--license", description.license,
                     "license of the weights");
  command.add_option("--data", description.training_data,
                     "description of the training text");
  command.add_option("--recipe", description.recipe,
                     "the command that makes the model");
}

}  // namespace

void AddTrainOptions(CLI::App& command, TrainArguments& arguments) {
  AddFileOptions(command, arguments);
  AddModelOptions(command, arguments);
  AddLearningOptions(command, arguments);
  AddDescriptionOptions(command, arguments.description);
}

}  // namespace lukewarm
