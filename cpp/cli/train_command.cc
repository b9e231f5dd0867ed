// lukewarm train: a text to a model.
#include <sys/stat.h>

#include <array>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <optional>

#include "cli/commands.h"
#include "cli/files.h"
#include "cli/output_file.h"
#include "cli/output_lock.h"
#include "cli/terminal.h"
#include "cli/train_arguments.h"
#include "cli/train_progress.h"
#include "model/model_file.h"
#include "train/corpus.h"
#include "train/trainer.h"

namespace lukewarm {
namespace {

constexpr double kCheckpointSeconds = 60;

volatile std::sig_atomic_t interrupted = 0;
void OnInterrupt(int) { interrupted = 1; }

// What a training writes. A regular file has a checkpoint beside it and is
// rewritten at every better measurement; a device or a pipe gets the model at
// the end, and has no checkpoint.
struct Outputs {
  OutputFile model;
  std::string checkpoint_path;
  std::optional<OutputFile> checkpoint;
  std::optional<OutputLock> lock;
};

Result<Outputs> OpenOutputs(const TrainArguments& arguments) {
  const std::array inputs = {arguments.text, arguments.validation_text,
                             arguments.from};
  auto model = OutputFile::Open(arguments.output, inputs);
  if (!model) return std::unexpected(std::move(model.error()));
  Outputs outputs{*std::move(model), arguments.output + ".checkpoint", {}, {}};
  if (outputs.model.is_regular()) {
    auto checkpoint = OutputFile::Open(outputs.checkpoint_path, inputs);
    if (!checkpoint) return std::unexpected(std::move(checkpoint.error()));
    outputs.checkpoint = *std::move(checkpoint);
    auto lock = OutputLock::Take(outputs.model.target());
    if (!lock) return std::unexpected(std::move(lock.error()));
    outputs.lock.emplace(*std::move(lock));
  } else if (arguments.resume) {
    return Fail(ErrorCode::kInvalidArgument,
                "--resume needs a regular file as the output: only that has a "
                "checkpoint.");
  }
  return outputs;
}

bool Exists(const std::string& path) {
  struct stat status;
  return stat(path.c_str(), &status) == 0;
}

Result<Trainer> MakeTrainer(TrainArguments& arguments, const Outputs& outputs) {
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
    std::printf("the model does not know \"%s\": %s%s%s\n",
                Printable(typed).c_str(),
                read.empty() ? "skipped" : "read as \"",
                Printable(read).c_str(), read.empty() ? "" : "\"");
  }
  NetworkConfig network;
  if (from) {
    network = from->config.network;
  } else {
    auto layers = MakeLayers(arguments.network);
    if (!layers) return std::unexpected(std::move(layers.error()));
    network.layers = *std::move(layers);
  }
  auto trainer = Trainer::Create(std::move(*corpus), std::move(network),
                                 arguments.options, from ? &*from : nullptr);
  if (!trainer) return trainer;
  std::printf("%zu weights, %zu epochs of %zu steps\n",
              trainer->parameter_count(), arguments.options.epochs,
              trainer->steps_per_epoch());
  if (arguments.resume && Exists(outputs.checkpoint_path)) {
    const auto checkpoint = ReadBytes(outputs.checkpoint_path);
    if (!checkpoint) return std::unexpected(checkpoint.error());
    const auto resumed = trainer->Resume(*checkpoint);
    if (!resumed) return std::unexpected(resumed.error());
    std::printf("continuing after step %zu of %zu\n", trainer->steps_done(),
                trainer->steps_total());
  }
  std::fflush(stdout);
  return trainer;
}

Result<void> TrainToTheEnd(Trainer& trainer, const TrainArguments& arguments,
                           const Outputs& outputs) {
  using Clock = std::chrono::steady_clock;
  const auto write_model = [&] {
    return outputs.model.Write(trainer.ModelBytes(arguments.description));
  };
  const auto write_checkpoint = [&]() -> Result<void> {
    if (!outputs.checkpoint) return {};
    return outputs.checkpoint->Write(trainer.Checkpoint());
  };
  // The model file may have been removed since the checkpoint was written.
  if (trainer.best_step() > 0 && outputs.model.is_regular()) {
    if (auto written = write_model(); !written) return written;
  }
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
      if (auto written = write_checkpoint(); !written) return written;
      saved = Clock::now();
    }
    if (step->evaluation && step->evaluation->best &&
        outputs.model.is_regular()) {
      if (auto written = write_model(); !written) return written;
    }
  }
  progress.Break();
  if (interrupted != 0) return write_checkpoint();
  return outputs.model.is_regular() ? Result<void>() : write_model();
}

int Train(TrainArguments& arguments) {
  auto outputs = OpenOutputs(arguments);
  if (!outputs) return Report(outputs.error());
  arguments.description.evaluation.emplace().split =
      arguments.validation_text.empty()
          ? "the last part of the text, state carried through"
          : "a validation text of its own, state carried through";
  auto trainer = MakeTrainer(arguments, *outputs);
  if (!trainer) return Report(trainer.error());
  interrupted = 0;
  const auto on_interrupt = std::signal(SIGINT, OnInterrupt);
  const auto on_terminate = std::signal(SIGTERM, OnInterrupt);
  const auto trained = TrainToTheEnd(*trainer, arguments, *outputs);
  std::signal(SIGINT, on_interrupt);
  std::signal(SIGTERM, on_terminate);
  if (!trained) {
    // Training that diverges keeps the best model that has been written.
    if (trained.error().code != ErrorCode::kIo && trainer->best_step() > 0 &&
        outputs->model.is_regular()) {
      Note(arguments.output + " holds the weights of step " +
           std::to_string(trainer->best_step()));
    }
    return Report(trained.error());
  }
  if (interrupted != 0) {
    std::printf("interrupted; %s\n",
                outputs->checkpoint ? "--resume continues" : "nothing written");
    return 130;
  }
  if (trainer->status() == TrainStatus::kStoppedEarly) {
    std::printf("stopped early: nothing better in %zu measurements\n",
                arguments.options.patience);
  }
  std::printf("%s: the weights of step %zu, in epoch %zu",
              Printable(arguments.output).c_str(), trainer->best_step(),
              trainer->best_epoch());
  if (const auto loss = trainer->best_loss()) {
    std::printf(", %.4f nats per token held out", *loss);
  }
  std::printf("\n");
  return 0;
}

}  // namespace

void AddTrainCommand(CLI::App& app, int& status) {
  auto* command = app.add_subcommand("train", "Train a model on a text.");
  auto arguments = std::make_shared<TrainArguments>();
  AddTrainOptions(*command, *arguments);
  command->callback([arguments, &status] { status = Train(*arguments); });
}

}  // namespace lukewarm
