#include "model/convert_format1.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/message.h"
#include "model/config_json.h"
#include "model/config_names.h"
#include "model/limits.h"
#include "model/model_file.h"
#include "model/number_text.h"
#include "model/parse_config.h"
#include "model/safetensors.h"
#include "model/stored_bits.h"

namespace lukewarm {
namespace {

constexpr std::array<std::string_view, 3> kCells = {"rnn", "gru", "lstm"};
constexpr std::array<LayerKind, 3> kCellKinds = {
    LayerKind::kRnn, LayerKind::kGru, LayerKind::kLstm};

// Takes the keys of format 1 that are gone; the rest is read as today's.
class Format1Visitor final : public ModelConfigVisitor {
 public:
  // Returns whether the file is of today's format, so that reading stopped.
  bool is_current() const { return is_current_; }

  bool Finish() {
    if (hidden_sizes_.empty()) return Lacks("architecture.hidden_sizes");
    auto& layers = config.network.layers;
    layers.push_back(embedding_size_ > 0
                         ? LayerConfig{.kind = LayerKind::kEmbedding,
                                       .size = embedding_size_}
                         : LayerConfig{.kind = LayerKind::kOneHot});
    for (std::size_t size : hidden_sizes_) {
      cell_.size = size;
      layers.push_back(cell_);
    }
    layers.push_back({.kind = LayerKind::kOutput});
    if (tied_) layers.back().tied = 0;
    if (!ModelConfigVisitor::Finish()) return false;
    return vocab_size_ == config.network.vocab_size ||
           Contradicts("vocab_size is not the size of the tokenizer's vocab");
  }

 private:
  bool Take() override {
    const std::string_view key = path()[0];
    if (key == "format" && Is(JsonKind::kNumber)) {
      if (text() == "1") return has_format_ = true;
      is_current_ = text() == WholeText(kFormatVersion);
      if (is_current_) return Contradicts("the format is today's");
    }
    if (key != "architecture") return ModelConfigVisitor::Take();
    return path().size() == 1 ? Object() : InArchitecture(path()[1]);
  }

  bool InArchitecture(std::string_view key) {
    if (key == "cell") {
      std::size_t index = 0;
      if (!Choice(kCells, index)) return false;
      cell_.kind = kCellKinds[index];
      return true;
    }
    if (key == "activation") return Choice(kActivationNames, cell_.activation);
    if (key == "reset") return Choice(kResetNames, cell_.reset);
    if (key == "vocab_size") return Whole(vocab_size_, 1, kMaxVocabSize);
    if (key == "embedding_size") return Whole(embedding_size_, 0, kMaxWidth);
    if (key == "tied") return Flag(tied_);
    if (key != "hidden_sizes") return Unknown();
    if (path().size() == 2) return List();
    if (hidden_sizes_.size() == kMaxLayers) return Wrong("at most 64 layers");
    return Whole(hidden_sizes_.emplace_back(), 1, kMaxWidth);
  }

  LayerConfig cell_ = {.kind = LayerKind::kLstm};
  std::size_t vocab_size_ = 0;
  std::size_t embedding_size_ = 0;
  std::vector<std::size_t> hidden_sizes_;
  bool tied_ = false;
  bool is_current_ = false;
};

// Removes what PyTorch's DataParallel and compile() put before names.
std::string_view WithoutWrappers(std::string_view name) {
  for (bool again = true; again;) {
    again = false;
    for (std::string_view prefix : {"module.", "_orig_mod."}) {
      if (!name.starts_with(prefix)) continue;
      name.remove_prefix(prefix.size());
      again = true;
    }
  }
  return name;
}

// Returns the name of today's format, or nothing for an unknown one.
std::optional<std::string> NewName(std::string_view name,
                                   const NetworkConfig& network) {
  name = WithoutWrappers(name);
  std::string_view companion;
  for (std::string_view suffix : {".scale", ".group"}) {
    if (!name.ends_with(suffix)) continue;
    companion = suffix;
    name.remove_suffix(suffix.size());
  }
  const std::size_t output = network.layers.size() - 1;
  std::size_t layer = 0;
  std::string_view last = name.substr(name.find('.') + 1);
  if (name == "decoder.weight" || name == "decoder.bias") {
    const bool tied = last == "weight" && network.layers.back().tied;
    layer = tied ? 0 : output;
  } else if (name.starts_with("rnn.")) {
    const std::size_t at = last.rfind("_l");
    if (at == std::string_view::npos) return std::nullopt;
    const auto index = ParseWhole(last.substr(at + 2));
    if (!index || *index + 1 >= output) return std::nullopt;
    layer = static_cast<std::size_t>(*index) + 1;
    last = last.substr(0, at);
    if (std::ranges::count(
            std::array<std::string_view, 4>{"weight_ih", "weight_hh", "bias_ih",
                                            "bias_hh"},
            last) == 0) {
      return std::nullopt;
    }
  } else if (name != "encoder.weight") {
    return std::nullopt;
  }
  return Sentence({"layers.", WholeText(layer), ".", last, companion});
}

std::unexpected<Error> BadTensor(ErrorCode code, std::string_view name,
                                 std::string_view what) {
  return Fail(code, Sentence({"The tensor ", Quote(name), " ", what,
                              ". Rename or remove it and save the file "
                              "again."}));
}

Result<TensorMap> Renamed(const TensorMap& tensors,
                          const NetworkConfig& network) {
  TensorMap renamed;
  for (const auto& [name, tensor] : tensors) {
    const auto new_name = NewName(name, network);
    if (!new_name) {
      return BadTensor(ErrorCode::kFileUnsupported, name,
                       "is unknown: the names are encoder.weight, "
                       "rnn.weight_ih_l0 and so on, decoder.weight, "
                       "decoder.bias");
    }
    const auto [place, is_new] = renamed.emplace(*new_name, tensor);
    const Tensor& first = place->second;
    if (!is_new &&
        (first.dtype != tensor.dtype || first.shape != tensor.shape ||
         !std::ranges::equal(first.bytes, tensor.bytes))) {
      return BadTensor(ErrorCode::kFileCorrupt, name,
                       "is there twice with different numbers");
    }
  }
  return renamed;
}

}  // namespace

Result<std::vector<std::uint8_t>> ConvertFormat1(
    std::span<const std::uint8_t> bytes) {
  const auto contents = ReadContents(bytes);
  if (!contents) return std::unexpected(contents.error());
  std::string json = *contents->Metadata(kConfigKey);
  Format1Visitor visitor;
  auto read = ReadJson(json, "config", visitor);
  if (visitor.is_current()) return std::vector(bytes.begin(), bytes.end());
  if (!read) return std::unexpected(std::move(read.error()));
  if (!visitor.Finish()) return std::unexpected(visitor.error());

  const auto tensors = Renamed(contents->tensors, visitor.config.network);
  if (!tensors) return std::unexpected(tensors.error());
  visitor.config.bits = StoredBits(visitor.config.network, *tensors);
  return WriteModelFile(visitor.config, *tensors);
}

}  // namespace lukewarm
