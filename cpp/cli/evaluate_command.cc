// lukewarm evaluate: how well a model predicts a text.
#include <cstdio>

#include "cli/commands.h"
#include "cli/files.h"
#include "cli/options.h"
#include "cli/terminal.h"
#include "engine/score.h"

namespace lukewarm {
namespace {

struct EvaluateOptions {
  std::string model;
  std::string text;
  double from = 0;
  bool f32 = false;
};

int Evaluate(const EvaluateOptions& options) {
  const auto text = ReadText(options.text);
  if (!text) return Report(text.error());
  const auto model = OpenModel(
      options.model, options.f32 ? Precision::kF32 : Precision::kInt8);
  if (!model) return Report(model.error());
  const auto score = ScoreText(**model, TextFrom(*text, options.from), nullptr);
  if (!score) return Report(score.error());
  std::printf("tokens              %zu\n", score->tokens);
  std::printf("characters          %zu\n", score->characters);
  if ((*model)->tokenizer().unknown_id() >= 0) {
    std::printf("unknown tokens      %zu\n", score->unknown);
  }
  std::printf("loss                %.4f nats per token\n", score->loss);
  std::printf("perplexity          %.4f\n", score->perplexity);
  std::printf("bits per character  %.4f\n", score->bits_per_character);
  return 0;
}

}  // namespace

void AddEvaluateCommand(CLI::App& app, int& status) {
  auto* command = app.add_subcommand(
      "evaluate",
      "Print loss, perplexity and bits per character of a text. The state is "
      "carried through the whole text.");
  auto options = std::make_shared<EvaluateOptions>();
  command->add_option("MODEL", options->model, "model file")->required();
  command->add_option("TEXTFILE", options->text, "text; - is standard input")
      ->required();
  AddNumber<double>(*command, "--from", options->from, {0, 1},
                    "skip this fraction of the text's characters");
  command->add_flag("--f32", options->f32,
                    "compute in 32-bit floats, for comparison");
  AddKernelOption(*command);
  command->callback([options, &status] { status = Evaluate(*options); });
}

}  // namespace lukewarm
