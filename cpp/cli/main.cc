// lukewarm: text from a recurrent neural network, at the temperature you
// choose.
#include <csignal>

#include "cli/commands.h"

int main(int argc, char** argv) {
  CLI::App app(
      "Text from a recurrent neural network, at the temperature you choose.",
      "lukewarm");
  app.require_subcommand(1);
  app.set_version_flag("--version", LUKEWARM_VERSION);
  int status = 0;
  lukewarm::AddGenerateCommand(app, status);
  lukewarm::AddEvaluateCommand(app, status);
  lukewarm::AddTrainCommand(app, status);
  lukewarm::AddQuantizeCommand(app, status);
  lukewarm::AddConvertCommand(app, status);
  lukewarm::AddInspectCommand(app, status);
  lukewarm::AddBenchCommand(app, status);
  CLI11_PARSE(app, argc, argv);
  return status;
}
