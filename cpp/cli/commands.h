// The subcommands of `lukewarm`. Each adds itself to the app and sets `status`,
// the exit status: 0 for success, 1 if an error was printed.
#pragma once

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <memory>
#include <string>

#include "base/result.h"
#include "engine/model.h"

namespace lukewarm {

void AddGenerateCommand(CLI::App& app, int& status);
void AddEvaluateCommand(CLI::App& app, int& status);
void AddTrainCommand(CLI::App& app, int& status);
void AddQuantizeCommand(CLI::App& app, int& status);
void AddConvertCommand(CLI::App& app, int& status);
void AddInspectCommand(CLI::App& app, int& status);
void AddBenchCommand(CLI::App& app, int& status);

// Returns the model in the file at `path`. Errors: as ReadBytes, Model::Load.
Result<std::shared_ptr<const Model>> OpenModel(
    const std::string& path, Precision precision = Precision::kInt8);

// Adds --kernel, which forces an implementation of the products.
void AddKernelOption(CLI::App& command);

}  // namespace lukewarm
