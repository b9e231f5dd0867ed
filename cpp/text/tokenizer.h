// Text <-> token ids. A tokenizer is one of five: characters (Unicode code
// points), bytes of UTF-8, words and symbols such that the spaces come back,
// what stands between white space, or byte pairs (subwords). All text here is
// UTF-8 in Unicode normal form C. Normalisation is the caller's job (the
// command line uses utf8proc, JavaScript String.prototype.normalize), which
// keeps 300 kB of Unicode tables out of the download.
//
// No prompt is an error except one that is not UTF-8: what the vocab does not
// have is replaced (case, look-alike quotes and dashes, accents where the plain
// letter is known) or skipped, and reported.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "text/tokenizer_config.h"

namespace lukewarm {

class TextStream;

struct Encoding {
  std::vector<int> ids;
  // One entry per id: how many bytes of the input it stands for, bytes skipped
  // before it included. They sum to the input's size: bytes skipped at the end
  // go to the last id, and where several ids stand for one character the first
  // has its bytes, the others 0. Without any id there is no entry, whatever the
  // size of the input.
  std::vector<std::size_t> lengths;
  struct Replacement {
    std::string from;  // as typed
    std::string to;    // as read; empty: skipped
  };
  // Each distinct one once, in order of appearance.
  std::vector<Replacement> replacements;
};

class Tokenizer {
 public:
  virtual ~Tokenizer() = default;

  virtual std::size_t vocab_size() const = 0;

  // As what Encode reads a text. What is outside the vocab is replaced or
  // skipped in a reader's prompt and in what continues one; in a text to be
  // scored or trained on it becomes the unknown token if there is one (else as
  // in a prompt). A continuation gets no prefix space.
  enum class Reading { kPrompt, kContinuation, kText };

  // Errors: kTextNotUtf8, naming the byte offset.
  virtual Result<Encoding> Encode(std::string_view text,
                                  Reading reading) const = 0;

  // Returns the token's own text as a person should see it in a list ("the",
  // ",", "\n"); nothing for an id outside the vocab.
  std::string TokenText(int id) const;

  // Returns the token that must never be sampled, or -1.
  virtual int unknown_id() const = 0;

  // Returns a stream that begins a new text. The tokenizer must outlive it.
  virtual std::unique_ptr<TextStream> NewStream() const = 0;

 private:
  // As TokenText(); id in [0, vocab_size).
  virtual std::string TextOf(int id) const = 0;
};

// Turns a stream of ids into text, piece by piece: it holds back an incomplete
// UTF-8 sequence and knows where spaces go. The pieces joined equal the whole
// text.
class TextStream {
 public:
  virtual ~TextStream() = default;
  // Continues after `text`, a prompt that was encoded as `ids`. If the ids of a
  // text are split in two, and a prompt encodes as the first part, then the
  // prompt plus the text of the second part encodes as all of them; but byte
  // pairs may merge where the parts meet.
  virtual void ContinueAfter(std::string_view text, std::span<const int> ids);
  // Returns the text that `id` adds; id in [0, vocab_size). A byte that cannot
  // be UTF-8 becomes U+FFFD.
  virtual std::string Push(int id) = 0;
  // Returns what was held back.
  virtual std::string Flush() = 0;
  virtual std::unique_ptr<TextStream> Clone() const = 0;
};

// Errors: kFileCorrupt if the config cannot be a tokenizer (duplicate or empty
// tokens, ids out of range, an entry that is not UTF-8).
Result<std::unique_ptr<const Tokenizer>> MakeTokenizer(
    const TokenizerConfig& config);

// Returns what is read before every text: the ids of config.start, which is not
// empty. Errors: kFileCorrupt if it is neither in the vocab nor a special
// token.
Result<std::vector<int>> StartIds(const TokenizerConfig& config,
                                  const Tokenizer& tokenizer);

// Returns a stream that begins a new text. The tokenizer must outlive it.
std::unique_ptr<TextStream> MakeTextStream(const Tokenizer& tokenizer);

// Returns ids as one text: every piece of a fresh stream joined.
std::string Decode(const Tokenizer& tokenizer, std::span<const int> ids);

struct VocabOptions {
  TokenizerKind kind = TokenizerKind::kChar;
  // 0: no limit; 2,000 for kBpe. The most frequent tokens stay; the unknown
  // token is counted.
  std::size_t max_size = 0;
  std::size_t min_count = 1;  // rarer tokens become the unknown token
};

// Returns the tokenizer for a training text: the vocab sorted by code point
// (kChar) or by falling count, ties by text (kWord); for kBpe the bytes and
// what LearnBpe() learns. If anything is left out, token 0 is the unknown one.
// The same text and options give the same vocab. Errors: kTextNotUtf8,
// kTextEmpty, kInvalidArgument (a limit out of range, kSplit).
Result<TokenizerConfig> BuildVocab(std::string_view text,
                                   const VocabOptions& options);

}  // namespace lukewarm
