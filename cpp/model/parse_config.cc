#include "model/parse_config.h"

#include <algorithm>
#include <string>
#include <utility>

#include "base/call_apart.h"
#include "base/message.h"
#include "model/check_network.h"
#include "model/config_json.h"
#include "model/config_names.h"
#include "model/limits.h"
#include "model/number_text.h"

namespace lukewarm {

bool ModelConfigVisitor::Take() {
  const std::string_view key = path()[0];
  if (path().size() == 1) return Top(key);
  if (key == "layers") return InLayers();
  if (key == "context") return InContext();
  if (key == "tokenizer") return InTokenizer(path()[1]);
  if (key == "quantization") return InQuantization(path()[1]);
  if (key == "evaluation") return InEvaluation(path()[1]);
  return true;
}

bool ModelConfigVisitor::Top(std::string_view key) {
  if (key == "name") return String(config.name);
  if (key == "license") return String(config.license);
  if (key == "training_data") return String(config.training_data);
  if (key == "recipe") return String(config.recipe);
  if (key == "format") return Format();
  if (key == "layers") {
    has_layers_ = true;
    return List();
  }
  if (key == "context") {
    if (Is(JsonKind::kString)) return text() == "stateful" || Unknown();
    has_window_ = true;
  }
  if (key == "evaluation") config.evaluation.emplace();
  return (key != "context" && key != "tokenizer" && key != "quantization" &&
          key != "evaluation") ||
         Object();
}

bool ModelConfigVisitor::Format() {
  const auto version =
      Is(JsonKind::kNumber) ? ParseWhole(text()) : std::nullopt;
  if (!version || *version == 0) return Wrong("a whole number from 1");
  has_format_ = true;
  if (*version == kFormatVersion) return true;
  if (*version < kFormatVersion) {
    return Refuse(ErrorCode::kFileUnsupported,
                  "This model file has an older format. Convert it with the "
                  "command line: lukewarm convert OLD -o NEW.");
  }
  return Refuse(ErrorCode::kFileUnsupported,
                Sentence({"This model was made by a newer version of Lukewarm "
                          "(its format is ",
                          text(), ", this version reads ",
                          WholeText(kFormatVersion), "). Update Lukewarm."}));
}

bool ModelConfigVisitor::InLayers() {
  auto& layers = config.network.layers;
  if (path().size() == 2) {
    element_ = layers.size();
    if (element_ == kMaxLayers) return Wrong("at most 64 layers");
    layers.emplace_back();
    return Object();
  }
  LayerConfig& layer = layers.back();
  auto& seen = seen_[layers.size() - 1];
  const auto in_layer = path().subspan(2);
  if (in_layer.size() > 1 && in_layer[0] == "layer") {
    return InLayer(layer.layer[0], seen[1], in_layer.subspan(1));
  }
  return InLayer(layer, seen[0], in_layer);
}

bool ModelConfigVisitor::InLayer(LayerConfig& layer, Seen& seen,
                                 std::span<const std::string_view> path) {
  if (path[0] == "kind") {
    seen.kind = true;
    return Choice(kLayerNames, layer.kind);
  }
  std::size_t key = 0;
  while (key < kLayerKeys.size() && kLayerKeys[key].name != path[0]) ++key;
  if (key == kLayerKeys.size()) return Unknown();
  seen.keys |= static_cast<std::uint16_t>(1u << key);
  switch (static_cast<LayerKey>(key)) {
    case LayerKey::kSize:
    case LayerKey::kUnits:
      return Whole(layer.size, 1, kMaxWidth);
    case LayerKey::kActivation:
      return Choice(kActivationNames, layer.activation);
    case LayerKey::kRecurrentActivation:
      return Choice(kActivationNames, layer.recurrent_activation);
    case LayerKey::kReset:
      return Choice(kResetNames, layer.reset);
    case LayerKey::kReturnSequences:
      return Flag(layer.return_sequences);
    case LayerKey::kLearnedStart:
      return Flag(layer.learned_start);
    case LayerKey::kDivisor:
      return Decimal(layer.divisor);
    case LayerKey::kEpsilon:
      return Decimal(layer.epsilon);
    case LayerKey::kInputs:
      if (path.size() == 1) return List();
      if (layer.inputs.size() == kMaxLayers) return Wrong("at most 64 layers");
      return Whole(layer.inputs.emplace_back(), 0, kMaxLayers);
    case LayerKey::kLayer:
      // A layer within a layer within a layer
      if (path.data() != this->path().data() + 2) return Unknown();
      layer.layer.emplace_back();
      return Object();
    case LayerKey::kTied:
      return Whole(layer.tied.emplace(), 0, kMaxLayers);
  }
  return false;
}

bool ModelConfigVisitor::InContext() {
  ContextConfig& context = config.network.context;
  const std::string_view key = path()[1];
  if (key == "window") return Whole(context.window, 1, kMaxWindow);
  if (key != "pad") return Unknown();
  if (path().size() == 2) {
    context.padding.emplace();
    return Object();
  }
  if (path()[2] == "masked") return Flag(context.padding->masked);
  if (path()[2] != "id") return Unknown();
  std::size_t id = 0;
  has_padding_id_ = Whole(id, 0, kMaxVocabSize);
  context.padding->id = static_cast<int>(id);
  return has_padding_id_;
}

bool ModelConfigVisitor::InTokenizer(std::string_view key) {
  TokenizerConfig& t = config.tokenizer;
  if (key == "kind") {
    has_kind_ = true;
    return Choice(kTokenizerNames, t.kind);
  }
  if (key == "vocab") {
    if (path().size() == 2) return List();
    element_ = t.vocab.size();
    if (element_ == kMaxVocabSize) return Wrong("at most 1000000 tokens");
    return String(t.vocab.emplace_back());
  }
  if (key == "unknown_id") {
    // TokenizerConfig's value for none
    if (Is(JsonKind::kNumber) && text() == "-1") return true;
    std::size_t id = 0;
    if (!Whole(id, 0, kMaxVocabSize - 1)) return false;
    t.unknown_id = static_cast<int>(id);
    return true;
  }
  if (key == "special") return TokenIds(false);
  if (key == "end") return TokenIds(true);
  if (key == "start") {
    return String(t.start) &&
           (t.start.size() <= kMaxStartBytes || Wrong("at most 256 bytes"));
  }
  return CallApart<InBpe>(*this, key);
}

bool ModelConfigVisitor::InBpe(ModelConfigVisitor& self, std::string_view key) {
  BpeConfig& bpe = self.config.tokenizer.bpe;
  self.has_bpe_ = true;
  if (key == "byte_fallback") return self.Flag(bpe.byte_fallback);
  if (key == "prefix_space") {
    return self.Choice(kPrefixSpaceNames, bpe.prefix_space);
  }
  if (key == "split") return self.Flag(bpe.split);
  if (key != "merges") return self.Unknown();
  if (self.path().size() == 2) return self.List();
  self.element_ = bpe.merges.size();
  std::size_t id = 0;
  if (!self.Whole(id, 0, kMaxVocabSize - 1)) return false;
  bpe.merges.push_back(static_cast<int>(id));
  return true;
}

bool ModelConfigVisitor::TokenIds(bool end_text) {
  auto& special = config.tokenizer.special;
  if (path().size() == 2) return List();
  element_ = end_text ? ends_.size() : special.size();
  if (element_ == kMaxVocabSize) return Wrong("at most 1000000 tokens");
  std::size_t id = 0;
  if (!Whole(id, 0, kMaxVocabSize - 1)) return false;
  if (end_text) {
    ends_.push_back(static_cast<int>(id));
  } else {
    special.push_back({static_cast<int>(id)});
  }
  return true;
}

bool ModelConfigVisitor::MarkEnds(ModelConfigVisitor& self) {
  std::vector<int>& ends = self.ends_;
  std::ranges::sort(ends);
  ends.erase(std::unique(ends.begin(), ends.end()), ends.end());
  std::vector<int> marked;
  for (SpecialToken& token : self.config.tokenizer.special) {
    token.ends_text = std::ranges::binary_search(ends, token.id);
    if (token.ends_text) marked.push_back(token.id);
  }
  std::ranges::sort(marked);
  return std::ranges::includes(marked, ends) ||
         self.Contradicts("a token that ends a text is not special");
}

bool ModelConfigVisitor::InQuantization(std::string_view key) {
  if (key != "bits") return Unknown();
  std::size_t bits = 0;
  if (!Whole(bits, 4, 32)) return false;
  config.bits = static_cast<int>(bits);
  return bits == 4 || bits == 8 || bits == 16 || bits == 32 ||
         Wrong("32, 16, 8 or 4");
}

bool ModelConfigVisitor::InEvaluation(std::string_view key) {
  Evaluation& e = *config.evaluation;
  if (key == "split") return String(e.split);
  if (key == "loss") return has_loss_ = Decimal(e.loss);
  if (key == "loss_f32") return Decimal(e.loss_f32);
  if (key == "characters_per_token") return Decimal(e.characters_per_token);
  return true;
}

bool ModelConfigVisitor::FinishLayer(LayerConfig& layer, const Seen& seen,
                                     std::size_t index) {
  const std::string where = Sentence({"layers.", WholeText(index), "."});
  if (!seen.kind) return Lacks(where + "kind");
  const LayerConfig defaults =
      DefaultLayer(layer.kind, config.network.vocab_size);
  for (std::size_t key = 0; key < kLayerKeys.size(); ++key) {
    const LayerKeyRow& row = kLayerKeys[key];
    const bool has = (seen.keys >> key & 1) != 0;
    const bool may_have = IsOneOf(layer.kind, row.kinds);
    if (has && !may_have) return UnknownAt(Sentence({where, row.name}), {});
    if (has) continue;
    if (may_have && row.required) return Lacks(Sentence({where, row.name}));
    if (key == static_cast<std::size_t>(LayerKey::kActivation)) {
      layer.activation = defaults.activation;
    }
    if (key == static_cast<std::size_t>(LayerKey::kDivisor)) {
      layer.divisor = defaults.divisor;
    }
  }
  return true;
}

bool ModelConfigVisitor::Finish() {
  TokenizerConfig& t = config.tokenizer;
  NetworkConfig& network = config.network;
  if (!has_format_) return Lacks("format");
  if (!has_kind_) return Lacks("tokenizer.kind");
  if (config.evaluation && !has_loss_) return Lacks("evaluation.loss");
  if (config.evaluation && !(config.evaluation->characters_per_token > 0)) {
    return Contradicts("characters_per_token is 0");
  }
  const bool bytes = t.kind == TokenizerKind::kByte;
  if (bytes && !t.vocab.empty()) {
    return Contradicts("a byte tokenizer has no vocab");
  }
  network.vocab_size = bytes ? 256 : t.vocab.size();
  if (t.unknown_id >= 0 &&
      static_cast<std::size_t>(t.unknown_id) >= network.vocab_size) {
    return Contradicts("unknown_id is not in the vocab");
  }
  if (has_bpe_ && t.kind != TokenizerKind::kBpe) {
    return Contradicts("its kind is not bpe");
  }
  if (!ends_.empty() && !CallApart<MarkEnds>(*this)) return false;
  for (std::size_t i = 0; has_layers_ && i < network.layers.size(); ++i) {
    LayerConfig& layer = network.layers[i];
    if (!FinishLayer(layer, seen_[i][0], i)) return false;
    if (!layer.layer.empty() && !FinishLayer(layer.layer[0], seen_[i][1], i)) {
      return false;
    }
  }
  if (has_window_ && network.context.window == 0) {
    return Lacks("context.window");
  }
  if (network.context.padding && !has_padding_id_) {
    return Lacks("context.pad.id");
  }
  auto checked = CheckNetwork(network);
  return checked ||
         Refuse(checked.error().code, std::move(checked.error().message));
}

Result<ModelConfig> ParseConfig(std::string_view json) {
  std::string text(json);
  ModelConfigVisitor visitor;
  if (auto read = ReadJson(text, "config", visitor); !read) {
    return std::unexpected(std::move(read.error()));
  }
  if (!visitor.Finish()) return std::unexpected(visitor.error());
  return std::move(visitor.config);
}

}  // namespace lukewarm
