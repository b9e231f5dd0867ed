#include "model/config_json.h"

#include <cstddef>
#include <span>

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

void WriteDecimal(JsonWriter& json, std::string_view key, double value) {
  json.Key(key);
  json.Decimal(value);
}

void WriteFlag(JsonWriter& json, std::string_view key, bool value) {
  json.Key(key);
  json.Bool(value);
}

template <typename T>
void WriteChoice(JsonWriter& json, std::string_view key,
                 std::span<const std::string_view> names, T value) {
  WriteString(json, key, names[static_cast<std::size_t>(value)]);
}

void WriteLayer(JsonWriter& json, const LayerConfig& layer,
                std::size_t vocab_size);

// Writes one key of a layer, unless its value is the default.
void WriteLayerKey(JsonWriter& json, LayerKey key, const LayerConfig& layer,
                   std::size_t vocab_size) {
  const std::string_view name = kLayerKeys[static_cast<std::size_t>(key)].name;
  const LayerConfig other = DefaultLayer(layer.kind, vocab_size);
  switch (key) {
    case LayerKey::kSize:
    case LayerKey::kUnits:
      WriteWhole(json, name, layer.size);
      break;
    case LayerKey::kActivation:
      if (layer.activation != other.activation) {
        WriteChoice(json, name, kActivationNames, layer.activation);
      }
      break;
    case LayerKey::kRecurrentActivation:
      if (layer.recurrent_activation != other.recurrent_activation) {
        WriteChoice(json, name, kActivationNames, layer.recurrent_activation);
      }
      break;
    case LayerKey::kReset:
      if (layer.reset != other.reset) {
        WriteChoice(json, name, kResetNames, layer.reset);
      }
      break;
    case LayerKey::kReturnSequences:
      if (!layer.return_sequences) WriteFlag(json, name, false);
      break;
    case LayerKey::kLearnedStart:
      if (layer.learned_start) WriteFlag(json, name, true);
      break;
    case LayerKey::kDivisor:
      if (layer.divisor != other.divisor) {
        WriteDecimal(json, name, layer.divisor);
      }
      break;
    case LayerKey::kEpsilon:
      if (layer.epsilon != other.epsilon) {
        WriteDecimal(json, name, layer.epsilon);
      }
      break;
    case LayerKey::kInputs:
      json.Key(name);
      json.StartArray();
      for (std::size_t input : layer.inputs) json.Whole(input);
      json.EndArray();
      break;
    case LayerKey::kLayer:
      json.Key(name);
      WriteLayer(json, layer.layer.front(), vocab_size);
      break;
    case LayerKey::kTied:
      if (layer.tied) WriteWhole(json, name, *layer.tied);
  }
}

void WriteLayer(JsonWriter& json, const LayerConfig& layer,
                std::size_t vocab_size) {
  json.StartObject();
  WriteChoice(json, "kind", kLayerNames, layer.kind);
  for (std::size_t key = 0; key < kLayerKeys.size(); ++key) {
    if (IsOneOf(layer.kind, kLayerKeys[key].kinds)) {
      WriteLayerKey(json, static_cast<LayerKey>(key), layer, vocab_size);
    }
  }
  json.EndObject();
}

void WriteNetwork(JsonWriter& json, const NetworkConfig& network) {
  json.Key("layers");
  json.StartArray();
  for (const LayerConfig& layer : network.layers) {
    WriteLayer(json, layer, network.vocab_size);
  }
  json.EndArray();
  const ContextConfig& context = network.context;
  if (context.window == 0) return;
  json.Key("context");
  json.StartObject();
  WriteWhole(json, "window", context.window);
  if (context.padding) {
    json.Key("pad");
    json.StartObject();
    WriteWhole(json, "id", static_cast<std::size_t>(context.padding->id));
    if (context.padding->masked) WriteFlag(json, "masked", true);
    json.EndObject();
  }
  json.EndObject();
}

// Writes the ids of some tokens, unless there are none.
void WriteIds(JsonWriter& json, std::string_view key,
              std::span<const SpecialToken> tokens, bool only_ends) {
  bool any = false;
  for (const auto& [id, ends_text] : tokens) {
    if (only_ends && !ends_text) continue;
    if (!any) {
      json.Key(key);
      json.StartArray();
    }
    any = true;
    json.Whole(static_cast<std::size_t>(id));
  }
  if (any) json.EndArray();
}

void WriteBpe(JsonWriter& json, const BpeConfig& bpe) {
  json.Key("merges");
  json.StartArray();
  for (const int id : bpe.merges) json.Whole(static_cast<std::size_t>(id));
  json.EndArray();
  if (bpe.byte_fallback) WriteFlag(json, "byte_fallback", true);
  if (bpe.prefix_space != PrefixSpace::kNever) {
    WriteChoice(json, "prefix_space", kPrefixSpaceNames, bpe.prefix_space);
  }
  if (!bpe.split) WriteFlag(json, "split", false);
}

void WriteTokenizer(JsonWriter& json, const TokenizerConfig& t) {
  json.Key("tokenizer");
  json.StartObject();
  WriteChoice(json, "kind", kTokenizerNames, t.kind);
  if (t.kind != TokenizerKind::kByte) {
    json.Key("vocab");
    json.StartArray();
    for (const std::string& token : t.vocab) json.String(token);
    json.EndArray();
  }
  if (t.unknown_id >= 0) {
    WriteWhole(json, "unknown_id", static_cast<std::size_t>(t.unknown_id));
  }
  WriteIds(json, "special", t.special, false);
  WriteIds(json, "end", t.special, true);
  if (!t.start.empty()) WriteString(json, "start", t.start);
  if (t.kind == TokenizerKind::kBpe) WriteBpe(json, t.bpe);
  json.EndObject();
}

void WriteEvaluation(JsonWriter& json, const Evaluation& e) {
  json.Key("evaluation");
  json.StartObject();
  WriteString(json, "split", e.split);
  WriteDecimal(json, "loss", e.loss);
  WriteDecimal(json, "loss_f32", e.loss_f32);
  WriteDecimal(json, "characters_per_token", e.characters_per_token);
  json.EndObject();
}

}  // namespace

std::string LayerJson(const LayerConfig& layer, std::size_t vocab_size) {
  JsonWriter json;
  WriteLayer(json, layer, vocab_size);
  return json.Take();
}

std::string ConfigJson(const ModelConfig& config) {
  JsonWriter json;
  json.StartObject();
  // First, so that a reader sees another format before anything that it does
  // not know.
  WriteWhole(json, "format", kFormatVersion);
  WriteString(json, "name", config.name);
  WriteString(json, "license", config.license);
  WriteString(json, "training_data", config.training_data);
  WriteString(json, "recipe", config.recipe);
  WriteNetwork(json, config.network);
  WriteTokenizer(json, config.tokenizer);
  json.Key("quantization");
  json.StartObject();
  WriteWhole(json, "bits", static_cast<std::size_t>(config.bits));
  json.EndObject();
  if (config.evaluation) WriteEvaluation(json, *config.evaluation);
  json.EndObject();
  return json.Take();
}

}  // namespace lukewarm
