// Numbers <-> the digits of JSON. Decimal numbers are kept to 15 significant
// digits, which a double holds exactly both ways in a few lines; the library
// functions that round-trip every double weigh 10 kB in WebAssembly and differ
// between platforms' versions.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace lukewarm {

// Returns the value of a JSON number that is written as a whole number in [0,
// 2^53].
std::optional<std::uint64_t> ParseWhole(std::string_view text);

// Returns the value of a JSON number, rounded to 15 significant digits and 22
// decimals; negative or above kMaxDecimal: nullopt.
std::optional<double> ParseDecimal(std::string_view text);

// Returns the shortest decimal number that ParseDecimal reads as `value`, or
// the nearest one that it can read: NaN and negative numbers become 0, larger
// ones kMaxDecimal. Without an exponent.
std::string DecimalText(double value);

}  // namespace lukewarm
