// Keeps what few need out of what all do.
#pragma once

#include <utility>

namespace lukewarm {

// Returns function(arguments...), called by its address: optimizers inline a
// function that is called once, and a part of a function cannot come with the
// second part of the wasm module (web/make/split.mjs).
template <auto function, typename... Arguments>
decltype(auto) CallApart(Arguments&&... arguments) {
  static constinit auto* volatile address = function;
  return address(std::forward<Arguments>(arguments)...);
}

}  // namespace lukewarm
