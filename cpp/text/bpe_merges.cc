#include "text/bpe_merges.h"

#include <algorithm>
#include <queue>
#include <string>

namespace lukewarm {
namespace {

// In bytes, of all results together. It bounds the time that hostile merges
// take: a vocab of long tokens may have a million of them.
constexpr std::size_t kMostText = std::size_t{1} << 28;

std::unexpected<Error> Corrupt() {
  return Fail(ErrorCode::kFileCorrupt,
              "The merges of the tokenizer do not fit its vocab.");
}

// A pair that may be merged, unless one of it has been merged since.
struct Candidate {
  int rank;
  int id;
  std::size_t at;

  // The best one is the greatest.
  bool operator<(const Candidate& other) const {
    return rank != other.rank ? rank > other.rank : at > other.at;
  }
};

constexpr std::size_t kNone = static_cast<std::size_t>(-1);

struct Link {
  std::size_t before;
  std::size_t next;
};

}  // namespace

Result<BpeMerges> BpeMerges::Make(const Vocab& vocab,
                                  std::span<const int> pairs) {
  const std::size_t size = vocab.size();
  if (pairs.size() % 2 != 0) return Corrupt();
  BpeMerges out;
  out.first_.resize(size + 1);
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    if (pairs[i] < 0 || pairs[i] >= static_cast<int>(size)) return Corrupt();
    if (i % 2 == 0) ++out.first_[pairs[i] + 1];
  }
  for (std::size_t i = 0; i < size; ++i) out.first_[i + 1] += out.first_[i];
  out.merges_.resize(pairs.size() / 2);
  std::vector<std::size_t> next = out.first_;
  std::string text;
  std::size_t all = 0;
  for (std::size_t i = 0; i < pairs.size(); i += 2) {
    const std::string& left = vocab.Text(pairs[i]);
    const std::string& right = vocab.Text(pairs[i + 1]);
    all += left.size() + right.size();
    if (all > kMostText) return Corrupt();
    text = left;
    text += right;
    const int id = vocab.Find(text);
    if (id < 0) return Corrupt();
    out.merges_[next[pairs[i]]++] = {pairs[i + 1], static_cast<int>(i / 2), id};
  }
  const auto at = [&](std::size_t left) {
    return out.merges_.begin() + static_cast<std::ptrdiff_t>(out.first_[left]);
  };
  for (std::size_t left = 0; left < size; ++left) {
    std::ranges::sort(at(left), at(left + 1), {}, &Merge::right);
    const auto twin =
        std::ranges::adjacent_find(at(left), at(left + 1), {}, &Merge::right);
    if (twin != at(left + 1)) return Corrupt();
  }
  return out;
}

const BpeMerges::Merge* BpeMerges::Find(int left, int right) const {
  const Merge* end = merges_.data() + first_[left + 1];
  const Merge* found = std::ranges::lower_bound(merges_.data() + first_[left],
                                                end, right, {}, &Merge::right);
  return found != end && found->right == right ? found : nullptr;
}

void BpeMerges::Apply(std::vector<BpeSymbol>* symbols) const {
  std::vector<BpeSymbol>& list = *symbols;
  const std::size_t size = list.size();
  std::vector<Link> links(size);
  std::priority_queue<Candidate> queue;
  const auto consider = [&](std::size_t left, std::size_t right) {
    if (left == kNone || right == kNone) return;
    const Merge* merge = Find(list[left].id, list[right].id);
    if (merge != nullptr) queue.push({merge->rank, merge->id, left});
  };
  for (std::size_t i = 0; i < size; ++i) {
    links[i] = {i == 0 ? kNone : i - 1, i + 1 == size ? kNone : i + 1};
    consider(i, links[i].next);
  }
  while (!queue.empty()) {
    const Candidate best = queue.top();
    queue.pop();
    const std::size_t right = links[best.at].next;
    if (list[best.at].id < 0 || right == kNone) continue;
    const Merge* merge = Find(list[best.at].id, list[right].id);
    if (merge == nullptr || merge->id != best.id) continue;
    list[best.at] = {best.id, list[right].end};
    list[right].id = -1;
    links[best.at].next = links[right].next;
    if (links[right].next != kNone) links[links[right].next].before = best.at;
    consider(links[best.at].before, best.at);
    consider(best.at, links[best.at].next);
  }
  std::erase_if(list, [](const BpeSymbol& symbol) { return symbol.id < 0; });
}

}  // namespace lukewarm
