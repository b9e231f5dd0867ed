#include "text/bpe_tokenizer.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "text/bpe_merges.h"
#include "text/bpe_pieces.h"
#include "text/byte_alphabet.h"
#include "text/encoding_builder.h"
#include "text/letters.h"
#include "text/utf8.h"
#include "text/vocab.h"

namespace lukewarm {
namespace {

// Returns the bytes that a token of GPT-2's alphabet stands for. What is not
// written in it, as an unknown token may be, stands for itself.
std::string BytesOfCharacters(const std::string& token) {
  std::string bytes;
  for (std::size_t i = 0; i < token.size();) {
    const auto [c, length] = ReadUtf8(token, i);
    const int byte = ByteOfCharacter(c);
    if (byte < 0) return token;
    bytes.push_back(static_cast<char>(byte));
    i += length;
  }
  return bytes;
}

// Returns the bytes that a token of SentencePiece's alphabet stands for.
std::string BytesOfText(const std::string& token) {
  const int byte = ByteOfNumber(token);
  if (byte >= 0) return {static_cast<char>(byte)};
  std::string bytes;
  for (std::size_t i = 0; i < token.size();) {
    const std::size_t space = SpaceLength(token, i);
    bytes.push_back(space > 0 ? ' ' : token[i]);
    i += std::max<std::size_t>(space, 1);
  }
  return bytes;
}

class BpeTokenizer final : public Tokenizer {
 public:
  BpeTokenizer(Vocab vocab, BpeMerges merges, const BpeConfig& config)
      : vocab_(std::move(vocab)),
        merges_(std::move(merges)),
        in_bytes_(!config.byte_fallback),
        splits_(config.split),
        prefix_space_(config.prefix_space) {
    for (int byte = 0; byte < 256; ++byte) {
      std::string token;
      if (in_bytes_) {
        AppendUtf8(CharacterOfByte(static_cast<char32_t>(byte)), &token);
      } else {
        token = NumberOfByte(byte);
      }
      bytes_[byte] = vocab_.Find(token);
    }
    space_ = vocab_.Find(kSpaceMark);
    // Unless a token has a space after something else, no merge crosses the
    // beginning of a run of spaces.
    crosses_spaces_ = space_ < 0;
    for (int id = 0; id < static_cast<int>(vocab_.size()); ++id) {
      const std::string& text = vocab_.Text(id);
      std::size_t run = 0;
      while (SpaceLength(text, run) > 0) run += SpaceLength(text, run);
      if (text.find(kSpaceMark, run) != text.npos) crosses_spaces_ = true;
    }
  }

  std::size_t vocab_size() const override { return vocab_.size(); }
  int unknown_id() const override { return vocab_.unknown_id(); }
  std::unique_ptr<TextStream> NewStream() const override;

  Result<Encoding> Encode(std::string_view text,
                          Reading reading) const override {
    if (const auto valid = CheckUtf8(text); !valid) {
      return std::unexpected(valid.error());
    }
    const std::size_t prefix =
        reading != Reading::kContinuation && NeedsPrefix(text) ? 1 : 0;
    const std::string prefixed =
        prefix > 0 ? std::string(" ").append(text) : std::string();
    const std::string_view all = prefix > 0 ? prefixed : text;
    EncodingBuilder builder;
    std::vector<BpeSymbol> symbols;
    for (std::size_t begin = 0; begin < all.size();) {
      const std::size_t end = PieceEnd(all, begin);
      symbols.clear();
      while (begin < end) {
        begin = AddCharacter(all, begin, reading, &symbols, &builder);
      }
      merges_.Apply(&symbols);
      for (const BpeSymbol& symbol : symbols) {
        builder.Add(symbol.id, std::max(symbol.end, prefix) - prefix);
      }
    }
    return std::move(builder).Finish(text.size());
  }

  // Returns what a token adds to a text.
  std::string Bytes(int id) const {
    if (vocab_.IsSpecial(id)) return {};
    return in_bytes_ ? BytesOfCharacters(vocab_.Text(id))
                     : BytesOfText(vocab_.Text(id));
  }
  bool has_prefix() const { return prefix_space_ != PrefixSpace::kNever; }

