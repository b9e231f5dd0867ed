#include "text/word_tokenizer.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/message.h"
#include "text/char_class.h"
#include "text/encoding_builder.h"
#include "text/utf8.h"
#include "text/vocab.h"
#include "text/word_marks.h"
#include "text/word_scanner.h"
#include "text/word_substitute.h"

namespace lukewarm {
namespace {

// Returns the class of the last code point that is no modifier of the one
// before it; kSymbol, which decides nothing, for an empty text.
CharClass ClassOfEnd(std::string_view text) {
  for (std::size_t i = text.size(); i > 0;) {
    --i;
    const auto [c, length] = ReadUtf8(text, i);
    if (length > 0 && !ExtendsSymbol(c)) return ClassOf(c);
  }
  return CharClass::kSymbol;
}

class WordStream final : public TextStream {
 public:
  explicit WordStream(const Vocab& vocab) : vocab_(&vocab) {}

  void ContinueAfter(std::string_view text, std::span<const int> ids) override {
    TextStream::ContinueAfter(text, ids);
    // The prompt is shown as it was typed, so its end decides: a space in it is
    // the one before the next token, and a word at its end, also one that was
    // skipped, takes no mark.
    switch (ClassOfEnd(text)) {
      case CharClass::kSpace:
      case CharClass::kNewline:
        joined_ = true;
        break;
      case CharClass::kWord:
        joined_ = false;
        break;
      case CharClass::kSymbol:
        break;
    }
  }
  std::string Push(int id) override {
    if (vocab_->IsSpecial(id)) return {};
    const MarkedToken token = ReadMarks(vocab_->Text(id));
    const bool newline = token.text == "\n";
    const bool space = !joined_ && !token.join_left && !newline;
    joined_ = newline || token.join_right;
    return Sentence({space ? " " : "", token.text});
  }
  std::string Flush() override { return {}; }
  std::unique_ptr<TextStream> Clone() const override {
    return std::make_unique<WordStream>(*this);
  }

 private:
  const Vocab* vocab_;
  bool joined_ = true;  // the next token stands without a space
};

class WordTokenizer final : public Tokenizer {
 public:
  explicit WordTokenizer(Vocab vocab) : vocab_(std::move(vocab)) {}

  std::size_t vocab_size() const override { return vocab_.size(); }
  int unknown_id() const override { return vocab_.unknown_id(); }
  std::unique_ptr<TextStream> NewStream() const override {
    return std::make_unique<WordStream>(vocab_);
  }

  Result<Encoding> Encode(std::string_view text,
                          Reading reading) const override {
    if (const auto valid = CheckUtf8(text); !valid) {
      return std::unexpected(valid.error());
    }
    const bool use_unknown = reading == Reading::kText && unknown_id() >= 0;
    EncodingBuilder builder;
    WordScanner scanner(text);
    std::string buffer;
    for (WordPiece piece = scanner.Next(); piece.kind != WordPiece::Kind::kNone;
         piece = scanner.Next()) {
      const std::string_view entry = VocabEntry(text, piece, &buffer);
      const int id = vocab_.Find(entry);
      if (id >= 0) {
        builder.Add(id, piece.end);
      } else if (use_unknown) {
        builder.Add(unknown_id(), piece.end);
      } else {
        const auto typed = text.substr(piece.begin, piece.end - piece.begin);
        std::string key(entry);
        if (piece.opening) key += '(';
        builder.AddUnknown(key, typed, piece.end, [&] {
          Substitute found{SubstituteWord(vocab_, typed, piece), {}};
          found.text = Decode(*this, found.ids);
          return found;
        });
      }
    }
    return std::move(builder).Finish(text.size());
  }

 private:
  std::string TextOf(int id) const override {
    return ReadMarks(vocab_.Text(id)).text;
  }

  Vocab vocab_;
};

}  // namespace

Result<std::unique_ptr<const Tokenizer>> MakeWordTokenizer(
    const TokenizerConfig& config) {
  Result<Vocab> vocab = Vocab::Make(config);
  if (!vocab) return std::unexpected(std::move(vocab).error());
  for (int id = 0; id < static_cast<int>(vocab->size()); ++id) {
    if (!ReadMarks(vocab->Text(id)).text.empty()) continue;
    return Fail(
        ErrorCode::kFileCorrupt,
        Sentence({"Token ", WholeText(static_cast<std::uint64_t>(id)),
                  " of a word vocab has a joiner mark in a wrong place. "
                  "Inside a token it is written after a backslash."}));
  }
  return std::make_unique<const WordTokenizer>(*std::move(vocab));
}

}  // namespace lukewarm
