#include "text/learn_bpe.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <queue>
#include <string>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "text/bpe_pieces.h"
#include "text/byte_alphabet.h"
#include "text/letters.h"
#include "text/token_table.h"
#include "text/utf8.h"

namespace lukewarm {
namespace {

constexpr std::size_t kDefaultVocab = 2'000;

using Pair = std::uint64_t;

Pair MakePair(int left, int right) {
  return static_cast<Pair>(left) << 32 | static_cast<Pair>(right);
}

struct Word {
  std::vector<int> ids;
  std::int64_t count = 0;  // in the text
};

struct PairCount {
  std::int64_t count = 0;
  // Where it came up since it was queued last, each word once.
  std::vector<std::uint32_t> words;
};

struct Candidate {
  std::int64_t count;
  Pair pair;
  std::vector<std::uint32_t> words;

  // The next to merge is the greatest.
  bool operator<(const Candidate& other) const {
    return std::tie(count, other.pair) < std::tie(other.count, pair);
  }
};

class BpeLearner {
 public:
  BpeLearner(std::string_view text, TokenizerConfig* config)
      : vocab_(config->vocab), merges_(config->bpe.merges) {
    std::array<int, 256> ids;
    for (char32_t c = 0; c < 0x200; ++c) {
      const int byte = ByteOfCharacter(c);
      if (byte < 0) continue;
      std::string token;
      AppendUtf8(c, &token);
      ids[byte] = tokens_.Add(token).id;
    }
    TokenTable table;
    const LetterRuns letters;
    for (std::size_t begin = 0; begin < text.size();) {
      const std::size_t end = Gpt2PieceEnd(text, begin, letters);
      const auto [index, is_new] = table.Add(text.substr(begin, end - begin));
      if (is_new) {
        words_.emplace_back();
        for (; begin < end; ++begin) {
          words_.back().ids.push_back(
              ids[static_cast<unsigned char>(text[begin])]);
        }
      }
      ++words_[index].count;
      begin = end;
    }
    for (std::uint32_t i = 0; i < words_.size(); ++i) {
      const std::vector<int>& word = words_[i].ids;
      for (std::size_t at = 1; at < word.size(); ++at) {
        Change(word[at - 1], word[at], i, 1);
      }
    }
    Queue();
  }

  void Learn(std::size_t vocab_size, std::size_t min_count) {
    const auto least =
        static_cast<std::int64_t>(std::max<std::size_t>(min_count, 1));
    while (tokens_.size() < vocab_size && !queue_.empty()) {
      // The order does not depend on the words.
      Candidate best = std::move(const_cast<Candidate&>(queue_.top()));
      queue_.pop();
      const std::int64_t count = pairs_[best.pair].count;
      if (best.count != count) {
        best.count = count;
        queue_.push(std::move(best));
        continue;
      }
      if (count < least) break;
      Merge(best);
    }
    Finish();
  }

 private:
  void Change(int left, int right, std::uint32_t word, int sign) {
    const Pair pair = MakePair(left, right);
    PairCount& found = pairs_[pair];
    found.count += sign * words_[word].count;
    if (sign < 0) return;
    if (found.words.empty()) changed_.push_back(pair);
    if (found.words.empty() || found.words.back() != word) {
      found.words.push_back(word);
    }
  }

  // Queues every pair that came up, with the words where it did.
  void Queue() {
    for (const Pair pair : changed_) {
      PairCount& found = pairs_[pair];
      std::vector<std::uint32_t> words = std::exchange(found.words, {});
      if (found.count > 0) queue_.push({found.count, pair, std::move(words)});
    }
    changed_.clear();
  }

  // The merged pair itself stays counted, as in the library: where another
  // merge makes one of its tokens again, it comes up with what it had before.
  void Merge(const Candidate& best) {
    const int left = static_cast<int>(best.pair >> 32);
    const int right = static_cast<int>(best.pair & 0xFFFFFFFF);
    const int id = tokens_.Add(tokens_.Text(left) + tokens_.Text(right)).id;
    learned_.push_back(best.pair);
    for (const std::uint32_t index : best.words) {
      std::vector<int>& word = words_[index].ids;
      std::size_t end = 0;
      for (std::size_t i = 0; i < word.size(); ++i) {
        if (word[i] != left || i + 1 == word.size() || word[i + 1] != right) {
          word[end++] = word[i];
          continue;
        }
        if (end > 0) {
          Change(word[end - 1], left, index, -1);
          Change(word[end - 1], id, index, 1);
        }
        ++i;
        if (i + 1 < word.size()) {
          Change(right, word[i + 1], index, -1);
          Change(id, word[i + 1], index, 1);
        }
        word[end++] = id;
      }
      word.resize(end);
    }
    Queue();
  }

  // A pair that was merged twice has the rank of the second time.
  void Finish() {
    std::unordered_set<Pair> seen;
    std::vector<Pair> kept;
    for (std::size_t i = learned_.size(); i > 0; --i) {
      if (seen.insert(learned_[i - 1]).second) kept.push_back(learned_[i - 1]);
    }
    for (std::size_t i = kept.size(); i > 0; --i) {
      merges_.push_back(static_cast<int>(kept[i - 1] >> 32));
      merges_.push_back(static_cast<int>(kept[i - 1] & 0xFFFFFFFF));
    }
    for (std::size_t id = 0; id < tokens_.size(); ++id) {
      vocab_.push_back(tokens_.Text(static_cast<int>(id)));
    }
  }

  std::vector<std::string>& vocab_;
  std::vector<int>& merges_;
  TokenTable tokens_;
  std::vector<Word> words_;
  std::unordered_map<Pair, PairCount> pairs_;
  std::vector<Pair> changed_;
  std::priority_queue<Candidate> queue_;
  std::vector<Pair> learned_;
};

}  // namespace

Result<TokenizerConfig> LearnBpe(std::string_view text,
                                 const VocabOptions& options) {
  if (options.max_size > 0 && options.max_size <= 256) {
    return Fail(ErrorCode::kInvalidArgument,
                "The vocab size of byte pairs must be from 257 to 1,000,000: "
                "256 bytes, and a token for each merge.");
  }
  if (text.empty()) {
    return Fail(ErrorCode::kTextEmpty, "The text is empty. Give another one.");
  }
  if (const auto valid = CheckUtf8(text); !valid) {
    return std::unexpected(valid.error());
  }
  TokenizerConfig config{.kind = TokenizerKind::kBpe};
  BpeLearner(text, &config)
      .Learn(options.max_size > 0 ? options.max_size : kDefaultVocab,
             options.min_count);
  return config;
}

}  // namespace lukewarm
