// Builds an Encoding: assigns the text's bytes to the ids, and finds a
// substitute once for each distinct piece that the vocab does not have.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "text/token_table.h"
#include "text/tokenizer.h"

namespace lukewarm {

// What an unknown piece is read as: nothing if it is skipped.
struct Substitute {
  std::vector<int> ids;
  std::string text;
};

class EncodingBuilder {
 public:
  // The expected number of ids.
  void Reserve(std::size_t ids);

  // Adds an id for the bytes up to `end`, which is a byte offset of the text.
  void Add(int id, std::size_t end);

  // Adds what `find()`, which returns a Substitute, makes of `typed`, a piece
  // of the text that ends at `end`. `key`: equal for equal answers.
  template <typename Find>
  void AddUnknown(std::string_view key, std::string_view typed, std::size_t end,
                  const Find& find) {
    const auto [index, is_new] = keys_.Add(key);
    if (is_new) {
      substitutes_.push_back(find());
      Report(typed, substitutes_.back().text);
    }
    for (const int id : substitutes_[index].ids) Add(id, end);
  }

  // Returns the encoding of a text of so many bytes.
  Encoding Finish(std::size_t text_size) &&;

 private:
  void Report(std::string_view typed, std::string_view read);

  Encoding encoding_;
  std::size_t end_ = 0;  // of the bytes assigned so far
  TokenTable keys_;
  std::vector<Substitute> substitutes_;  // one per key
  TokenTable reported_;
};

}  // namespace lukewarm
