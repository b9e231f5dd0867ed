#include "text/tokenizer.h"

#include <cstddef>
#include <utility>

#include "text/bpe_tokenizer.h"
#include "text/byte_tokenizer.h"
#include "text/char_tokenizer.h"
#include "text/split_tokenizer.h"
#include "text/word_tokenizer.h"

namespace lukewarm {

Result<std::unique_ptr<const Tokenizer>> MakeTokenizer(
    const TokenizerConfig& config) {
  // By kind. A table, so that the wasm module may load apart what is not used.
  static constexpr decltype(&MakeCharTokenizer) kMakers[] = {
      MakeCharTokenizer, MakeByteTokenizer, MakeWordTokenizer,
      MakeSplitTokenizer, MakeBpeTokenizer};
  return kMakers[static_cast<std::size_t>(config.kind)](config);
}

Result<std::vector<int>> StartIds(const TokenizerConfig& config,
                                  const Tokenizer& tokenizer) {
  for (const SpecialToken& token : config.special) {
    if (tokenizer.TokenText(token.id) == config.start) {
      return std::vector{token.id};
    }
  }
  auto read = tokenizer.Encode(config.start, Tokenizer::Reading::kPrompt);
  if (!read || read->ids.empty() || !read->replacements.empty()) {
    return Fail(ErrorCode::kFileCorrupt,
                "The tokenizer's start is not in its vocab.");
  }
  return std::move(read->ids);
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
