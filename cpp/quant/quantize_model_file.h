// The weights of a whole model file, stored in fewer bits.
#pragma once

#include <cstdint>
#include <vector>

#include "base/result.h"
#include "model/model_file.h"

namespace lukewarm {

// Returns the bytes of `file` with every weight matrix stored in `bits` (8 or
// 4), or all of it as it is (32). Biases stay floats. An embedding that is not
// also the output stays at 8 bits: it is a few per cent of the weights, and a
// token's row is all that the model knows of the token. Errors:
// kInvalidArgument for other bits or if the weights are integers already;
// kFileCorrupt if a matrix is missing or has another shape than the config
// says, or holds a number that is not finite.
Result<std::vector<std::uint8_t>> QuantizeModelFile(const ModelFile& file,
                                                    int bits);

}  // namespace lukewarm
