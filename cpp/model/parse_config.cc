#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>

#include "base/message.h"
#include "model/config_json.h"
#include "model/config_names.h"
#include "model/json_reader.h"
#include "model/limits.h"
#include "model/number_text.h"

namespace lukewarm {
namespace {

using Path = std::span<const std::string_view>;

class ConfigVisitor final : public JsonVisitor {
 public:
  bool Visit(Path path, JsonKind kind, std::string_view text) override {
    if (path.empty()) return kind == JsonKind::kObject || Wrong("an object");
    path_ = path;
    kind_ = kind;
    text_ = text;
    // null says what an absent key says.
    if (kind == JsonKind::kNull && path.size() < 3) return true;
    if (path.size() == 1) return Top(path[0]);
    if (path[0] == "architecture") return InArchitecture(path[1]);
    if (path[0] == "tokenizer") return InTokenizer(path[1]);
    if (path[0] == "quantization") return InQuantization(path[1]);
    if (path[0] == "evaluation") return InEvaluation(path[1]);
    return true;
  }

  // Checks what only the whole shows, and puts what the cell has no use for
  // back to its default.
  bool Finish() {
    Architecture& a = config.architecture;
    TokenizerConfig& t = config.tokenizer;
    if (!has_format_) return Lacks("format");
    if (!has_cell_) return Lacks("architecture.cell");
    if (a.vocab_size == 0) return Lacks("architecture.vocab_size");
    if (a.hidden_sizes.empty()) return Lacks("architecture.hidden_sizes");
    if (!has_kind_) return Lacks("tokenizer.kind");
    if (config.has_evaluation && !has_loss_) return Lacks("evaluation.loss");
    if (!(config.evaluation.characters_per_token > 0)) {
      return Contradicts("characters_per_token is 0");
    }
    if (a.cell != CellKind::kRnn && a.activation != RnnActivation::kTanh) {
      return Refuse(ErrorCode::kFileUnsupported,
                    "Only the cell \"rnn\" can have another activation than "
                    "tanh in this version of Lukewarm.");
    }
    if (a.cell != CellKind::kGru) a.reset = GruReset::kAfter;
    if (a.tied && a.embedding_size != a.hidden_sizes.back()) {
      return Contradicts(
          "tied weights need an embedding as wide as the last layer");
    }
    const bool bytes = t.kind == TokenizerKind::kByte;
    if (bytes && !t.vocab.empty()) {
      return Contradicts("a byte tokenizer has no vocab");
    }
    if (a.vocab_size != (bytes ? 256 : t.vocab.size())) {
      return Contradicts("vocab_size is not the size of the tokenizer's vocab");
    }
    if (unknown_ && *unknown_ >= a.vocab_size) {
      return Contradicts("unknown_id is not in the vocab");
    }
    t.unknown_id = unknown_ ? static_cast<int>(*unknown_) : -1;
    return true;
  }

  ModelConfig config;

 private:
  bool Top(std::string_view key) {
    if (key == "format") {
      const auto version =
          kind_ == JsonKind::kNumber ? ParseWhole(text_) : std::nullopt;
      if (!version || *version == 0) return Wrong("a whole number from 1");
      has_format_ = true;
      if (*version <= kFormatVersion) return true;
      return Refuse(
          ErrorCode::kFileUnsupported,
          Sentence({"This model was made by a newer version of "
                    "Lukewarm (its format is ",
                    text_, ", this version reads up to ",
                    WholeText(kFormatVersion), "). Update Lukewarm."}));
    }
    if (key == "name") return String(config.name);
    if (key == "license") return String(config.license);
    if (key == "training_data") return String(config.training_data);
    if (key == "recipe") return String(config.recipe);
    if (key == "evaluation") config.has_evaluation = true;
    if (key == "architecture" || key == "tokenizer" || key == "quantization" ||
        key == "evaluation") {
      return kind_ == JsonKind::kObject || Wrong("an object");
    }
    return true;
  }

  bool InArchitecture(std::string_view key) {
    Architecture& a = config.architecture;
    if (key == "cell") {
      has_cell_ = true;
      return Choice(kCellNames, a.cell);
    }
    if (key == "activation") {
      return Choice(kActivationNames, a.activation);
    }
    if (key == "reset") {
      return Choice(kResetNames, a.reset);
    }
    if (key == "vocab_size") return Whole(a.vocab_size, 1, kMaxVocabSize);
    if (key == "embedding_size") return Whole(a.embedding_size, 0, kMaxWidth);
    if (key == "hidden_sizes") {
      if (path_.size() == 2)
        return kind_ == JsonKind::kArray || Wrong("a list");
      if (a.hidden_sizes.size() == kMaxLayers)
        return Wrong("something shorter");
      return Whole(a.hidden_sizes.emplace_back(), 1, kMaxWidth);
    }
    if (key == "tied") {
      a.tied = kind_ == JsonKind::kTrue;
      return a.tied || kind_ == JsonKind::kFalse || Wrong("true or false");
    }
    return Unknown();
  }

