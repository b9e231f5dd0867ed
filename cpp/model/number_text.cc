#include "model/number_text.h"

#include <array>
#include <cstddef>

#include "base/message.h"
#include "model/limits.h"

namespace lukewarm {
namespace {

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

constexpr std::uint64_t kMaxDigits = 1'000'000'000'000'000;  // 15 of them
constexpr int kMaxPower = 22;  // 10^22 is the last power that a double holds

// Returns digits * 10^exponent, the nearest double: both factors are exact.
// digits: below 2^53; exponent: in [-22, 22]
double Scaled(std::uint64_t digits, int exponent) {
  double power = 1;
  for (int n = exponent < 0 ? -exponent : exponent; n > 0; --n) power *= 10;
  const auto whole = static_cast<double>(digits);
  return exponent < 0 ? whole / power : whole * power;
}

}  // namespace

std::optional<std::uint64_t> ParseWhole(std::string_view text) {
  constexpr std::uint64_t kMax = std::uint64_t{1} << 53;
  std::uint64_t value = 0;
  if (text.empty()) return std::nullopt;
  for (char c : text) {
    if (!IsDigit(c)) return std::nullopt;
    value = value * 10 + static_cast<std::uint64_t>(c - '0');
    if (value > kMax) return std::nullopt;
  }
  return value;
}

std::optional<double> ParseDecimal(std::string_view text) {
  std::uint64_t digits = 0;
  int exponent = 0;
  bool point = false;
  std::size_t i = 0;
  for (; i < text.size() && (IsDigit(text[i]) || text[i] == '.'); ++i) {
    if (text[i] == '.') {
      point = true;
    } else if (digits < kMaxDigits) {  // one more than is kept, to round by
      digits = digits * 10 + static_cast<std::uint64_t>(text[i] - '0');
      exponent -= point ? 1 : 0;
    } else {
      exponent += point ? 0 : 1;
    }
    if (exponent > 400 || exponent < -400) return std::nullopt;
  }
  if (i == 0) return std::nullopt;  // '-'
  if (i < text.size()) {
    if (text[i] != 'e' && text[i] != 'E') return std::nullopt;
    const bool negative = ++i < text.size() && text[i] == '-';
    if (i < text.size() && !IsDigit(text[i])) ++i;
    const auto size = ParseWhole(text.substr(i));
    if (!size || *size > 400) return std::nullopt;
    exponent += negative ? -static_cast<int>(*size) : static_cast<int>(*size);
  }
  unsigned dropped = 0;
  while (digits > 0 && (digits >= kMaxDigits || exponent < -kMaxPower)) {
    dropped = static_cast<unsigned>(digits % 10);
    digits /= 10;
    ++exponent;
  }
  if (dropped >= 5) ++digits;
  if (digits == 0) return 0;
  if (exponent > kMaxPower) return std::nullopt;
  const double value = Scaled(digits, exponent);
  return value <= kMaxDecimal ? std::optional(value) : std::nullopt;
}

std::string DecimalText(double value) {
  if (!(value > 0)) value = 0;
  if (value > kMaxDecimal) value = kMaxDecimal;
  // The fewest decimals that give the value, or all that 15 digits allow.
  std::uint64_t digits = 0;
  std::size_t decimals = 0;
  for (int n = 0; n <= kMaxPower; ++n) {
    const double scaled = value * Scaled(1, n);
    if (scaled >= static_cast<double>(kMaxDigits)) break;
    digits = static_cast<std::uint64_t>(scaled + 0.5);
    decimals = static_cast<std::size_t>(n);
    if (Scaled(digits, -n) == value) break;
  }
  std::string text = WholeText(digits);
  if (decimals == 0) return text;
  if (text.size() <= decimals) text.insert(0, decimals + 1 - text.size(), '0');
  text.insert(text.size() - decimals, 1, '.');
  while (text.back() == '0') text.pop_back();
  if (text.back() == '.') text.pop_back();
  return text;
}

}  // namespace lukewarm
