// The tokens of a character or word tokenizer, checked.
#pragma once

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
  // the vocab.
  static Result<Vocab> Make(const TokenizerConfig& config);

  std::size_t size() const { return table_.size(); }
  int unknown_id() const { return unknown_id_; }
  const std::string& Text(int id) const { return table_.Text(id); }

  // Returns the id of `text`, or -1. Never the unknown or a special token: a
  // prompt that spells "<unk>" means those five characters.
  int Find(std::string_view text) const;

  // Whether token `id` is no text.
  bool IsSpecial(int id) const;

 private:
  TokenTable table_;
  int unknown_id_ = -1;
  std::vector<int> special_;  // in rising order
};

}  // namespace lukewarm
