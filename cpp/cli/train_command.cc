// lukewarm train: a text to a model.
#include <sys/stat.h>

#include <chrono>
#include <csignal>
#include <map>
#include <optional>

#include "cli/commands.h"
#include "cli/files.h"
#include "cli/train_progress.h"
#include "train/corpus.h"
#include "train/trainer.h"

namespace lukewarm {
namespace {

constexpr double kCheckpointSeconds = 60;

struct TrainArguments {
  std::string text;
  std::string output;
  std::string validation_text;
  std::string from;  // the model to begin with; empty: random weights
  CorpusOptions corpus;
  Architecture architecture;
  std::size_t layers = 1;
  std::vector<std::size_t> hidden = {512};
  TrainOptions options;
  ModelConfig description;
  bool resume = false;
};

volatile std::sig_atomic_t interrupted = 0;
void OnInterrupt(int) { interrupted = 1; }

std::string CheckpointPath(const TrainArguments& arguments) {
  return arguments.output + ".checkpoint";
}

bool Exists(const std::string& path) {
  struct stat status;
  return stat(path.c_str(), &status) == 0;
}

Result<Trainer> MakeTrainer(TrainArguments& arguments) {
  const auto text = ReadText(arguments.text);
  if (!text) return std::unexpected(text.error());
  std::vector<std::uint8_t> from_bytes;
  std::optional<ModelFile> from;
  if (!arguments.from.empty()) {
    auto bytes = ReadBytes(arguments.from);
    if (!bytes) return std::unexpected(bytes.error());
    from_bytes = std::move(*bytes);
    auto file = ReadModelFile(from_bytes);
    if (!file) return std::unexpected(file.error());
    from = std::move(*file);
    arguments.corpus.tokenizer = from->config.tokenizer;
  }
  std::optional<std::string> validation;
  if (!arguments.validation_text.empty()) {
    auto read = ReadText(arguments.validation_text);
    if (!read) return std::unexpected(read.error());
    validation = std::move(*read);
  }
  auto corpus = MakeCorpus(*text, validation, arguments.corpus);
  if (!corpus) return std::unexpected(corpus.error());
  std::printf("%zu tokens to learn from, %zu held out, a vocab of %zu\n",
              corpus->train.size(), corpus->valid.size(), corpus->vocab_size);
  for (const auto& [typed, read] : corpus->replacements) {
    std::printf("the model does not know \"%s\": %s%s%s\n", typed.c_str(),
                read.empty() ? "skipped" : "read as \"", read.c_str(),
                read.empty() ? "" : "\"");
  }
  arguments.architecture.hidden_sizes = arguments.hidden;
  if (arguments.hidden.size() == 1) {
    arguments.architecture.hidden_sizes.assign(arguments.layers,
                                               arguments.hidden[0]);
  }
  if (from) arguments.architecture = from->config.architecture;
  auto trainer = Trainer::Create(std::move(*corpus), arguments.architecture,
                                 arguments.options, from ? &*from : nullptr);
  if (!trainer) return trainer;
  std::printf("%zu weights, %zu steps in each of %zu passes\n",
              trainer->parameter_count(), trainer->steps_per_pass(),
              arguments.options.passes);
  if (arguments.resume && Exists(CheckpointPath(arguments))) {
    const auto checkpoint = ReadBytes(CheckpointPath(arguments));
    if (!checkpoint) return std::unexpected(checkpoint.error());
    const auto resumed = trainer->Resume(*checkpoint);
    if (!resumed) return std::unexpected(resumed.error());
    std::printf("going on after step %zu of %zu\n", trainer->steps_done(),
                trainer->steps_total());
  }
  std::fflush(stdout);
  return trainer;
}

Result<void> TrainToTheEnd(Trainer& trainer, const TrainArguments& arguments) {
  using Clock = std::chrono::steady_clock;
  TrainProgress progress(trainer.steps_done(), trainer.steps_total());
  auto saved = Clock::now();
  while (trainer.status() == TrainStatus::kRunning && interrupted == 0) {
    const auto step = trainer.Step();
    if (!step) {
      progress.Break();
      return std::unexpected(step.error());
    }
    progress.Show(*step);
    const std::chrono::duration<double> unsaved = Clock::now() - saved;
    if (step->evaluation || unsaved.count() > kCheckpointSeconds) {
      const auto written =
          WriteBytes(CheckpointPath(arguments), trainer.Checkpoint());
      if (!written) return written;
      saved = Clock::now();
    }
    if (step->evaluation && step->evaluation->best) {
      const auto written = WriteBytes(
          arguments.output, trainer.ModelBytes(arguments.description));
      if (!written) return written;
    }
  }
  progress.Break();
  if (interrupted == 0) return {};
  return WriteBytes(CheckpointPath(arguments), trainer.Checkpoint());
}

int Train(TrainArguments& arguments) {
  auto& held_out = arguments.description.evaluation.split;
  held_out = arguments.validation_text.empty()
                 ? "the last part of the text, state carried through"
                 : "a validation text of its own, state carried through";
  auto trainer = MakeTrainer(arguments);
  if (!trainer) return Report(trainer.error());
  interrupted = 0;
  const auto on_interrupt = std::signal(SIGINT, OnInterrupt);
  const auto on_terminate = std::signal(SIGTERM, OnInterrupt);
  const auto trained = TrainToTheEnd(*trainer, arguments);
  std::signal(SIGINT, on_interrupt);
  std::signal(SIGTERM, on_terminate);
  if (!trained) {
    // A first pass that diverged leaves no file; say where a later one is.
    if (trainer->best_step() > 0) {
      std::fprintf(stderr, "lukewarm: %s holds the weights of step %zu\n",
                   arguments.output.c_str(), trainer->best_step());
    }
    return Report(trained.error());
  }
  if (interrupted != 0) {
    std::printf("interrupted; the same command with --resume goes on\n");
    return 130;
  }
  if (trainer->status() == TrainStatus::kStoppedEarly) {
    std::printf("stopped early: nothing better in %zu measurements\n",
                arguments.options.patience);
  }
  std::printf("%s: the weights of step %zu, in pass %zu",
              arguments.output.c_str(), trainer->best_step(),
              trainer->best_pass());
  if (const auto loss = trainer->best_loss()) {
    std::printf(", %.4f nats per token held out", *loss);
  }
  std::printf("\n");
  return 0;
}

template <typename Enum>
void AddChoice(CLI::App& command, const char* flag, Enum& value,
               const std::map<std::string, Enum>& names, const char* help) {
  std::string fallback;
  for (const auto& [name, choice] : names) {
    if (choice == value) fallback = name;
  }
  command
      .add_option_function<std::string>(
          flag,
          [&value, names](const std::string& name) { value = names.at(name); },
          help)
      ->check(CLI::IsMember(names))
      ->default_str(fallback);
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
      "of --cell rnn");
  AddChoice<GruReset>(
      command, "--reset", architecture.reset,
      {{"after", GruReset::kAfter}, {"before", GruReset::kBefore}},
      "of --cell gru: where the reset gate acts");
  command.add_option("--layers", arguments.layers, "number of layers")
      ->check(CLI::Range(1, 16))
      ->capture_default_str();
  command
      .add_option("--hidden", arguments.hidden,
                  "units of a layer, or of each layer: 512,192")
      ->delimiter(',')
      ->capture_default_str();
  command
      .add_option("--embedding", architecture.embedding_size,
                  "size of the embedding; 0: one-hot")
      ->capture_default_str();
  command.add_flag("--tied", architecture.tied,
                   "the output uses the embedding's weights");
  AddChoice<TokenizerKind>(command, "--tokenizer", arguments.corpus.vocab.kind,
                           {{"char", TokenizerKind::kChar},
                            {"byte", TokenizerKind::kByte},
                            {"word", TokenizerKind::kWord}},
                           "what a token is");
  command
      .add_option("--vocab", arguments.corpus.vocab.max_size,
                  "largest vocab, the most frequent tokens; 0: no limit")
      ->capture_default_str();
  command
      .add_option("--min-count", arguments.corpus.vocab.min_count,
                  "rarer tokens are unknown")
      ->capture_default_str();
  command.add_option("--start", arguments.corpus.start,
                     "text that the model is to read before every text that it "
                     "writes, in its vocab; default: as in --from, or none");
}

void AddLearningOptions(CLI::App& command, TrainArguments& arguments) {
  TrainOptions& options = arguments.options;
  const auto add = [&](const char* flag, auto& value, const char* help) {
    command.add_option(flag, value, help)->capture_default_str();
  };
  add("--passes", options.passes, "passes through the text");
  add("--streams", options.streams, "parts of the text read side by side");
  add("--length", options.length, "tokens of a BPTT chunk");
  add("--dropout", options.dropout, "of each layer's output");
  add("--embedding-dropout", options.embedding_dropout, "of the embedding");
  add("--recurrent-dropout", options.recurrent_dropout,
      "of the hidden-to-hidden weights");
  add("--state-resets", options.state_resets,
      "chance that a stream forgets its state before a chunk");
  AddChoice<OptimizerKind>(
      command, "--optimizer", options.optimizer,
      {{"adam", OptimizerKind::kAdam}, {"adamw", OptimizerKind::kAdamW}},
      "optimizer");
  add("--lr", options.learning_rate, "learning rate");
  add("--warmup", options.warmup_steps, "steps in which the rate rises");
  AddChoice<LearningRateDecay>(command, "--decay", options.decay,
                               {{"cosine", LearningRateDecay::kCosine},
                                {"linear", LearningRateDecay::kLinear},
                                {"constant", LearningRateDecay::kConstant}},
                               "how the rate falls");
  add("--weight-decay", options.weight_decay, "of the matrices");
  add("--clip", options.clip, "largest norm of the gradient; 0: none");
  add("--average", options.average,
      "exponential average of the weights, per step; 0: none");
  add("--weight-bits", options.weight_bits,
      "8 or 4: learn weights that stand being stored so; 32: do not care");
  add("--evaluate-every", options.evaluate_every,
      "steps between measurements on the held-out text; 0: after each pass");
  add("--patience", options.patience,
      "stop after so many measurements without a better loss; 0: never");
  add("--seed", options.seed, "of weights, offsets and dropout");
  add("--threads", options.threads,
      "threads; the same number gives the same bits on every machine");
}

}  // namespace

