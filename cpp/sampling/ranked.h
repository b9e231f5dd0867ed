// Tokens in an order: by key, equal keys by index. The order is strict, so that
// what a standard library does with equal elements never reaches a text.
#pragma once

#include <cstddef>
#include <span>

namespace lukewarm {

struct Ranked {
  float key;  // smaller comes first; never NaN
  int index;  // into arrays in id order

  friend bool operator<(const Ranked& a, const Ranked& b) {
    return a.key < b.key || (a.key == b.key && a.index < b.index);
  }
};

// Returns the last token, in order, that has less than `mass` before it, but
// at least the first one: the end of the smallest set of at least `mass`.
// weights: by index, above 0 for the first token; added in f64. Reorders
// `tokens` [>= 1]. A weighted quickselect, O(tokens) on average: a sort of
// thousands of tokens took ten times as long.
Ranked NucleusCutoff(std::span<Ranked> tokens, std::span<const float> weights,
                     double mass);

}  // namespace lukewarm
