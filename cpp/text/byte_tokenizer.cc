#include "text/byte_tokenizer.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include "text/byte_alphabet.h"
#include "text/utf8.h"

namespace lukewarm {
namespace {

class ByteStream final : public TextStream {
 public:
  std::string Push(int id) override {
    std::string out;
    assembler_.Push(static_cast<unsigned char>(id), &out);
    return out;
  }
  std::string Flush() override {
    std::string out;
    assembler_.Flush(&out);
    return out;
  }
  std::unique_ptr<TextStream> Clone() const override {
    return std::make_unique<ByteStream>(*this);
  }

 private:
  Utf8Assembler assembler_;
};

class ByteTokenizer final : public Tokenizer {
 public:
  std::size_t vocab_size() const override { return 256; }
  int unknown_id() const override { return -1; }
  std::unique_ptr<TextStream> NewStream() const override {
    return std::make_unique<ByteStream>();
  }

  Result<Encoding> Encode(std::string_view text, Reading) const override {
    if (const auto valid = CheckUtf8(text); !valid) {
      return std::unexpected(valid.error());
    }
    Encoding encoding;
    encoding.ids.reserve(text.size());
    for (const char c : text) {
      encoding.ids.push_back(static_cast<unsigned char>(c));
    }
    encoding.lengths.assign(text.size(), 1);
    return encoding;
  }

 private:
  // A byte that is no character by itself is shown as <0xC3>.
  std::string TextOf(int id) const override {
    if (id < 0x80) return {static_cast<char>(id)};
    return NumberOfByte(id);
  }
};

}  // namespace

Result<std::unique_ptr<const Tokenizer>> MakeByteTokenizer(
    const TokenizerConfig& config) {
  if (!config.vocab.empty() || config.unknown_id != -1 ||
      !config.special.empty()) {
    return Fail(ErrorCode::kFileCorrupt,
                "A byte tokenizer has no vocab and no tokens of its own, but "
                "this model file gives some.");
  }
  return std::make_unique<const ByteTokenizer>();
}

}  // namespace lukewarm
