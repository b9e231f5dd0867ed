// Dropout masks (Srivastava et al. 2014) as a pure function of seed, step,
// place and element: nothing has to be saved to resume a training exactly, and
// a mask does not depend on how streams are shared among threads.
#pragma once

#include <cstddef>
#include <cstdint>

namespace lukewarm::train {

struct DropoutRates {
  // Of each layer's output, on its way to the next layer or to the decoder.
  double output = 0;
  // Of the elements of the embedded input.
  double embedding = 0;
  // Of the hidden-to-hidden weights: one mask for a whole chunk and all its
  // streams ("DropConnect", Wan et al. 2013; for RNNs Merity et al. 2017).
  // Chosen over dropout on the state since its mask costs per weight and step,
  // not per position, and the recurrent product stays one plain product.
  double recurrent = 0;
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
