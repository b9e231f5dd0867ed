// A text made ready to train on: its vocab, its token ids, and what is held
// out.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/config.h"
#include "text/tokenizer.h"

namespace lukewarm {

struct Corpus {
  TokenizerConfig tokenizer;
  std::vector<int> train;
  std::vector<int> valid;  // may be empty
  std::size_t vocab_size = 0;
  double characters_per_token = 1;  // of the held-out text, or of the text
  // What the tokenizer does not know and reads as something else or skips;
  // each once. Only where the tokenizer is one of before.
  std::vector<Encoding::Replacement> replacements;
};

struct CorpusOptions {
  VocabOptions vocab;
  // The tokenizer of the model that training starts from; none: built from the
  // text, by `vocab`.
  std::optional<TokenizerConfig> tokenizer;
  // What the model is to read before every text that it writes; none: as the
  // tokenizer of before has it, or nothing. Learning does not see it.
  std::optional<std::string> start;
  // Held out at the end of the text, as a part of its characters; where there
  // is a validation text of its own, nothing is.
  double validation_fraction = 0.1;
};

// Returns the corpus of `text`, UTF-8 in normal form C. A character vocab is
// that of the whole text, so that the loss compares with what others report;
// a word vocab is the training part's alone.
// Errors: kTextEmpty, kTextNotUtf8, kTextTooShort, kInvalidArgument.
Result<Corpus> MakeCorpus(std::string_view text,
                          std::optional<std::string_view> validation_text,
                          const CorpusOptions& options);

}  // namespace lukewarm
