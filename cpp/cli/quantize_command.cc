// lukewarm quantize: float weights to 8 or 4 bits.
#include <array>
#include <cstdio>
#include <optional>
#include <utility>

#include "cli/commands.h"
#include "cli/files.h"
#include "cli/options.h"
#include "cli/output_file.h"
#include "cli/terminal.h"
#include "engine/score.h"
#include "model/model_file.h"
#include "quant/quantize_model_file.h"

namespace lukewarm {
namespace {

struct QuantizeOptions {
  std::string input;
  std::string output;
  int bits = 8;
  std::string text;  // to evaluate on; empty: none
  double from = 0;
  bool skip_f32 = false;
};

Result<Score> ScoreFile(std::span<const std::uint8_t> file,
                        std::string_view text, Precision precision) {
  const auto model = Model::Load(file, precision);
  if (!model) return std::unexpected(model.error());
  return ScoreText(**model, text, nullptr);
}

// Sets the losses of `file`, whose weights `quantized` has in few bits.
Result<void> Evaluate(const QuantizeOptions& options,
                      std::span<const std::uint8_t> file,
                      std::span<const std::uint8_t> quantized,
                      Evaluation& evaluation) {
  const auto text = ReadText(options.text);
  if (!text) return std::unexpected(text.error());
  const auto part = TextFrom(*text, options.from);
  Score f32;  // of loss 0: not measured
  if (!options.skip_f32) {
    auto scored = ScoreFile(file, part, Precision::kF32);
    if (!scored) return std::unexpected(scored.error());
    f32 = *scored;
  }
  const auto integer = ScoreFile(quantized, part, Precision::kInt8);
  if (!integer) return std::unexpected(integer.error());
  evaluation.loss = integer->loss;
  evaluation.loss_f32 = f32.loss;
  evaluation.characters_per_token = static_cast<double>(integer->characters) /
                                    static_cast<double>(integer->tokens);
  std::printf("loss %.4f nats per token", integer->loss);
  if (!options.skip_f32) std::printf(", %.4f before", f32.loss);
  std::printf("\n");
  return {};
}

int Quantize(const QuantizeOptions& options) {
  const std::array inputs = {options.input, options.text};
  const auto output = OutputFile::Open(options.output, inputs);
  if (!output) return Report(output.error());
  const auto bytes = ReadBytes(options.input);
  if (!bytes) return Report(bytes.error());
  auto file = ReadModelFile(*bytes);
  if (!file) return Report(file.error());
  // The loss that the file states is that of its float weights.
  const Evaluation stated = std::exchange(file->config.evaluation, std::nullopt)
                                .value_or(Evaluation{});
  auto quantized = QuantizeModelFile(*file, options.bits);
  if (!quantized) return Report(quantized.error());
  // What is written must load: the tensors may not fit the layers.
  if (const auto model = Model::Load(*quantized); !model) {
    return Report(model.error());
  }
  if (!options.text.empty()) {
    file->config.evaluation = stated;
    const auto evaluated =
        Evaluate(options, *bytes, *quantized, *file->config.evaluation);
    if (!evaluated) return Report(evaluated.error());
    quantized = QuantizeModelFile(*file, options.bits);
    if (!quantized) return Report(quantized.error());
  }
  const auto written = output->Write(*quantized);
  if (!written) return Report(written.error());
  std::printf("%s: %zu bytes, was %zu\n", Printable(options.output).c_str(),
              quantized->size(), bytes->size());
  return 0;
}

}  // namespace

void AddQuantizeCommand(CLI::App& app, int& status) {
  auto* command = app.add_subcommand(
      "quantize", "Store a float model's weights in 8 or 4 bits.");
  auto options = std::make_shared<QuantizeOptions>();
  command->add_option("MODEL", options->input, "model file")->required();
  command->add_option("-o,--output", options->output, "file to write")
      ->required();
  AddChoice<int>(*command, "--bits", options->bits, {{"8", 8}, {"4", 4}},
                 "bits per weight");
  command
      ->add_option("--evaluate", options->text,
                   "held-out text; its loss before and after is measured and "
                   "written into the file")
      ->type_name("TEXTFILE");
  AddNumber<double>(*command, "--from", options->from, {0, 1},
                    "skip this fraction of that text's characters");
  command->add_flag("--skip-f32", options->skip_f32,
                    "do not measure the loss of the float weights, which "
                    "takes most of the time");
  command->callback([options, &status] { status = Quantize(*options); });
}

}  // namespace lukewarm
