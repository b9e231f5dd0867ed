#include "cli/train_arguments.h"

#include <limits>
#include <string>
#include <type_traits>
#include <variant>

#include "cli/options.h"
#include "model/limits.h"

namespace lukewarm {
namespace {

using Count = NumberRange<std::size_t>;
using Real = NumberRange<double>;

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
                     "model to start from; its layers and tokenizer "
                     "replace those options");
  command.add_option("--validation", arguments.validation_text,
                     "text to measure the loss on");
  AddNumber(command, "--validation-fraction",
            arguments.corpus.validation_fraction, Real{0, 1, false, true},
            "without --validation: part held out at the end of the text; 0: "
            "none");
}

void AddModelOptions(CLI::App& command, TrainArguments& arguments) {
  NetworkOptions& network = arguments.network;
  auto* layers = command.add_option(
      "--layers", network.layers,
      "layers in order, for instance \"embedding 64, lstm 512, layer-norm, "
      "dense 64 activation=relu\"; replaces the next five options");
  AddChoice<LayerKind>(command, "--cell", network.cell,
                       {{"lstm", LayerKind::kLstm},
                        {"gru", LayerKind::kGru},
                        {"rnn", LayerKind::kRnn}},
                       "recurrent cell");
  AddChoice<Activation>(
      command, "--activation", network.activation,
      {{"tanh", Activation::kTanh}, {"relu", Activation::kRelu}},
      "activation of the cell");
  AddChoice<GruReset>(
      command, "--reset", network.reset,
      {{"after", GruReset::kAfter}, {"before", GruReset::kBefore}},
      "reset gate of --cell gru, after or before the matrix product");
  AddNumbers(command, "--hidden", network.hidden, Count{1, kMaxWidth},
             "units of each recurrent layer: 512,192");
  AddNumber(command, "--embedding", network.embedding, Count{0, kMaxWidth},
            "size of the embedding; 0: one-hot");
  for (const char* flag :
       {"--cell", "--activation", "--reset", "--hidden", "--embedding"}) {
    layers->excludes(command.get_option(flag));
  }
  command.add_flag("--tied", network.tied,
                   "the output uses the embedding's weights");
  AddChoice<TokenizerKind>(command, "--tokenizer", arguments.corpus.vocab.kind,
                           {{"char", TokenizerKind::kChar},
                            {"byte", TokenizerKind::kByte},
                            {"word", TokenizerKind::kWord},
                            {"bpe", TokenizerKind::kBpe}},
                           "what a token is; bpe: subwords, by byte-pair "
                           "encoding");
  AddNumber(command, "--vocab", arguments.corpus.vocab.max_size,
            Count{0, 1'000'000},
            "keep the most frequent tokens; 0: all, or 2000 for bpe, which "
            "needs 257");
  AddNumber(command, "--min-count", arguments.corpus.vocab.min_count, kSteps,
            "tokens that occur less often are unknown");
  command.add_option("--start", arguments.corpus.start,
                     "text that the model reads before every text it "
                     "generates; default: that of --from, or none");
}

void AddLearningOptions(CLI::App& command, TrainArguments& arguments) {
  TrainOptions& options = arguments.options;
  for (const TrainOptionRow& row : TrainOptionTable()) {
    const std::string flag = "--" + std::string(row.name);
    std::visit(
        [&](auto field) {
          using T = std::remove_reference_t<decltype(options.*field)>;
          const NumberRange<T> range{static_cast<T>(row.lowest),
                                     static_cast<T>(row.highest),
                                     row.excludes_lowest, row.excludes_highest};
          AddNumber(command, flag, options.*field, range,
                    std::string(row.help));
        },
        row.field);
  }
  command.add_flag("--locked-dropout", options.locked_dropout,
                   "dropout has one mask for all positions of a chunk");
  AddChoice<OptimizerKind>(command, "--optimizer", options.optimizer,
                           {{"adam", OptimizerKind::kAdam},
                            {"adamw", OptimizerKind::kAdamW},
                            {"sgd", OptimizerKind::kSgd}},
                           "optimizer");
  AddChoice<LearningRateDecay>(command, "--decay", options.decay,
                               {{"cosine", LearningRateDecay::kCosine},
                                {"linear", LearningRateDecay::kLinear},
                                {"constant", LearningRateDecay::kConstant},
                                {"plateau", LearningRateDecay::kPlateau}},
                               "how the learning rate falls");
  AddNumber(
      command, "--seed", options.seed,
      NumberRange<std::uint64_t>{0, std::numeric_limits<std::uint64_t>::max()},
      "of weights, offsets and dropout");
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
