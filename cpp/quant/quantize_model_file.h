// The weights of a whole model file, stored in fewer bits.
#pragma once

#include <cstdint>
#include <vector>

#include "base/result.h"
#include "model/model_file.h"

namespace lukewarm {

// Returns the bytes of `file` with every weight matrix stored in `bits` (8 or
// 4; model/stored_bits.h has the exceptions), or all of it as it is (32).
// Vectors stay floats: F16 beside 4-bit matrices unless one of their numbers is
// beyond F16's range. Whether the tensors fit the layers is not checked.
// Errors: kInvalidArgument for other bits or if the weights are integers
// already; kFileCorrupt, with the tensor's name, if a weight matrix has not two
// dimensions, or a number is not finite or beyond kMaxWeight.
Result<std::vector<std::uint8_t>> QuantizeModelFile(const ModelFile& file,
                                                    int bits);

}  // namespace lukewarm
