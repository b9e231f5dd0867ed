// Dropout masks (Srivastava et al. 2014) as a pure function of seed, step,
// place and element: nothing has to be saved to resume a training exactly, and
// a mask does not depend on how the batch is shared among threads.
#pragma once

#include <cstddef>
#include <cstdint>

namespace lukewarm::train {

struct DropoutRates {
  double output = 0;     // of each recurrent layer's output
  double embedding = 0;  // of the elements of the embedded input
  // Of whole rows of the embedding: a token is there or not in a whole chunk
  // (Gal and Ghahramani 2016). The output, tied or not, sees all rows.
  double token = 0;
  double state = 0;  // of h on its way to the recurrent product; locked
  // Of the hidden-to-hidden weights: one mask for a whole chunk and all its
  // sequences ("DropConnect", Wan et al. 2013; for RNNs Merity et al. 2017).
  double weight = 0;
  // One mask of `output` and `embedding` for all positions of a chunk
  // ("variational", Gal and Ghahramani 2016), not one for each position.
  bool locked = false;
};

struct DropoutSite {
  std::uint64_t seed = 0;
  std::uint32_t step = 0;
  std::uint32_t site = 0;  // which of the model's places
};

// Sets mask[j] to 0 with probability `rate` (to 1/65536), else to the inverse
// of the probability to stay. rate: in [0, 1).
template <typename Scalar>
void FillDropoutMask(const DropoutSite& site, std::uint32_t row, double rate,
                     std::size_t count, Scalar* mask);

}  // namespace lukewarm::train
