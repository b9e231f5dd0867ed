// lukewarm convert: a model file of an older format, in today's.
#include <array>
#include <cstdio>

#include "cli/commands.h"
#include "cli/files.h"
#include "cli/output_file.h"
#include "cli/terminal.h"
#include "model/convert_format1.h"

namespace lukewarm {
namespace {

struct ConvertOptions {
  std::string input;
  std::string output;
};

int Convert(const ConvertOptions& options) {
  const auto output =
      OutputFile::Open(options.output, std::array{options.input});
  if (!output) return Report(output.error());
  const auto bytes = ReadBytes(options.input);
  if (!bytes) return Report(bytes.error());
  const auto converted = ConvertFormat1(*bytes);
  if (!converted) return Report(converted.error());
  // The tensors may not fit the layers.
  if (const auto model = Model::Load(*converted); !model) {
    return Report(model.error());
  }
  if (const auto written = output->Write(*converted); !written) {
    return Report(written.error());
  }
  std::printf("%s: %zu bytes\n", Printable(options.output).c_str(),
              converted->size());
  return 0;
}

}  // namespace

void AddConvertCommand(CLI::App& app, int& status) {
  auto* command = app.add_subcommand(
      "convert",
      "Convert a model file of format 1, or a PyTorch state dict with a config "
      "of format 1, to today's format. The weights stay the same.");
  auto options = std::make_shared<ConvertOptions>();
  command->add_option("MODEL", options->input, "model file")->required();
  command->add_option("-o,--output", options->output, "file to write")
      ->required();
  command->callback([options, &status] { status = Convert(*options); });
}

}  // namespace lukewarm
