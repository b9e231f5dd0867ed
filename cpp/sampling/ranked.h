// Tokens in an order: by key, equal keys by id. The order is strict, so that
// what a standard library does with equal elements never reaches a text.
#pragma once

#include <cstddef>
#include <span>

namespace lukewarm {

struct Ranked {
  double key;     // smaller comes first; never NaN
  double weight;  // a probability up to a common factor
  int id;

  friend bool operator<(const Ranked& a, const Ranked& b) {
    return a.key < b.key || (a.key == b.key && a.id < b.id);
  }
};

// Moves the first n to the front, in order. O(size log n).
void SortFirst(std::span<Ranked> tokens, std::size_t n);

// Returns the last token, in order, that has less than `mass` before it; the
// first one at least. Reorders `tokens` [>= 1], and sorts only as many as it
// needs to.
Ranked LastWithin(std::span<Ranked> tokens, double mass);

}  // namespace lukewarm
