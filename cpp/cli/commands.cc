#include "cli/commands.h"

#include <utility>

#include "cli/files.h"
#include "kernels/matvec.h"

namespace lukewarm {

int Report(const Error& error) {
  const std::string code(CodeName(error.code));
  std::fprintf(stderr, "lukewarm: %s [%s]\n", error.message.c_str(),
               code.c_str());
  return 1;
}

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
            throw CLI::ValidationError("--kernel", "is one of " + names);
          },
          "force an implementation of the integer products (here: " + names +
              "); all give the same text")
      ->type_name("NAME");
}

}  // namespace lukewarm
