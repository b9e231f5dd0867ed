#include "train/batch_iterator.h"

#include <algorithm>
#include <string>

#include "base/rng.h"

namespace lukewarm::train {
namespace {

constexpr std::uint64_t kOffsetStream = 102;  // of the seed

}  // namespace

Result<BatchIterator> BatchIterator::Create(std::size_t tokens,
                                            std::size_t batch_size,
                                            std::size_t bptt_length) {
  // One chunk more than the sequences take, for the offset and the last target.
  const std::size_t needed = (batch_size + 1) * bptt_length;
  if (tokens < needed) {
    const std::size_t chunks = tokens / bptt_length;
    const std::size_t shorter = tokens / (batch_size + 1);
    std::string advice = "take a longer text";
    if (chunks >= 2) {
      advice += ", a batch size of at most " + std::to_string(chunks - 1);
    }
    if (shorter >= 1) {
      advice += ", or a BPTT length of at most " + std::to_string(shorter);
    }
    if (chunks < 2 && shorter < 1) {
      advice += ", or a smaller batch size and BPTT length";
    }
    return Fail(ErrorCode::kTextTooShort,
                "The training part has " + std::to_string(tokens) +
                    " tokens; a batch size of " + std::to_string(batch_size) +
                    " and a BPTT length of " + std::to_string(bptt_length) +
                    " need " + std::to_string(needed) + ", " +
                    std::to_string(needed - tokens) + " more: " + advice + ".");
  }
  return BatchIterator((tokens - bptt_length) / batch_size, bptt_length);
}

std::size_t BatchIterator::Offset(std::uint64_t seed, std::size_t epoch) const {
  Rng random(seed, kOffsetStream);
  random.set_position(epoch);
  return std::min(length_ - 1,
                  static_cast<std::size_t>(random.NextDouble() *
                                           static_cast<double>(length_)));
}

void BatchIterator::Fill(std::span<const int> ids, std::size_t offset,
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
