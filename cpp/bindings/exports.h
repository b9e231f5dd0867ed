// What the exported functions of both modules share: errors do not cross as
// exceptions, since those would skip C++ destructors and leak. A call returns 0
// or false, and JavaScript asks for the error and throws. Text comes as UTF-8
// at an address with a size, and goes as a Text. web/engine/module.js is the
// other side.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <utility>

#include "base/result.h"

#define LUKEWARM_EXPORT __attribute__((used, visibility("default")))

namespace lukewarm {

// Text or bytes that JavaScript copies.
struct Text {
  const void* address;
  std::size_t size;
};

inline Error last_error{ErrorCode::kInvalidArgument, ""};

template <typename T>
bool Succeeds(Result<T> result) {
  if (!result) last_error = std::move(result.error());
  return result.has_value();
}

// Returns where JavaScript finds `size` bytes at `address`, until the next
// call.
inline const Text* Answer(const void* address, std::size_t size) {
  static Text answer;
  answer = {address, size};
  return &answer;
}
inline const Text* Answer(std::string_view text) {
  return Answer(text.data(), text.size());
}

// JavaScript's numbers are doubles: what is beyond an int is clamped, and what
// is negative or NaN becomes -1, which a check then refuses.
inline int ToInt(double value) {
  constexpr double kLimit = 2147483647;
  if (!(value >= 0)) return -1;
  return static_cast<int>(std::min(value, kLimit));
}

}  // namespace lukewarm
