// Numbers <-> the digits of JSON. Losses are kept to nine decimals, which is
// exact both ways in a few lines; the library functions that round-trip every
// double weigh 10 kB in WebAssembly and differ between platforms' versions.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace lukewarm {

// Returns the value of a JSON number that is written as a whole number in [0,
// 2^53].
std::optional<std::uint64_t> ParseWhole(std::string_view text);

// Returns `value`, which is in [0, kMaxMeasure], rounded to nine decimals,
// without trailing zeros. Anything outside is brought to the nearer end (NaN to
// 0).
std::string MeasureText(double value);

// Returns the value of a JSON number, rounded to nine decimals; negative or
// above kMaxMeasure: nullopt.
std::optional<double> ParseMeasure(std::string_view text);

}  // namespace lukewarm
