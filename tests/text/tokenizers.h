// Short ways to make and use tokenizers in tests.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "text/tokenizer.h"

namespace lukewarm {

inline std::unique_ptr<const Tokenizer> Make(TokenizerKind kind,
                                             std::vector<std::string> vocab,
                                             int unknown_id = -1) {
  auto tokenizer = MakeTokenizer({kind, std::move(vocab), unknown_id});
  if (!tokenizer) ADD_FAILURE() << tokenizer.error().message;
  return tokenizer ? *std::move(tokenizer) : nullptr;
}

// Returns a tokenizer whose vocab is all of `text`.
inline std::unique_ptr<const Tokenizer> Learn(TokenizerKind kind,
                                              std::string_view text,
                                              std::size_t max_size = 0) {
  VocabOptions options;
  options.kind = kind;
  options.max_size = max_size;
  auto config = BuildVocab(text, options);
  if (!config) ADD_FAILURE() << config.error().message;
  return Make(kind, config->vocab, config->unknown_id);
}

// Returns a character tokenizer for the code points of `text`.
inline std::unique_ptr<const Tokenizer> CharsOf(std::string_view text) {
  return Learn(TokenizerKind::kChar, text);
}

inline Encoding Prompt(const Tokenizer& tokenizer, std::string_view text) {
  auto encoding = tokenizer.Encode(text, Tokenizer::Reading::kPrompt);
  if (!encoding) ADD_FAILURE() << encoding.error().message;
  return encoding ? *std::move(encoding) : Encoding{};
}

// Returns the prompt as the model reads it.
inline std::string Read(const Tokenizer& tokenizer, std::string_view text) {
  return Decode(tokenizer, Prompt(tokenizer, text).ids);
}

// Returns the replacements as "from>to" with commas between.
inline std::string Reported(const Encoding& encoding) {
  std::string out;
  for (const auto& [from, to] : encoding.replacements) {
    if (!out.empty()) out += ", ";
    out += from + ">" + to;
  }
  return out;
}

}  // namespace lukewarm