  bool InTokenizer(std::string_view key) {
    TokenizerConfig& t = config.tokenizer;
    if (key == "kind") {
      has_kind_ = true;
      return Choice(kTokenizerNames, t.kind);
    }
    if (key == "vocab") {
      if (path_.size() == 2)
        return kind_ == JsonKind::kArray || Wrong("a list");
      if (t.vocab.size() == kMaxVocabSize) return Wrong("something shorter");
      return String(t.vocab.emplace_back());
    }
    if (key == "unknown_id") {
      // ModelConfig's way to say none
      if (kind_ == JsonKind::kNumber && text_ == "-1") return true;
      std::size_t id = 0;
      if (!Whole(id, 0, kMaxVocabSize - 1)) return false;
      unknown_ = id;
      return true;
    }
    if (key == "start") {
      return String(t.start) &&
             (t.start.size() <= kMaxStartBytes || Wrong("something shorter"));
    }
    return Unknown();
  }

  bool InQuantization(std::string_view key) {
    if (key != "bits") return Unknown();
    std::size_t bits = 0;
    if (!Whole(bits, 4, 32)) return false;
    config.bits = static_cast<int>(bits);
    return bits == 4 || bits == 8 || bits == 16 || bits == 32 ||
           Wrong("32, 16, 8 or 4");
  }

  bool InEvaluation(std::string_view key) {
    Evaluation& e = config.evaluation;
    if (key == "split") return String(e.split);
    if (key == "loss") return has_loss_ = Measure(e.loss);
    if (key == "loss_f32") return Measure(e.loss_f32);
    if (key == "characters_per_token") return Measure(e.characters_per_token);
    return true;
  }

  bool String(std::string& value) {
    value = text_;
    return kind_ == JsonKind::kString || Wrong("a string");
  }

  bool Whole(std::size_t& value, std::size_t low, std::size_t high) {
    const auto number =
        kind_ == JsonKind::kNumber ? ParseWhole(text_) : std::nullopt;
    if (!number || *number < low || *number > high) {
      return Wrong(Sentence(
          {"a whole number from ", WholeText(low), " to ", WholeText(high)}));
    }
    value = static_cast<std::size_t>(*number);
    return true;
  }

  bool Measure(double& value) {
    const auto number =
        kind_ == JsonKind::kNumber ? ParseMeasure(text_) : std::nullopt;
    if (!number) return Wrong("a number from 0 to 1000000");
    value = *number;
    return true;
  }

  template <typename T>
  bool Choice(std::span<const std::string_view> names, T& value) {
    const std::size_t index = Find(names);
    value = static_cast<T>(index);
    return index < names.size() || Unknown();
  }

  std::size_t Find(std::span<const std::string_view> names) const {
    std::size_t index = 0;
    while (index < names.size() &&
           (kind_ != JsonKind::kString || names[index] != text_)) {
      ++index;
    }
    return index;
  }

  std::string Where() const {
    std::string where;
    for (std::string_view key : path_) {
      if (!where.empty() && !key.empty()) where.push_back('.');
      where.append(key);
    }
    return Quote(where);
  }

  bool Wrong(std::string_view wanted) {
    return Refuse(
        ErrorCode::kFileCorrupt,
        Sentence({"The model's config is wrong at ", Where(), ": it wants ",
                  wanted, ". Correct it, or make the file again."}));
  }

  bool Unknown() {
    return Refuse(ErrorCode::kFileUnsupported,
                  Sentence({"The model's config asks for something that this "
                            "version of Lukewarm does not know, at ",
                            Where(), " ", Quote(text_),
                            ". Update Lukewarm, or correct the config."}));
  }

  bool Lacks(std::string_view key) {
    return Refuse(ErrorCode::kFileCorrupt,
                  Sentence({"The model's config lacks ", Quote(key),
                            ". Add it, or make the file again."}));
  }

  bool Contradicts(std::string_view how) {
    return Refuse(ErrorCode::kFileCorrupt,
                  Sentence({"The model's config contradicts itself: ", how,
                            ". Correct it, or make the file again."}));
  }

  Path path_;
  JsonKind kind_ = JsonKind::kNull;
  std::string_view text_;
  bool has_format_ = false;
  bool has_cell_ = false;
  bool has_kind_ = false;
  bool has_loss_ = false;
  std::optional<std::size_t> unknown_;
};

}  // namespace

Result<ModelConfig> ParseConfig(std::string_view json) {
  std::string text(json);
  ConfigVisitor visitor;
  visitor.config.bits = 0;
  if (auto read = ReadJson(text, "config", visitor); !read) {
    return std::unexpected(std::move(read.error()));
  }
  if (!visitor.Finish()) return std::unexpected(visitor.error());
  return std::move(visitor.config);
}

}  // namespace lukewarm
