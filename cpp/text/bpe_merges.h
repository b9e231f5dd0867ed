// The merges of a byte-pair vocab, and how they are applied: the best-ranked
// pair of neighbours first, of several the leftmost.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "base/result.h"
#include "text/vocab.h"

namespace lukewarm {

struct BpeSymbol {
  int id;
  std::size_t end;  // of its text, in bytes
};

class BpeMerges {
 public:
  // `pairs`: two ids for each merge, in order of rank. Errors: kFileCorrupt
  // unless each pair makes one of the vocab's tokens, and none is there twice.
  static Result<BpeMerges> Make(const Vocab& vocab, std::span<const int> pairs);

  // Merges neighbours until no merge fits. O(n log n), n symbols.
  void Apply(std::vector<BpeSymbol>* symbols) const;

 private:
  struct Merge {
    int right;
    int rank;
    int id;
  };

  // Returns the merge of two tokens, or nullptr.
  const Merge* Find(int left, int right) const;

  // Those of left token i are in [first_[i], first_[i + 1]), by right token.
  std::vector<std::size_t> first_;
  std::vector<Merge> merges_;
};

}  // namespace lukewarm
