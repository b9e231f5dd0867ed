// How often each token has occurred in a text, kept up to date as it grows.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace lukewarm {

class TokenCounts {
 public:
  // The counts of an empty text; no token can be added.
  TokenCounts() = default;
  explicit TokenCounts(std::size_t vocab_size) : counts_(vocab_size) {
    ids_.reserve(vocab_size);
  }

  // Counts one more occurrence of `id`, in [0, vocab_size). O(1).
  void Add(int id) {
    if (counts_[static_cast<std::size_t>(id)]++ == 0) ids_.push_back(id);
  }

  // The ids that have occurred, in the order of their first occurrence.
  std::span<const int> ids() const { return ids_; }
  int operator[](int id) const { return counts_[static_cast<std::size_t>(id)]; }

 private:
  std::vector<int> counts_;  // [vocab_size]
  std::vector<int> ids_;
};

}  // namespace lukewarm
