// Strings numbered in the order they were added, found by their text: the vocab
// of a tokenizer, and the counter that builds one.
//
// An own open-addressing table, because std::unordered_map<std::string, int>
// allocates a node per word and is larger in wasm than all of text/.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace lukewarm {

class TokenTable {
 public:
  // Returns the number of `text`, or -1. O(length).
  int Find(std::string_view text) const;

  struct Added {
    int id;
    bool is_new;
  };
  // Returns the number of `text`, which is a new one if the table lacks it.
  Added Add(std::string_view text);

  std::size_t size() const { return texts_.size(); }
  const std::string& Text(int id) const { return texts_[id]; }

  // Whether so many hashes collide that the strings must have been chosen to
  // do so. To be asked after each string of an unchecked list: n colliding ones
  // cost n * n steps.
  bool is_degenerate() const { return longest_walk_ > kLongestWalk; }

 private:
  // At a load of at most one half, 50 is rare in a table of a million words.
  static constexpr std::size_t kLongestWalk = 1000;

  std::size_t Slot(std::string_view text, std::uint32_t hash,
                   std::size_t* walk) const;
  void Grow();

  std::vector<std::string> texts_;
  std::vector<std::uint32_t> hashes_;  // of each text
  std::vector<std::int32_t> slots_;    // a power of two of them; -1: empty
  std::size_t longest_walk_ = 0;
};

}  // namespace lukewarm
