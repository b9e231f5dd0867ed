// lukewarm inspect: what a model file holds.
#include <cstddef>
#include <cstdio>
#include <span>
#include <string>

#include "cli/commands.h"
#include "cli/files.h"
#include "cli/terminal.h"
#include "model/config_json.h"
#include "model/json_writer.h"
#include "model/model_file.h"
#include "model/safetensors.h"
#include "nn/plan.h"

namespace lukewarm {
namespace {

const char* Name(TokenizerKind kind) {
  switch (kind) {
    case TokenizerKind::kChar:
      return "characters";
    case TokenizerKind::kByte:
      return "bytes";
    case TokenizerKind::kWord:
      return "words";
    case TokenizerKind::kSplit:
      return "words between white space";
    case TokenizerKind::kBpe:
      return "byte pairs";
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

// Returns the texts of the special tokens, of the first few, or of those that
// end a text.
std::string ListSpecial(const TokenizerConfig& config, bool only_ends) {
  constexpr std::size_t kMost = 10;
  std::string list;
  std::size_t count = 0;
  for (const auto& [id, ends_text] : config.special) {
    if (only_ends && !ends_text) continue;
    if (count == kMost) return list + ", ...";
    const auto index = static_cast<std::size_t>(id);
    list += count++ == 0 ? "" : ", ";
    list += index < config.vocab.size() ? AsJson(config.vocab[index]) : "?";
  }
  return list;
}

// One line per layer: its config as the file has it, what it gives and how many
// parameters it has.
void PrintLayers(const NetworkConfig& network,
                 std::span<const LayerPlan> plans) {
  for (std::size_t i = 0; i < plans.size(); ++i) {
    std::size_t parameters = 0;
    for (const Parameter& parameter : plans[i].parameters) {
      parameters += parameter.size();
    }
    std::printf("%-14s %zu  %-48s -> %zu, %zu parameters\n",
                i == 0 ? "layers" : "", i,
                LayerJson(network.layers[i], network.vocab_size).c_str(),
                plans[i].output.size, parameters);
  }
}

std::string Describe(const ContextConfig& context) {
  if (context.window == 0) return "stateful";
  std::string text = "window of " + std::to_string(context.window) + " tokens";
  if (context.padding) {
    text += ", padded with " + std::to_string(context.padding->id) +
            (context.padding->masked ? " (masked)" : "");
  }
  return text;
}

int Inspect(const std::string& path) {
  const auto bytes = ReadBytes(path);
  if (!bytes) return Report(bytes.error());
  const auto file = ReadModelFile(*bytes);
  if (!file) return Report(file.error());
  const auto& config = file->config;
  const auto plans = PlanNetwork(config.network);
  if (!plans) return Report(plans.error());
  PrintField("name", config.name);
  PrintField("license", config.license);
  PrintField("training data", config.training_data);
  PrintField("recipe", config.recipe);
  PrintLayers(config.network, *plans);
  PrintField("context", Describe(config.network.context));
  PrintField("tokenizer", std::string(Name(config.tokenizer.kind)) + ", " +
                              std::to_string(config.network.vocab_size));
  PrintField("special", ListSpecial(config.tokenizer, false));
  PrintField("end", ListSpecial(config.tokenizer, true));
  if (!config.tokenizer.start.empty()) {
    PrintField("start", AsJson(config.tokenizer.start));
  }
  PrintField("weights", std::to_string(config.bits) + " bits");
  if (const auto& evaluation = config.evaluation) {
    std::printf("%-14s %.4f nats per token on %s\n", "loss", evaluation->loss,
                Printable(evaluation->split).c_str());
    if (evaluation->loss_f32 > 0) {
      std::printf("%-14s %.4f nats per token before quantisation\n", "",
                  evaluation->loss_f32);
    }
  }
  std::printf("%-14s %zu bytes\n", "file", bytes->size());
  for (const auto& [name, tensor] : file->tensors) {
    std::string shape;
    for (const std::size_t size : tensor.shape) {
      shape += (shape.empty() ? "" : " x ") + std::to_string(size);
    }
    std::printf("  %-28s %-4s %s\n", Printable(name).c_str(),
                std::string(DTypeName(tensor.dtype)).c_str(), shape.c_str());
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
