// lukewarm inspect: what a model file holds.
#include <cstdio>

#include "cli/commands.h"
#include "cli/files.h"
#include "cli/terminal.h"
#include "model/json_writer.h"
#include "model/model_file.h"

namespace lukewarm {
namespace {

const char* Name(CellKind cell) {
  switch (cell) {
    case CellKind::kRnn:
      return "SimpleRNN";
    case CellKind::kGru:
      return "GRU";
    case CellKind::kLstm:
      return "LSTM";
  }
  return "?";
}

const char* Name(TokenizerKind kind) {
  switch (kind) {
    case TokenizerKind::kChar:
      return "characters";
    case TokenizerKind::kByte:
      return "bytes";
    case TokenizerKind::kWord:
      return "words";
  }
  return "?";
}

const char* Name(DType dtype) {
  switch (dtype) {
    case DType::kF32:
      return "F32";
    case DType::kF16:
      return "F16";
    case DType::kI8:
      return "I8";
    case DType::kU8:
      return "U8";
  }
  return "?";
}

void PrintField(const char* name, const std::string& value) {
  if (value.empty()) return;
  std::printf("%-14s %s\n", name, Printable(value).c_str());
}

std::string AsJson(const std::string& text) {
  JsonWriter json;
  json.String(text);
  return json.Take();
}

std::string Describe(const Architecture& architecture) {
  std::string text = Name(architecture.cell);
  for (std::size_t i = 0; i < architecture.hidden_sizes.size(); ++i) {
    text +=
        (i == 0 ? " " : " -> ") + std::to_string(architecture.hidden_sizes[i]);
  }
  if (architecture.cell == CellKind::kRnn) {
    text +=
        architecture.activation == RnnActivation::kTanh ? ", tanh" : ", relu";
  }
  if (architecture.cell == CellKind::kGru) {
    text += architecture.reset == GruReset::kAfter ? ", reset after"
                                                   : ", reset before";
  }
  text += architecture.embedding_size > 0
              ? ", embedding " + std::to_string(architecture.embedding_size)
              : ", one-hot input";
  if (architecture.tied) text += ", tied output";
  return text;
}

int Inspect(const std::string& path) {
  const auto bytes = ReadBytes(path);
  if (!bytes) return Report(bytes.error());
  const auto file = ReadModelFile(*bytes);
  if (!file) return Report(file.error());
  const auto& config = file->config;
  PrintField("name", config.name);
  PrintField("license", config.license);
  PrintField("training data", config.training_data);
  PrintField("recipe", config.recipe);
  PrintField("architecture", Describe(config.architecture));
  PrintField("tokenizer", std::string(Name(config.tokenizer.kind)) + ", " +
                              std::to_string(config.architecture.vocab_size));
  if (!config.tokenizer.start.empty()) {
    PrintField("start", AsJson(config.tokenizer.start));
  }
  PrintField("weights", std::to_string(config.bits) + " bits");
  if (config.has_evaluation) {
    std::printf("%-14s %.4f nats per token on %s\n", "loss",
                config.evaluation.loss,
                Printable(config.evaluation.split).c_str());
    if (config.evaluation.loss_f32 > 0) {
      std::printf("%-14s %.4f nats per token before quantisation\n", "",
                  config.evaluation.loss_f32);
    }
  }
  std::printf("%-14s %zu bytes\n", "file", bytes->size());
  for (const auto& [name, tensor] : file->tensors) {
    std::string shape;
    for (const std::size_t size : tensor.shape) {
      shape += (shape.empty() ? "" : " x ") + std::to_string(size);
    }
    std::printf("  %-28s %-4s %s\n", Printable(name).c_str(),
                Name(tensor.dtype), shape.c_str());
  }
  return 0;
}

}  // namespace

void AddInspectCommand(CLI::App& app, int& status) {
  auto* command =
      app.add_subcommand("inspect", "Print what a model file holds.");
  auto path = std::make_shared<std::string>();
  command->add_option("MODEL", *path, "model file")->required();
  command->callback([path, &status] { status = Inspect(*path); });
}

}  // namespace lukewarm
