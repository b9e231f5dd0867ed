// Which tokens an epoch shows: the text in as many parallel sequences as the
// batch has, read in chunks of the BPTT length, the whole moved by a random
// offset in each epoch so that the chunks begin elsewhere.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "base/result.h"

namespace lukewarm::train {

class BatchIterator {
 public:
  // Errors: kTextTooShort, saying by how much and what to change.
  static Result<BatchIterator> Create(std::size_t tokens,
                                      std::size_t batch_size,
                                      std::size_t bptt_length);

  std::size_t steps_per_epoch() const { return span_ / length_; }

  // Returns the offset of epoch `epoch`, a pure function of its arguments.
  std::size_t Offset(std::uint64_t seed, std::size_t epoch) const;

  // Copies chunk `step` of sequences [first, first + count): inputs and
  // targets, the tokens after them, [length, count].
  void Fill(std::span<const int> ids, std::size_t offset, std::size_t step,
            std::size_t first, std::size_t count, int* inputs,
            int* targets) const;

 private:
  BatchIterator(std::size_t span, std::size_t length)
      : span_(span), length_(length) {}

  std::size_t span_;  // tokens from one sequence's beginning to the next's
  std::size_t length_;
};

}  // namespace lukewarm::train
