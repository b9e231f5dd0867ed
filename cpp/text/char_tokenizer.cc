#include "text/char_tokenizer.h"

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include "base/message.h"
#include "text/char_class.h"
#include "text/encoding_builder.h"
#include "text/look_alikes.h"
#include "text/utf8.h"
#include "text/vocab.h"

namespace lukewarm {
namespace {

class CharStream final : public TextStream {
 public:
  explicit CharStream(const Vocab& vocab) : vocab_(&vocab) {}

  std::string Push(int id) override {
    return vocab_->IsSpecial(id) ? std::string() : vocab_->Text(id);
  }
  std::string Flush() override { return {}; }
  std::unique_ptr<TextStream> Clone() const override {
    return std::make_unique<CharStream>(*this);
  }

 private:
  const Vocab* vocab_;
};

// Whether a straight quote at `offset` would open.
bool OpensAt(std::string_view text, std::size_t offset) {
  if (offset == 0) return true;
  do {
    --offset;
  } while ((static_cast<unsigned char>(text[offset]) & 0xC0) == 0x80);
  const char32_t before = ReadUtf8(text, offset).value;
  const CharClass char_class = ClassOf(before);
  return char_class == CharClass::kSpace || char_class == CharClass::kNewline ||
         IsOpener(before) || IsDash(before) || before == '"';
}

class CharTokenizer final : public Tokenizer {
 public:
  explicit CharTokenizer(Vocab vocab) : vocab_(std::move(vocab)) {
    for (std::size_t c = 0; c < ascii_.size(); ++c) {
      const char text = static_cast<char>(c);
      ascii_[c] = vocab_.Find({&text, 1});
    }
  }

  std::size_t vocab_size() const override { return vocab_.size(); }
  int unknown_id() const override { return vocab_.unknown_id(); }
  std::unique_ptr<TextStream> NewStream() const override {
    return std::make_unique<CharStream>(vocab_);
  }

  Result<Encoding> Encode(std::string_view text,
                          Reading reading) const override {
    if (const auto valid = CheckUtf8(text); !valid) {
      return std::unexpected(valid.error());
    }
    const bool use_unknown = reading == Reading::kText && unknown_id() >= 0;
    EncodingBuilder builder;
    builder.Reserve(text.size());
    for (std::size_t i = 0; i < text.size();) {
      const auto [c, length] = ReadUtf8(text, i);
      const std::size_t end = i + length;
      const std::string_view typed = text.substr(i, length);
      const int id = c < ascii_.size() ? ascii_[c] : vocab_.Find(typed);
      if (id >= 0) {
        builder.Add(id, end);
      } else if (use_unknown) {
        builder.Add(unknown_id(), end);
      } else {
        i = AddUnknown(text, i, length, &builder);
        continue;
      }
      i = end;
    }
    return std::move(builder).Finish(text.size());
  }

 private:
  std::string TextOf(int id) const override { return vocab_.Text(id); }

  // Returns the offset of what follows.
  std::size_t AddUnknown(std::string_view text, std::size_t offset,
                         std::size_t length, EncodingBuilder* builder) const {
    // Without a CR in the vocab, CR LF is a line break as LF is.
    if (text.substr(offset, 2) == "\r\n") length = 2;
    const std::string_view typed = text.substr(offset, length);
    const bool opening = OpensAt(text, offset);
    std::string key(typed);
    if (opening) key += '(';
    builder->AddUnknown(key, typed, offset + length, [&] {
      return FindSubstitute(length == 2 && typed[0] == '\r' ? "\n" : typed,
                            opening);
    });
    return offset + length;
  }

  Substitute FindSubstitute(std::string_view typed, bool opening) const {
    Substitute found{Known(typed), std::string(typed)};
    if (!found.ids.empty()) return found;
    for (std::string& candidate : LookAlikes(typed, opening)) {
      found.ids = Known(candidate);
      if (found.ids.empty()) continue;
      found.text = std::move(candidate);
      return found;
    }
    return {};
  }

  // Returns the ids of `text`, or none if one of its characters has none.
  std::vector<int> Known(std::string_view text) const {
    std::vector<int> ids;
    for (std::size_t i = 0; i < text.size();) {
      const std::size_t length = ReadUtf8(text, i).length;
      const int id = vocab_.Find(text.substr(i, length));
      if (id < 0) return {};
      ids.push_back(id);
      i += length;
    }
    return ids;
  }

  Vocab vocab_;
  std::array<int, 128> ascii_;
};

}  // namespace

Result<std::unique_ptr<const Tokenizer>> MakeCharTokenizer(
    const TokenizerConfig& config) {
  Result<Vocab> vocab = Vocab::Make(config);
  if (!vocab) return std::unexpected(std::move(vocab).error());
  for (int id = 0; id < static_cast<int>(vocab->size()); ++id) {
    const std::string& text = vocab->Text(id);
    if (id != vocab->unknown_id() && !vocab->IsSpecial(id) &&
        ReadUtf8(text, 0).length != text.size()) {
      return Fail(ErrorCode::kFileCorrupt,
                  Sentence({"Token ", WholeText(static_cast<std::uint64_t>(id)),
                            " of a character vocab is more than one character. "
                            "Its tokenizer kind should perhaps be \"word\" or "
                            "\"split\"."}));
    }
  }
  return std::make_unique<const CharTokenizer>(*std::move(vocab));
}

}  // namespace lukewarm
