// Which tokens a pass shows: the text in parallel streams, read in chunks of
// the BPTT length, the whole moved by a random offset for each pass so that the
// borders fall elsewhere.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "base/result.h"

namespace lukewarm::train {

class StreamPlan {
 public:
  // Errors: kTextTooShort, saying by how much and what to change.
  static Result<StreamPlan> Create(std::size_t tokens, std::size_t streams,
                                   std::size_t length);

  std::size_t steps_per_pass() const { return span_ / length_; }

  // Returns the offset of pass `pass`, a pure function of its arguments.
  std::size_t Offset(std::uint64_t seed, std::size_t pass) const;

  // Copies chunk `step` of streams [first, first + count): inputs and
  // targets, the tokens after them, [length, count].
  void Fill(std::span<const int> ids, std::size_t offset, std::size_t step,
            std::size_t first, std::size_t count, int* inputs,
            int* targets) const;

 private:
  StreamPlan(std::size_t span, std::size_t length)
      : span_(span), length_(length) {}

  std::size_t span_;  // tokens from one stream's start to the next's
  std::size_t length_;
};

}  // namespace lukewarm::train
