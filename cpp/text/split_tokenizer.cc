#include "text/split_tokenizer.h"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "base/message.h"
#include "text/encoding_builder.h"
#include "text/letter_case.h"
#include "text/utf8.h"
#include "text/vocab.h"

namespace lukewarm {
namespace {

// Whether Python's str.isspace() is true: bidirectional type WS, B or S, or
// category Zs. (Not ClassOf(): U+200B and U+FEFF are no white space here,
// U+001C to U+001F are.)
bool IsWhiteSpace(char32_t c) {
  if (c <= 0x20) return c == 0x20 || (c >= 9 && c <= 13) || c >= 0x1C;
  return c == 0x85 || c == 0xA0 || c == 0x1680 ||
         (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 ||
         c == 0x202F || c == 0x205F || c == 0x3000;
}

bool EndsInWhiteSpace(std::string_view text) {
  std::size_t last = text.size();
  while (last > 0) {
    const char32_t c = ReadUtf8(text, --last).value;
    if (ReadUtf8(text, last).length > 0) return IsWhiteSpace(c);
  }
  return false;
}

class SplitStream final : public TextStream {
 public:
  explicit SplitStream(const Vocab& vocab) : vocab_(&vocab) {}

  void ContinueAfter(std::string_view text, std::span<const int>) override {
    if (!text.empty()) joined_ = EndsInWhiteSpace(text);
  }
  std::string Push(int id) override {
    if (vocab_->IsSpecial(id)) return {};
    const std::string& text = vocab_->Text(id);
    const bool newline = text == "\n";
    const bool space = !joined_ && !newline;
    joined_ = newline;
    return Sentence({space ? " " : "", text});
  }
  std::string Flush() override { return {}; }
  std::unique_ptr<TextStream> Clone() const override {
    return std::make_unique<SplitStream>(*this);
  }

 private:
  const Vocab* vocab_;
  bool joined_ = true;  // the next token stands without a space
};

class SplitTokenizer final : public Tokenizer {
 public:
  explicit SplitTokenizer(Vocab vocab)
      : vocab_(std::move(vocab)), newline_(vocab_.Find("\n")) {}

  std::size_t vocab_size() const override { return vocab_.size(); }
  int unknown_id() const override { return vocab_.unknown_id(); }
  std::unique_ptr<TextStream> NewStream() const override {
    return std::make_unique<SplitStream>(vocab_);
  }

  Result<Encoding> Encode(std::string_view text,
                          Reading reading) const override {
    if (const auto valid = CheckUtf8(text); !valid) {
      return std::unexpected(valid.error());
    }
    EncodingBuilder builder;
    for (std::size_t i = 0; i < text.size();) {
      const std::size_t begin = i;
      char32_t c = 0;
      while (i < text.size()) {
        const CodePoint here = ReadUtf8(text, i);
        c = here.value;
        if (IsWhiteSpace(c)) break;
        i += here.length;
      }
      if (i > begin) {
        AddWord(text.substr(begin, i - begin), i, reading, &builder);
        continue;
      }
      i += ReadUtf8(text, i).length;
      if (c == '\n' && newline_ >= 0) builder.Add(newline_, i);
    }
    return std::move(builder).Finish(text.size());
  }

 private:
  std::string TextOf(int id) const override { return vocab_.Text(id); }

  void AddWord(std::string_view word, std::size_t end, Reading reading,
               EncodingBuilder* builder) const {
    const int id = vocab_.Find(word);
    if (id >= 0) {
      builder->Add(id, end);
    } else if (reading == Reading::kText && unknown_id() >= 0) {
      builder->Add(unknown_id(), end);
    } else {
      builder->AddUnknown(word, word, end,
                          [&] { return FindSubstitute(word); });
    }
  }

  Substitute FindSubstitute(std::string_view word) const {
    for (const LetterCase letter_case :
         {LetterCase::kLower, LetterCase::kCapitalised, LetterCase::kUpper}) {
      std::string other = WithCase(word, letter_case);
      const int id = vocab_.Find(other);
      if (id >= 0) return {{id}, std::move(other)};
    }
    if (unknown_id() < 0) return {};
    return {{unknown_id()}, vocab_.Text(unknown_id())};
  }

  Vocab vocab_;
  int newline_;
};

}  // namespace

Result<std::unique_ptr<const Tokenizer>> MakeSplitTokenizer(
    const TokenizerConfig& config) {
  Result<Vocab> vocab = Vocab::Make(config);
  if (!vocab) return std::unexpected(std::move(vocab).error());
  return std::make_unique<const SplitTokenizer>(*std::move(vocab));
}

}  // namespace lukewarm
