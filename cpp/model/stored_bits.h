// Which tensors of a model are weight matrices, and in how many bits a file of
// quantised weights stores each.
#pragma once

#include <string_view>

#include "model/config.h"
#include "model/tensor.h"

namespace lukewarm {

// Returns the bits of the tensor `name` in a file whose matrices have `bits`
// (32, 16, 8 or 4): 8 instead of 4 for an embedding that is not also the
// output, since it is read, not multiplied; 0 for a tensor that is no weight
// matrix and stays a float (biases, start states, layer-norm,
// attention-average).
int StoredBits(const NetworkConfig& network, std::string_view name, int bits);

// Returns the bits of a model with these tensors: those of its widest weight
// matrix, where an embedding of its own at 8 bits does not count beside 4; 32
// if there are no weight matrices.
int StoredBits(const NetworkConfig& network, const TensorMap& tensors);

}  // namespace lukewarm