void AddTrainCommand(CLI::App& app, int& status) {
  auto* command = app.add_subcommand("train", "Train a model on a text.");
  auto arguments = std::make_shared<TrainArguments>();
  command->add_option("TEXTFILE", arguments->text, "UTF-8 text, - for stdin")
      ->required();
  command
      ->add_option("-o,--output", arguments->output,
                   "model file to write, 32-bit floats; OUTPUT.checkpoint "
                   "holds the training")
      ->required();
  command->add_flag("--resume", arguments->resume,
                    "go on from OUTPUT.checkpoint if there is one");
  command->add_option("--from", arguments->from,
                      "model to go on from: its weights, architecture and "
                      "tokenizer; those options do not count then");
  command->add_option("--validation", arguments->validation_text,
                      "text to measure the loss on");
  command
      ->add_option("--validation-fraction",
                   arguments->corpus.validation_fraction,
                   "held out at the end of the text if there is none; 0: none")
      ->capture_default_str();
  AddModelOptions(*command, *arguments);
  AddLearningOptions(*command, *arguments);
  ModelConfig& description = arguments->description;
  command->add_option("--name", description.name, "of the model");
  command->add_option("--license", description.license, "of the weights");
  command->add_option("--data", description.training_data,
                      "the training text, in words");
  command->add_option("--recipe", description.recipe,
                      "the command that makes the model");
  command->callback([arguments, &status] { status = Train(*arguments); });
}

}  // namespace lukewarm
