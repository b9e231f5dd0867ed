#include "model/check_network.h"

#include <array>
#include <cmath>
#include <string_view>

#include "base/message.h"
#include "model/config_names.h"
#include "model/limits.h"

namespace lukewarm {
namespace {

// What a layer gives: vectors [width], one for every position or a single one.
struct Output {
  std::size_t width = 0;
  bool sequence = true;
};

class Checker {
 public:
  explicit Checker(const NetworkConfig& network) : network_(network) {}

  // Returns what is wrong, or an empty text.
  std::string_view Check() {
    const auto& layers = network_.layers;
    const ContextConfig& context = network_.context;
    if (layers.empty()) return "there are no layers";
    if (layers.size() > kMaxLayers) return "there are too many layers";
    if (network_.vocab_size == 0 || network_.vocab_size > kMaxVocabSize) {
      return "the vocab is empty or too large";
    }
    if (context.window > kMaxWindow) return "the window is too long";
    if (context.padding) {
      if (context.window == 0) return "padding needs a window";
      if (context.padding->id < 0 ||
          static_cast<std::size_t>(context.padding->id) >=
              network_.vocab_size) {
        return "the padding's id is not in the vocab";
      }
    }
    for (; index_ < layers.size(); ++index_) {
      const std::string_view wrong = Layer(layers[index_]);
      if (!wrong.empty()) return wrong;
    }
    return {};
  }

  std::size_t index() const { return index_; }

 private:
  std::string_view Layer(const LayerConfig& layer) {
    Output& output = outputs_[index_];
    const bool last = index_ + 1 == network_.layers.size();
    if ((layer.kind == LayerKind::kOutput) != last) {
      return "the output must be the last layer and no other";
    }
    if (IsOneOf(layer.kind, kIdKinds)) {
      output.width = layer.kind == LayerKind::kEmbedding ? layer.size
                     : layer.kind == LayerKind::kOneHot  ? network_.vocab_size
                                                         : 1;
      if (!(layer.divisor > 0) || !std::isfinite(layer.divisor)) {
        return "a divisor must be above 0";
      }
    } else {
      if (index_ == 0) {
        return "the first layer must be embedding, one-hot or scaled-id";
      }
      const std::string_view wrong = Reader(layer, outputs_[index_ - 1]);
      if (!wrong.empty()) return wrong;
    }
    const bool has_size =
        (kLayerKeys[0].kinds | kLayerKeys[1].kinds) & KindBit(layer.kind);
    if (has_size && (layer.size == 0 || layer.size > kMaxWidth)) {
      return "the size is out of range";
    }
    return output.width > kMaxVocabSize ? "the output is too wide"
                                        : std::string_view();
  }

  // A layer that reads the vectors of another.
  std::string_view Reader(const LayerConfig& layer, Output input) {
    Output& output = outputs_[index_];
    output = input;
    switch (layer.kind) {
      case LayerKind::kDense:
        output.width = layer.size;
        break;
      case LayerKind::kLayerNorm:
        if (!(layer.epsilon > 0) || !std::isfinite(layer.epsilon)) {
          return "an epsilon must be above 0";
        }
        break;
      case LayerKind::kConcatenate:
        return Concatenate(layer);
      case LayerKind::kAttentionAverage:
        output.sequence = false;
        break;
      case LayerKind::kFlatten:
        output.width *= network_.context.window;
        output.sequence = false;
        if (network_.context.padding && network_.context.padding->masked) {
          return "flatten cannot read masked padding";
        }
        break;
      case LayerKind::kOutput:
        return Tied(layer, input.width);
      case LayerKind::kBidirectional:
        if (layer.layer.size() != 1 ||
            !IsOneOf(layer.layer[0].kind, kRecurrentKinds)) {
          return "a bidirectional layer needs one recurrent layer";
        }
        if (layer.layer[0].size == 0 || layer.layer[0].size > kMaxWidth) {
          return "the size is out of range";
        }
        output = {2 * layer.layer[0].size, layer.layer[0].return_sequences};
        break;
      default:  // recurrent
        output = {layer.size, layer.return_sequences};
    }
    const bool whole_window =
        IsOneOf(layer.kind, KindBit(LayerKind::kBidirectional) |
                                KindBit(LayerKind::kAttentionAverage)) ||
        !output.sequence;
    if (!input.sequence && IsOneOf(layer.kind, kSequenceKinds)) {
      return "the layer reads a sequence, and the one before it gives one "
             "position";
    }
    if (whole_window && network_.context.window == 0 && input.sequence) {
      return "the layer reads a window, and the context is stateful";
    }
    return {};
  }

  std::string_view Concatenate(const LayerConfig& layer) {
    Output& output = outputs_[index_];
    if (layer.inputs.empty() || layer.inputs.size() > kMaxLayers) {
      return "a concatenation needs its inputs";
    }
    output.width = 0;
    for (std::size_t input : layer.inputs) {
      if (input >= index_) return "a concatenation reads earlier layers only";
      const Output& other = outputs_[input];
      if (other.sequence != outputs_[layer.inputs[0]].sequence) {
        return "a concatenation joins sequences, or single positions";
      }
      output.width += other.width;  // each at most kMaxVocabSize
    }
    output.sequence = outputs_[layer.inputs[0]].sequence;
    return {};
  }

  std::string_view Tied(const LayerConfig& layer, std::size_t width) {
    outputs_[index_].width = network_.vocab_size;
    if (!layer.tied) return {};
    if (*layer.tied >= index_ ||
        network_.layers[*layer.tied].kind != LayerKind::kEmbedding) {
      return "tied must name an embedding";
    }
    return network_.layers[*layer.tied].size == width
               ? std::string_view()
               : "a tied embedding must be as wide as what the output reads";
  }

  static constexpr LayerKinds kSequenceKinds =
      kRecurrentKinds | KindBit(LayerKind::kBidirectional) |
      KindBit(LayerKind::kAttentionAverage) | KindBit(LayerKind::kFlatten);

  const NetworkConfig& network_;
  std::array<Output, kMaxLayers> outputs_ = {};
  std::size_t index_ = 0;
};

}  // namespace

std::expected<void, Error> CheckNetwork(const NetworkConfig& network) {
  Checker checker(network);
  const std::string_view wrong = checker.Check();
  if (wrong.empty()) return {};
  return Fail(ErrorCode::kFileCorrupt,
              Sentence({"The model's layers do not fit together, at layer ",
                        WholeText(checker.index()), ": ", wrong,
                        ". Correct the config, or make the file again."}));
}

}  // namespace lukewarm
