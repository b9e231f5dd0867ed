#include "cli/commands.h"

#include <utility>

#include "cli/files.h"
#include "cli/options.h"
#include "kernels/matvec.h"

namespace lukewarm {

Result<std::shared_ptr<const Model>> OpenModel(const std::string& path,
                                               Precision precision) {
  auto bytes = ReadBytes(path);
  if (!bytes) return std::unexpected(std::move(bytes.error()));
  auto model = Model::Load(*bytes, precision);
  if (!model) model.error().message = path + ": " + model.error().message;
  return model;
}

void AddKernelOption(CLI::App& command) {
  std::string names;
  for (const Kernel kernel : AvailableKernels()) {
    names += (names.empty() ? "" : ", ") + std::string(KernelName(kernel));
  }
  command
      .add_option_function<std::string>(
          "--kernel",
          [names](const std::string& name) {
            for (const Kernel kernel : AvailableKernels()) {
              if (KernelName(kernel) == name && ForceKernel(kernel)) return;
            }
            Refuse("--kernel", "one of " + names, name);
          },
          "force an implementation of the integer products (here: " + names +
              "); all give the same text")
      ->type_name("NAME");
}

}  // namespace lukewarm
