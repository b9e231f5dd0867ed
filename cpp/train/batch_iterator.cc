#include "train/stream_plan.h"

#include <algorithm>
#include <string>

#include "base/rng.h"

namespace lukewarm::train {
namespace {

constexpr std::uint64_t kOffsetStream = 102;  // of the seed

}  // namespace

Result<StreamPlan> StreamPlan::Create(std::size_t tokens, std::size_t streams,
                                      std::size_t length) {
  // One length more than the streams take, for the offset and the last target.
  const std::size_t needed = (streams + 1) * length;
  if (tokens < needed) {
    const std::size_t fewer = tokens / length;
    const std::size_t shorter = tokens / (streams + 1);
    std::string advice = "take a longer text";
    if (fewer >= 2) {
      advice += ", at most " + std::to_string(fewer - 1) + " streams";
    }
    if (shorter >= 1) {
      advice += ", or a length of at most " + std::to_string(shorter);
    }
    if (fewer < 2 && shorter < 1) advice += ", or fewer and shorter streams";
    return Fail(ErrorCode::kTextTooShort,
                "The training part has " + std::to_string(tokens) +
                    " tokens; " + std::to_string(streams) + " streams of " +
                    std::to_string(length) + " need " + std::to_string(needed) +
                    ", " + std::to_string(needed - tokens) +
                    " more: " + advice + ".");
  }
  return StreamPlan((tokens - length) / streams, length);
}

std::size_t StreamPlan::Offset(std::uint64_t seed, std::size_t pass) const {
  Rng random(seed, kOffsetStream);
  random.set_position(pass);
  return std::min(length_ - 1,
                  static_cast<std::size_t>(random.NextDouble() *
                                           static_cast<double>(length_)));
}

void StreamPlan::Fill(std::span<const int> ids, std::size_t offset,
                      std::size_t step, std::size_t first, std::size_t count,
                      int* inputs, int* targets) const {
  for (std::size_t t = 0; t < length_; ++t) {
    for (std::size_t b = 0; b < count; ++b) {
      const std::size_t at = offset + (first + b) * span_ + step * length_ + t;
      inputs[t * count + b] = ids[at];
      targets[t * count + b] = ids[at + 1];
    }
  }
}

}  // namespace lukewarm::train
