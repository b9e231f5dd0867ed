// The rules that a network keeps, whether a file or a program describes it.
#pragma once

#include <expected>

#include "base/result.h"
#include "model/config.h"

namespace lukewarm {

// Returns whether the layers fit together and the context suits them. The
// rules: the first layer reads ids; the output is the last layer and only the
// last; sizes are within limits.h; `inputs` name earlier layers that all give
// sequences or all give one position; a recurrent layer, a bidirectional one
// (around one recurrent layer), an attention average and flatten read a
// sequence; the last three, and return_sequences false, need a window, and
// flatten one whose padding is not masked; `tied` names an embedding as wide as
// what the output reads. Errors: kFileCorrupt.
std::expected<void, Error> CheckNetwork(const NetworkConfig& network);

}  // namespace lukewarm
