// lukewarm: text from a recurrent neural network, at the temperature you
// choose.
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <new>
#include <stdexcept>

#include "cli/commands.h"
#include "cli/terminal.h"

namespace lukewarm {
namespace {

int RunCommand(int argc, char** argv) {
  CLI::App app(
      "Text from a recurrent neural network, at the temperature you choose.",
      "lukewarm");
  app.require_subcommand(1);
  app.set_version_flag("--version", LUKEWARM_VERSION);
  int status = 0;
  AddGenerateCommand(app, status);
  AddEvaluateCommand(app, status);
  AddTrainCommand(app, status);
  AddQuantizeCommand(app, status);
  AddConvertCommand(app, status);
  AddInspectCommand(app, status);
  AddBenchCommand(app, status);
  // CLI11 says of a misspelt subcommand that one is required.
  const auto is_asked = [&](CLI::App* command) {
    return command->check_name(argv[1]);
  };
  if (argc > 1 && argv[1][0] != '-' && app.get_subcommands(is_asked).empty()) {
    return Report({ErrorCode::kInvalidArgument, "There is no subcommand \"" +
                                                    std::string(argv[1]) +
                                                    "\". --help lists them."});
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& help_or_version) {
    return app.exit(help_or_version);
  } catch (const CLI::ParseError& error) {
    return Report({ErrorCode::kInvalidArgument,
                   std::string(error.what()) + ". --help lists the options."});
  }
  return status;
}

// There may be no memory left to put a sentence together with.
int ReportOutOfMemory() {
  std::fputs(
      "lukewarm: There is not enough memory. Close other programs, or use a "
      "smaller model, text or batch. [out-of-memory]\n",
      stderr);
  return 1;
}

// Reports the exception that is being handled.
int ReportException() {
  try {
    throw;
  } catch (const std::bad_alloc&) {
    return ReportOutOfMemory();
  } catch (const std::length_error&) {  // of a container: no memory is so large
    return ReportOutOfMemory();
  } catch (const std::exception& error) {  // for instance, no more threads
    return Report({ErrorCode::kIo, "The system refused to go on: " +
                                       std::string(error.what()) + "."});
  }
}

// An exception in a thread of the trainer reaches no handler in main().
[[noreturn]] void OnTerminate() {
  std::_Exit(std::current_exception() ? ReportException()
                                      : ReportOutOfMemory());
}

}  // namespace
}  // namespace lukewarm

int main(int argc, char** argv) {
  using namespace lukewarm;
  std::set_terminate(OnTerminate);
  ReserveStandardStreams();
  int status = 0;
  try {
    status = RunCommand(argc, argv);
  } catch (...) {
    status = ReportException();
  }
  if (const auto closed = CloseStandardOutput(); !closed) {
    status = Report(closed.error());
  }
  return status;
}
