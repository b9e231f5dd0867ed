// The config's words, in the order of their enums in model/config.h.
#pragma once

#include <array>
#include <string_view>

namespace lukewarm {

inline constexpr std::array<std::string_view, 3> kCellNames = {"rnn", "gru",
                                                               "lstm"};
inline constexpr std::array<std::string_view, 2> kActivationNames = {"tanh",
                                                                     "relu"};
inline constexpr std::array<std::string_view, 2> kResetNames = {"after",
                                                                "before"};
inline constexpr std::array<std::string_view, 3> kTokenizerNames = {
    "char", "byte", "word"};

}  // namespace lukewarm