 private:
  // Bytes that are no character are shown as <0xC3>.
  std::string TextOf(int id) const override {
    if (vocab_.IsSpecial(id)) return vocab_.Text(id);
    const std::string bytes = Bytes(id);
    std::string text;
    for (std::size_t i = 0; i < bytes.size();) {
      const std::size_t length = ReadUtf8(bytes, i).length;
      text += length > 0 ? bytes.substr(i, length)
                         : NumberOfByte(static_cast<unsigned char>(bytes[i]));
      i += std::max<std::size_t>(length, 1);
    }
    return text;
  }

  bool NeedsPrefix(std::string_view text) const {
    if (text.empty() || !has_prefix()) return false;
    if (prefix_space_ == PrefixSpace::kAlways) return true;
    return in_bytes_ ? text[0] != ' ' : SpaceLength(text, 0) == 0;
  }

  std::size_t PieceEnd(std::string_view text, std::size_t offset) const {
    if (in_bytes_ && splits_) return Gpt2PieceEnd(text, offset, letters_);
    if (splits_) return SpacePieceEnd(text, offset, false);
    return in_bytes_ || crosses_spaces_ ? text.size()
                                        : SpacePieceEnd(text, offset, true);
  }

  // Adds the symbols of the character at `offset`. Returns its end.
  std::size_t AddCharacter(std::string_view text, std::size_t offset,
                           Reading reading, std::vector<BpeSymbol>* symbols,
                           EncodingBuilder* builder) const {
    const std::size_t space = in_bytes_ ? 0 : SpaceLength(text, offset);
    const std::size_t length =
        space > 0 ? space : ReadUtf8(text, offset).length;
    const std::string_view typed = text.substr(offset, length);
    const std::size_t end = offset + length;
    if (space > 1) {
      builder->AddUnknown(typed, typed, 0, [] { return Substitute{{}, " "}; });
    }
    const std::string_view read = space > 0 ? kSpaceMark : typed;
    const int id = in_bytes_ ? -1 : space > 0 ? space_ : vocab_.Find(read);
    if (id >= 0) {
      symbols->push_back({id, end});
    } else if (std::ranges::all_of(read, [this](char byte) {
                 return bytes_[static_cast<unsigned char>(byte)] >= 0;
               })) {
      for (std::size_t i = 0; i < read.size(); ++i) {
        const auto byte = static_cast<unsigned char>(read[i]);
        symbols->push_back({bytes_[byte], std::min(offset + i + 1, end)});
      }
    } else if (reading == Reading::kText && unknown_id() >= 0) {
      symbols->push_back({unknown_id(), end});
    } else {
      builder->AddUnknown(typed, typed, 0, [] { return Substitute{}; });
    }
    return end;
  }

  Vocab vocab_;
  BpeMerges merges_;
  LetterRuns letters_;
  bool in_bytes_;
  bool splits_;
  PrefixSpace prefix_space_;
  bool crosses_spaces_;
  std::array<int, 256> bytes_;  // ids
  int space_;
};

class BpeStream final : public TextStream {
 public:
  explicit BpeStream(const BpeTokenizer& tokenizer)
      : tokenizer_(&tokenizer), drops_space_(tokenizer.has_prefix()) {}

  std::string Push(int id) override {
    std::string out;
    for (const char byte : tokenizer_->Bytes(id)) {
      if (!std::exchange(drops_space_, false) || byte != ' ') {
        assembler_.Push(static_cast<unsigned char>(byte), &out);
      }
    }
    return out;
  }
  std::string Flush() override {
    std::string out;
    assembler_.Flush(&out);
    return out;
  }
  std::unique_ptr<TextStream> Clone() const override {
    return std::make_unique<BpeStream>(*this);
  }

 private:
  const BpeTokenizer* tokenizer_;
  Utf8Assembler assembler_;
  bool drops_space_;  // at the beginning of a text
};

std::unique_ptr<TextStream> BpeTokenizer::NewStream() const {
  return std::make_unique<BpeStream>(*this);
}

}  // namespace

Result<std::unique_ptr<const Tokenizer>> MakeBpeTokenizer(
    const TokenizerConfig& config) {
  Result<Vocab> vocab = Vocab::Make(config);
  if (!vocab) return std::unexpected(std::move(vocab).error());
  Result<BpeMerges> merges = BpeMerges::Make(*vocab, config.bpe.merges);
  if (!merges) return std::unexpected(std::move(merges).error());
  return std::make_unique<const BpeTokenizer>(*std::move(vocab),
                                              *std::move(merges), config.bpe);
}

}  // namespace lukewarm
