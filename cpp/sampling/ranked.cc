#include "sampling/ranked.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace lukewarm {
namespace {

// Moves the median of the first, the middle and the last token to the end.
void MoveMedianToEnd(std::span<Ranked> tokens) {
  Ranked& first = tokens.front();
  Ranked& middle = tokens[tokens.size() / 2];
  Ranked& last = tokens.back();
  if (middle < first) std::swap(first, middle);
  if (last < first) std::swap(first, last);
  if (middle < last) std::swap(middle, last);
}

}  // namespace

Ranked NucleusCutoff(std::span<Ranked> tokens, std::span<const float> weights,
                     double mass) {
  // The first token has nothing before it, and is kept at mass 0 too.
  mass = std::max(mass, std::numeric_limits<double>::min());
  const auto weight = [&](const Ranked& token) -> double {
    return weights[static_cast<std::size_t>(token.index)];
  };
  Ranked kept = tokens.front();
  double before = 0;  // of the tokens that come before all of `tokens`
  while (!tokens.empty() && before < mass) {
    MoveMedianToEnd(tokens);
    const Ranked pivot = tokens.back();
    // No branch depends on a comparison: none could be predicted. The partition
    // is written out, since the order of these additions must not be a standard
    // library's choice.
    double below = before;
    std::size_t split = 0;
    for (Ranked& token : tokens) {
      const bool less = token < pivot;
      below += less ? weight(token) : 0;
      std::swap(token, tokens[split]);
      split += less ? 1 : 0;
    }
    if (below >= mass) {
      tokens = tokens.first(split);
      continue;
    }
    kept = pivot;
    before = below + weight(pivot);
    tokens = tokens.subspan(split + 1);  // the pivot, once last, is at `split`
  }
  return kept;
}

}  // namespace lukewarm
