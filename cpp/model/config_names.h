// The words of the config's JSON. Lists of names stand in the order of their
// enums in model/config.h.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "model/config.h"

namespace lukewarm {

inline constexpr std::array<std::string_view, 13> kLayerNames = {
    "embedding",  "one-hot",     "scaled-id",         "rnn",
    "gru",        "lstm",        "bidirectional",     "dense",
    "layer-norm", "concatenate", "attention-average", "flatten",
    "output"};
inline constexpr std::array<std::string_view, 6> kActivationNames = {
    "linear", "tanh",         "sigmoid",
    "relu",   "hard-sigmoid", "hard-sigmoid-keras-2"};
inline constexpr std::array<std::string_view, 2> kResetNames = {"after",
                                                                "before"};
inline constexpr std::array<std::string_view, 5> kTokenizerNames = {
    "char", "byte", "word", "split", "bpe"};
inline constexpr std::array<std::string_view, 3> kPrefixSpaceNames = {
    "never", "missing", "always"};

// A set of layer kinds, one bit each.
using LayerKinds = std::uint16_t;

constexpr LayerKinds KindBit(LayerKind kind) {
  return static_cast<LayerKinds>(1u << static_cast<unsigned>(kind));
}

inline constexpr LayerKinds kRecurrentKinds = KindBit(LayerKind::kRnn) |
                                              KindBit(LayerKind::kGru) |
                                              KindBit(LayerKind::kLstm);
inline constexpr LayerKinds kIdKinds = KindBit(LayerKind::kEmbedding) |
                                       KindBit(LayerKind::kOneHot) |
                                       KindBit(LayerKind::kScaledId);

constexpr bool IsOneOf(LayerKind kind, LayerKinds kinds) {
  return (kinds & KindBit(kind)) != 0;
}

// The keys of a layer besides "kind", in the order that they are written.
enum class LayerKey : std::uint8_t {
  kSize,
  kUnits,
  kActivation,
  kRecurrentActivation,
  kReset,
  kReturnSequences,
  kLearnedStart,
  kDivisor,
  kEpsilon,
  kInputs,
  kLayer,
  kTied
};

struct LayerKeyRow {
  std::string_view name;
  LayerKinds kinds;  // that may have the key
  bool required;
};

inline constexpr std::array<LayerKeyRow, 12> kLayerKeys = {{
    {"size", KindBit(LayerKind::kEmbedding), true},
    {"units", kRecurrentKinds | KindBit(LayerKind::kDense), true},
    {"activation", kRecurrentKinds | KindBit(LayerKind::kDense), false},
    {"recurrent_activation",
     KindBit(LayerKind::kGru) | KindBit(LayerKind::kLstm), false},
    {"reset", KindBit(LayerKind::kGru), false},
    {"return_sequences", kRecurrentKinds, false},
    {"learned_start", kRecurrentKinds, false},
    {"divisor", KindBit(LayerKind::kScaledId), false},
    {"epsilon", KindBit(LayerKind::kLayerNorm), false},
    {"inputs", KindBit(LayerKind::kConcatenate), true},
    {"layer", KindBit(LayerKind::kBidirectional), true},
    {"tied", KindBit(LayerKind::kOutput), false},
}};

// Returns the layer that a JSON object with the key "kind" alone describes.
inline LayerConfig DefaultLayer(LayerKind kind, std::size_t vocab_size) {
  return {.kind = kind,
          .activation = kind == LayerKind::kDense ? Activation::kLinear
                                                  : Activation::kTanh,
          .divisor = kind == LayerKind::kScaledId
                         ? static_cast<double>(vocab_size)
                         : 1};
}

}  // namespace lukewarm
