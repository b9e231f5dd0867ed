// What a fuzzer gives the driver besides LLVMFuzzerTestOneInput.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

// libFuzzer's entry point: aborts if a property does not hold.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data,
                                      std::size_t size);

namespace lukewarm {

// Returns the inputs to mutate.
std::vector<std::vector<std::uint8_t>> Corpus();

// Returns pieces of the format's own language, to be inserted.
std::vector<std::string> Dictionary();

// Mends what a blind mutation always breaks (a length, a checksum), so that the
// deeper checks are reached too.
void Mend(std::vector<std::uint8_t>& input);

}  // namespace lukewarm
