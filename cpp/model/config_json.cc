#include "model/config_json.h"

#include <cstddef>

#include "model/config_names.h"
#include "model/json_writer.h"

namespace lukewarm {
namespace {

void WriteString(JsonWriter& json, std::string_view key,
                 std::string_view value) {
  json.Key(key);
  json.String(value);
}

void WriteWhole(JsonWriter& json, std::string_view key, std::size_t value) {
  json.Key(key);
  json.Whole(value);
}

void WriteMeasure(JsonWriter& json, std::string_view key, double value) {
  json.Key(key);
  json.Measure(value);
}

void WriteArchitecture(JsonWriter& json, const Architecture& a) {
  json.Key("architecture");
  json.StartObject();
  WriteString(json, "cell", kCellNames[static_cast<std::size_t>(a.cell)]);
  if (a.cell == CellKind::kRnn) {
    WriteString(json, "activation",
                kActivationNames[static_cast<std::size_t>(a.activation)]);
  }
  if (a.cell == CellKind::kGru) {
    WriteString(json, "reset", kResetNames[static_cast<std::size_t>(a.reset)]);
  }
  WriteWhole(json, "vocab_size", a.vocab_size);
  WriteWhole(json, "embedding_size", a.embedding_size);
  json.Key("hidden_sizes");
  json.StartArray();
  for (std::size_t size : a.hidden_sizes) json.Whole(size);
  json.EndArray();
  json.Key("tied");
  json.Bool(a.tied);
  json.EndObject();
}

void WriteTokenizer(JsonWriter& json, const TokenizerConfig& t) {
  json.Key("tokenizer");
  json.StartObject();
  WriteString(json, "kind", kTokenizerNames[static_cast<std::size_t>(t.kind)]);
  if (t.kind != TokenizerKind::kByte) {
    json.Key("vocab");
    json.StartArray();
    for (const std::string& token : t.vocab) json.String(token);
    json.EndArray();
  }
  if (t.unknown_id >= 0) {
    WriteWhole(json, "unknown_id", static_cast<std::size_t>(t.unknown_id));
  }
  if (!t.start.empty()) WriteString(json, "start", t.start);
  json.EndObject();
}

void WriteEvaluation(JsonWriter& json, const Evaluation& e) {
  json.Key("evaluation");
  json.StartObject();
  WriteString(json, "split", e.split);
  WriteMeasure(json, "loss", e.loss);
  WriteMeasure(json, "loss_f32", e.loss_f32);
  WriteMeasure(json, "characters_per_token", e.characters_per_token);
  json.EndObject();
}

}  // namespace

std::string ConfigJson(const ModelConfig& config) {
  JsonWriter json;
  json.StartObject();
  // First, so that a reader sees a newer format before anything that it does
  // not know.
  WriteWhole(json, "format", kFormatVersion);
  WriteString(json, "name", config.name);
  WriteString(json, "license", config.license);
  WriteString(json, "training_data", config.training_data);
  WriteString(json, "recipe", config.recipe);
  WriteArchitecture(json, config.architecture);
  WriteTokenizer(json, config.tokenizer);
  json.Key("quantization");
  json.StartObject();
  WriteWhole(json, "bits", static_cast<std::size_t>(config.bits));
  json.EndObject();
  if (config.has_evaluation) WriteEvaluation(json, config.evaluation);
  json.EndObject();
  return json.Take();
}

}  // namespace lukewarm
