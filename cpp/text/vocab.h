// The tokens of a character or word tokenizer, checked.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "text/token_table.h"
#include "text/tokenizer_config.h"

namespace lukewarm {

class Vocab {
 public:
  // Errors: kFileCorrupt for a vocab that is empty or too long, a token that is
  // empty, not UTF-8 or a duplicate, an unknown_id or a special token outside
  // the vocab, an end that is not special.
  static Result<Vocab> Make(const TokenizerConfig& config);

  std::size_t size() const { return table_.size(); }
  int unknown_id() const { return unknown_id_; }
  const std::string& Text(int id) const { return table_.Text(id); }

  // Returns the id of `text`, or -1. Never the unknown or a special token: a
  // prompt that spells "<unk>" means those five characters.
  int Find(std::string_view text) const {
    const int id = table_.Find(text);
    return id == unknown_id_ || IsSpecial(id) ? -1 : id;
  }

  // Whether token `id` is no text.
  bool IsSpecial(int id) const {
    return std::binary_search(special_.begin(), special_.end(), id);
  }

 private:
  // Takes the special tokens, of which there are some. Returns what is wrong
  // with them, or an empty text.
  std::string_view TakeSpecial(const TokenizerConfig& config);

  TokenTable table_;
  int unknown_id_ = -1;
  std::vector<int> special_;  // in rising order
};

}  // namespace lukewarm
