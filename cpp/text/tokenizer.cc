#include "text/tokenizer.h"

#include <utility>

#include "text/byte_tokenizer.h"
#include "text/char_tokenizer.h"
#include "text/word_tokenizer.h"

namespace lukewarm {

Result<std::unique_ptr<const Tokenizer>> MakeTokenizer(
    const TokenizerConfig& config) {
  switch (config.kind) {
    case TokenizerKind::kChar:
      return MakeCharTokenizer(config);
    case TokenizerKind::kByte:
      return MakeByteTokenizer(config);
    case TokenizerKind::kWord:
      return MakeWordTokenizer(config);
  }
  std::unreachable();
}

std::string Tokenizer::TokenText(int id) const {
  const bool known = id >= 0 && static_cast<std::size_t>(id) < vocab_size();
  return known ? TextOf(id) : std::string();
}

void TextStream::ContinueAfter(std::string_view, std::span<const int> ids) {
  for (const int id : ids) Push(id);
}

std::unique_ptr<TextStream> MakeTextStream(const Tokenizer& tokenizer) {
  return tokenizer.NewStream();
}

std::string Decode(const Tokenizer& tokenizer, std::span<const int> ids) {
  const std::unique_ptr<TextStream> stream = tokenizer.NewStream();
  std::string text;
  for (const int id : ids) text += stream->Push(id);
  return text += stream->Flush();
}

}  // namespace lukewarm
