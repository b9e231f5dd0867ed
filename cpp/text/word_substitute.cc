#include "text/word_substitute.h"

#include <cstddef>
#include <string>

#include "text/char_class.h"
#include "text/letter_case.h"
#include "text/look_alikes.h"
#include "text/utf8.h"
#include "text/word_marks.h"

namespace lukewarm {
namespace {

// Returns the id of the symbol, with the wanted marks if the vocab has it so,
// else with the most similar ones; -1: not at all.
int FindSymbol(const Vocab& vocab, std::string_view symbol, bool join_left,
               bool join_right) {
  for (const bool left : {join_left, !join_left}) {
    for (const bool right : {join_right, !join_right}) {
      const int id = vocab.Find(MarkToken(symbol, left, right));
      if (id >= 0) return id;
    }
  }
  return -1;
}

// Returns the ids of the code points of `symbol` that are symbols by
// themselves.
std::vector<int> FindParts(const Vocab& vocab, std::string_view symbol,
                           bool join_left, bool join_right) {
  std::vector<int> ids;
  for (std::size_t i = 0; i < symbol.size();) {
    const std::size_t end = i + ReadUtf8(symbol, i).length;
    const int id =
        FindSymbol(vocab, symbol.substr(i, end - i), i > 0 || join_left,
                   end == symbol.size() && join_right);
    if (id >= 0) ids.push_back(id);
    i = end;
  }
  return ids;
}

std::vector<int> SubstituteSymbol(const Vocab& vocab, std::string_view symbol,
                                  const WordPiece& piece) {
  std::vector<std::string> readings = LookAlikes(symbol, piece.opening);
  readings.emplace(readings.begin(), symbol);
  for (const std::string& reading : readings) {
    const int id =
        FindSymbol(vocab, reading, piece.join_left, piece.join_right);
    if (id >= 0) return {id};
  }
  for (const std::string& reading : readings) {
    std::vector<int> ids =
        FindParts(vocab, reading, piece.join_left, piece.join_right);
    if (!ids.empty()) return ids;
  }
  return {};
}

std::string WithApostrophe(std::string_view word, char32_t apostrophe) {
  std::string out;
  for (std::size_t i = 0; i < word.size();) {
    const auto [c, length] = ReadUtf8(word, i);
    AppendUtf8(IsApostrophe(c) ? apostrophe : c, &out);
    i += length;
  }
  return out;
}

// Returns the id of the word in any of its spellings, or -1.
int FindSpelling(const Vocab& vocab, std::string_view word) {
  for (const std::string& letters : {std::string(word), WithoutAccents(word)}) {
    for (const char32_t apostrophe : {U'\'', U'’'}) {
      const std::string spelling = WithApostrophe(letters, apostrophe);
      int id = vocab.Find(spelling);
      for (const LetterCase letter_case :
           {LetterCase::kLower, LetterCase::kCapitalised, LetterCase::kUpper}) {
        if (id < 0) id = vocab.Find(WithCase(spelling, letter_case));
      }
      if (id >= 0) return id;
    }
  }
  return -1;
}

// Returns the ids of the parts before, between and after the apostrophes, up to
// the first unknown one: a leftover 's alone would be gibberish.
std::vector<int> FindApostropheParts(const Vocab& vocab,
                                     std::string_view word) {
  std::vector<int> ids;
  WordPiece joined;
  joined.join_left = joined.join_right = true;
  std::vector<int> apostrophe;
  for (std::size_t begin = 0, i = 0; i <= word.size();) {
    const bool at_end = i == word.size();
    const auto [c, length] = at_end ? CodePoint{0, 1} : ReadUtf8(word, i);
    if (at_end || IsApostrophe(c)) {
      const int id = FindSpelling(vocab, word.substr(begin, i - begin));
      if (id < 0) return ids;
      ids.insert(ids.end(), apostrophe.begin(), apostrophe.end());
      ids.push_back(id);
      if (at_end) return ids;
      apostrophe = SubstituteSymbol(vocab, word.substr(i, length), joined);
      if (apostrophe.empty()) return ids;
      begin = i + length;
    }
    i += length;
  }
  return ids;
}

}  // namespace

std::vector<int> SubstituteWord(const Vocab& vocab, std::string_view typed,
                                const WordPiece& piece) {
  switch (piece.kind) {
    case WordPiece::Kind::kSymbol:
      return SubstituteSymbol(vocab, typed, piece);
    case WordPiece::Kind::kWord: {
      const int id = FindSpelling(vocab, typed);
      if (id >= 0) return {id};
      return FindApostropheParts(vocab, typed);
    }
    case WordPiece::Kind::kNewline:
    case WordPiece::Kind::kNone:
      break;
  }
  return {};
}

}  // namespace lukewarm
