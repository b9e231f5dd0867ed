#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "text/learn_bpe.h"
#include "text/token_table.h"
#include "text/tokenizer.h"
#include "text/utf8.h"
#include "text/word_marks.h"
#include "text/word_scanner.h"

namespace lukewarm {
namespace {

constexpr std::size_t kMaxVocab = 1'000'000;
constexpr std::size_t kMaxCount = 1'000'000'000;

struct Count {
  std::string token;
  std::size_t count;
};

// In order of code point.
std::vector<Count> CountCharacters(std::string_view text) {
  std::vector<std::size_t> counts(0x110000);
  for (std::size_t i = 0; i < text.size();) {
    const auto [c, length] = ReadUtf8(text, i);
    ++counts[c];
    i += length;
  }
  std::vector<Count> out;
  for (char32_t c = 0; c < counts.size(); ++c) {
    if (counts[c] == 0) continue;
    out.push_back({{}, counts[c]});
    AppendUtf8(c, &out.back().token);
  }
  return out;
}

std::vector<Count> CountWords(std::string_view text) {
  TokenTable table;
  std::vector<std::size_t> counts;
  WordScanner scanner(text);
  std::string buffer;
  for (WordPiece piece = scanner.Next(); piece.kind != WordPiece::Kind::kNone;
       piece = scanner.Next()) {
    const auto [id, is_new] = table.Add(VocabEntry(text, piece, &buffer));
    if (is_new) counts.push_back(0);
    ++counts[id];
  }
  std::vector<Count> out;
  for (std::size_t id = 0; id < counts.size(); ++id) {
    out.push_back({table.Text(static_cast<int>(id)), counts[id]});
  }
  return out;
}

// UTF-8 sorts by bytes as it does by code point.
bool ByText(const Count& a, const Count& b) { return a.token < b.token; }

bool ByFallingCount(const Count& a, const Count& b) {
  return a.count != b.count ? a.count > b.count : ByText(a, b);
}

// Keeps what the options allow, by falling count. Returns whether anything is
// left out; then one place of max_size is reserved for the unknown token.
bool Select(const VocabOptions& options, std::vector<Count>* counts) {
  std::sort(counts->begin(), counts->end(), ByFallingCount);
  const std::size_t all = counts->size();
  std::size_t kept = all;
  while (kept > 0 && (*counts)[kept - 1].count < options.min_count) --kept;
  const std::size_t places = options.max_size - (kept < all ? 1 : 0);
  if (options.max_size > 0 && kept > places) kept = options.max_size - 1;
  counts->resize(kept);
  return kept < all;
}

}  // namespace

Result<TokenizerConfig> BuildVocab(std::string_view text,
                                   const VocabOptions& options) {
  if (options.max_size > kMaxVocab) {
    return Fail(ErrorCode::kInvalidArgument,
                "The vocab size must be from 0 (no limit) to 1,000,000.");
  }
  if (options.min_count > kMaxCount) {
    return Fail(
        ErrorCode::kInvalidArgument,
        "The minimum count of a token must be from 0 to 1,000,000,000.");
  }
  if (options.kind == TokenizerKind::kSplit) {
    return Fail(ErrorCode::kInvalidArgument,
                "A vocab of words between white space comes with a model of "
                "elsewhere. Take \"word\" to learn one.");
  }
  if (options.kind == TokenizerKind::kBpe) return LearnBpe(text, options);
  if (const auto valid = CheckUtf8(text); !valid) {
    return std::unexpected(valid.error());
  }
  TokenizerConfig config;
  config.kind = options.kind;
  const bool chars = options.kind == TokenizerKind::kChar;
  const bool counted = options.kind != TokenizerKind::kByte;
  std::vector<Count> counts;
  if (counted) counts = chars ? CountCharacters(text) : CountWords(text);
  if (text.empty() || (counted && counts.empty())) {
    return Fail(ErrorCode::kTextEmpty,
                "The text is empty. Give one with words in it.");
  }
  if (Select(options, &counts)) {
    config.unknown_id = 0;
    config.vocab.emplace_back(chars ? "\uFFFD" : "<unk>");
  }
  if (chars) std::sort(counts.begin(), counts.end(), ByText);
  for (Count& count : counts) {
    // U+FFFD in a damaged text is unknown, too.
    const bool taken = config.unknown_id == 0 && count.token == config.vocab[0];
    if (!taken) config.vocab.push_back(std::move(count.token));
  }
  return config;
}

}  // namespace lukewarm
