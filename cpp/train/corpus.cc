#include "train/corpus.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include "model/limits.h"

namespace lukewarm {
namespace {

bool BeginsCharacter(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0) != 0x80;
}

std::size_t CountCharacters(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(text, BeginsCharacter));
}

// Returns where the held-out part begins, in bytes.
std::size_t FindCut(std::string_view text, double fraction,
                    TokenizerKind kind) {
  const auto keep = static_cast<std::size_t>(
      std::floor(static_cast<double>(CountCharacters(text)) * (1 - fraction)));
  std::size_t position = 0;
  for (std::size_t seen = 0; position < text.size(); ++position) {
    if (BeginsCharacter(text[position]) && seen++ == keep) break;
  }
  // A word is not cut in two.
  if (kind != TokenizerKind::kChar && kind != TokenizerKind::kByte) {
    while (position < text.size() && text[position] != ' ' &&
           text[position] != '\n') {
      ++position;
    }
  }
  return position;
}

}  // namespace

Result<Corpus> MakeCorpus(std::string_view text,
                          std::optional<std::string_view> validation_text,
                          const CorpusOptions& options) {
  const double fraction = options.validation_fraction;
  if (!(fraction >= 0 && fraction < 1)) {
    return Fail(ErrorCode::kInvalidArgument,
                "The validation fraction must be at least 0 and below 1.");
  }
  if (text.empty()) {
    return Fail(ErrorCode::kTextEmpty,
                "The text is empty: there is nothing to learn from.");
  }
  std::string_view train = text;
  std::string_view valid = validation_text.value_or("");
  const TokenizerKind kind =
      options.tokenizer ? options.tokenizer->kind : options.vocab.kind;
  if (!validation_text && fraction > 0) {
    const std::size_t cut = FindCut(text, fraction, kind);
    train = text.substr(0, cut);
    valid = text.substr(cut);
  }
  auto config = options.tokenizer
                    ? *options.tokenizer
                    : BuildVocab(kind == TokenizerKind::kWord ||
                                         kind == TokenizerKind::kBpe
                                     ? train
                                     : text,
                                 options.vocab);
  if (!config) return std::unexpected(std::move(config.error()));
  auto tokenizer = MakeTokenizer(*config);
  if (!tokenizer) return std::unexpected(std::move(tokenizer.error()));
  if (options.start) config->start = *options.start;
  if (!config->start.empty() && (!StartIds(*config, **tokenizer) ||
                                 config->start.size() > kMaxStartBytes)) {
    return Fail(ErrorCode::kInvalidArgument,
                "The start of every text has to be in the vocab, and at most " +
                    std::to_string(kMaxStartBytes) + " bytes long.");
  }

  Corpus corpus;
  corpus.tokenizer = std::move(*config);
  corpus.vocab_size = (*tokenizer)->vocab_size();
  for (const auto& [part, ids] :
       {std::pair(train, &corpus.train), std::pair(valid, &corpus.valid)}) {
    auto encoding = (*tokenizer)->Encode(part, Tokenizer::Reading::kText);
    if (!encoding) return std::unexpected(std::move(encoding.error()));
    *ids = std::move(encoding->ids);
    for (auto& replacement : encoding->replacements) {
      const auto seen = std::ranges::find(corpus.replacements, replacement.from,
                                          &Encoding::Replacement::from);
      if (seen == corpus.replacements.end())
        corpus.replacements.push_back(std::move(replacement));
    }
  }
  if ((validation_text || fraction > 0) && corpus.valid.size() < 2) {
    return Fail(ErrorCode::kTextTooShort,
                "The held-out part has " + std::to_string(corpus.valid.size()) +
                    " tokens and needs at least 2: take a longer text, a "
                    "larger validation fraction, or a fraction of 0.");
  }
  const bool measured = !corpus.valid.empty();
  const auto tokens = measured ? corpus.valid.size() : corpus.train.size();
  if (tokens > 0) {
    corpus.characters_per_token =
        static_cast<double>(CountCharacters(measured ? valid : train)) /
        static_cast<double>(tokens);
  }
  return corpus;
}

}  // namespace lukewarm
