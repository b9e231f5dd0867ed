// One draw from a discrete distribution.
#pragma once

#include <cstddef>
#include <span>

namespace lukewarm {

// Returns the index that `uniform` in [0, 1) points at on the cumulative line
// of `probabilities`, in index order; where their sum rounds below `uniform`,
// the last one that is not 0. Never an index of probability 0; -1 if all are.
inline int Draw(std::span<const double> probabilities, double uniform) {
  double cumulative = 0;
  int last = -1;
  for (std::size_t i = 0; i < probabilities.size(); ++i) {
    if (!(probabilities[i] > 0)) continue;
    last = static_cast<int>(i);
    cumulative += probabilities[i];
    if (cumulative > uniform) break;
  }
  return last;
}

}  // namespace lukewarm
