// lukewarm quantize: float weights to 8 or 4 bits.
#include "cli/commands.h"
#include "cli/files.h"
#include "io/model_file.h"

namespace lukewarm {
namespace {

struct QuantizeOptions {
  std::string input;
  std::string output;
  int bits = 8;
};

int Quantize(const QuantizeOptions& options) {
  const auto bytes = ReadBytes(options.input);
  if (!bytes) return Report(bytes.error());
  const auto file = ReadModelFile(*bytes);
  if (!file) return Report(file.error());
  const auto quantized = QuantizeModelFile(*file, options.bits);
  if (!quantized) return Report(quantized.error());
  // What is written must load: the tensors may not fit the architecture.
  if (const auto model = Model::Load(*quantized); !model) {
    return Report(model.error());
  }
  const auto written = WriteBytes(options.output, *quantized);
  if (!written) return Report(written.error());
  std::printf("%s: %zu bytes, was %zu\n", options.output.c_str(),
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
  command->add_option("--bits", options->bits, "8 or 4")
      ->capture_default_str()
      ->check(CLI::IsMember({8, 4}));
  command->callback([options, &status] { status = Quantize(*options); });
}

}  // namespace lukewarm
