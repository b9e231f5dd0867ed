#include "text/vocab.h"

#include <algorithm>

#include "base/call_apart.h"
#include "base/message.h"
#include "text/utf8.h"

namespace lukewarm {
namespace {

// The bound of model/limits.h, which text/ may not include.
constexpr std::size_t kMaxVocabSize = 1'000'000;

// Returns their ids in rising order.
std::vector<int> SpecialIds(const std::vector<SpecialToken>& tokens) {
  std::vector<int> ids;
  for (const SpecialToken& token : tokens) ids.push_back(token.id);
  std::ranges::sort(ids);
  return ids;
}

std::unexpected<Error> Corrupt(std::string_view what) {
  return Fail(ErrorCode::kFileCorrupt,
              Sentence({what,
                        " The model file is damaged, or was made by a program "
                        "that writes another format."}));
}

}  // namespace

Result<Vocab> Vocab::Make(const TokenizerConfig& config) {
  Vocab vocab;
  if (config.vocab.empty()) return Corrupt("The tokenizer has no vocab.");
  if (config.vocab.size() > kMaxVocabSize) {
    return Corrupt("The vocab has more than a million tokens.");
  }
  const int size = static_cast<int>(config.vocab.size());
  if (config.unknown_id < -1 || config.unknown_id >= size) {
    return Corrupt("The unknown token is not in the vocab.");
  }
  for (int id = 0; id < size; ++id) {
    const std::string& text = config.vocab[id];
    const auto wrong = [id](std::string_view how, std::string_view other = {}) {
      return Corrupt(
          Sentence({"Token ", WholeText(static_cast<std::uint64_t>(id)), how,
                    other, "."}));
    };
    if (text.empty()) return wrong(" is empty");
    if (!CheckUtf8(text)) return wrong(" is not valid UTF-8");
    const auto [first, is_new] = vocab.table_.Add(text);
    if (!is_new) {
      return wrong(" is the same as token ",
                   WholeText(static_cast<std::uint64_t>(first)));
    }
    if (vocab.table_.is_degenerate()) {
      return Corrupt("The hashes of the vocab's tokens collide.");
    }
  }
  vocab.unknown_id_ = config.unknown_id;
  if (!config.special.empty()) {
    vocab.special_ = CallApart<SpecialIds>(config.special);
    if (vocab.special_[0] < 0 || vocab.special_.back() >= size) {
      return Corrupt("A special token is not in the vocab.");
    }
  }
  return vocab;
}

int Vocab::Find(std::string_view text) const {
  const int id = table_.Find(text);
  return id == unknown_id_ || IsSpecial(id) ? -1 : id;
}

bool Vocab::IsSpecial(int id) const {
  return std::ranges::binary_search(special_, id);
}

}  // namespace lukewarm
