#include "model/number_text.h"

#include <array>
#include <cstddef>

#include "base/message.h"
#include "model/limits.h"

namespace lukewarm {
namespace {

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

constexpr int kDecimals = 9;
constexpr std::uint64_t kUnits = 1'000'000'000;

// value: in [0, kMaxMeasure]
std::uint64_t ToUnits(double value) {
  return static_cast<std::uint64_t>(value * static_cast<double>(kUnits) + 0.5);
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

std::string MeasureText(double value) {
  if (!(value > 0)) value = 0;
  if (value > kMaxMeasure) value = kMaxMeasure;
  const std::uint64_t units = ToUnits(value);
  std::string text = WholeText(units / kUnits);
  std::string fraction = WholeText(units % kUnits);
  fraction.insert(0, kDecimals - fraction.size(), '0');
  while (!fraction.empty() && fraction.back() == '0') fraction.pop_back();
  if (!fraction.empty()) text.append(1, '.').append(fraction);
  return text;
}

std::optional<double> ParseMeasure(std::string_view text) {
  std::uint64_t digits = 0;
  int exponent = 0;
  bool point = false;
  std::size_t i = 0;
  for (; i < text.size() && (IsDigit(text[i]) || text[i] == '.'); ++i) {
    if (text[i] == '.') {
      point = true;
    } else if (digits < std::uint64_t{100'000'000'000'000}) {
      digits = digits * 10 + static_cast<std::uint64_t>(text[i] - '0');
      exponent -= point ? 1 : 0;
    } else {
      exponent += point ? 0 : 1;  // a digit too far to matter
    }
    if (exponent > 400 || exponent < -400) return std::nullopt;
  }
  if (i == 0) return std::nullopt;  // '-': a measure is never negative
  if (i < text.size()) {
    if (text[i] != 'e' && text[i] != 'E') return std::nullopt;
    const bool negative = ++i < text.size() && text[i] == '-';
    if (i < text.size() && !IsDigit(text[i])) ++i;
    const auto size = ParseWhole(text.substr(i));
    if (!size || *size > 400) return std::nullopt;
    exponent += negative ? -static_cast<int>(*size) : static_cast<int>(*size);
  }
  auto value = static_cast<double>(digits);
  double power = 1;
  for (int n = exponent < 0 ? -exponent : exponent; n > 0 && power < 1e300;
       --n) {
    power *= 10;
  }
  value = exponent < 0 ? value / power : value * power;
  if (!(value <= kMaxMeasure)) return std::nullopt;
  // Both are exact in a double, so this is the double nearest to the decimal
  // number.
  return static_cast<double>(ToUnits(value)) / static_cast<double>(kUnits);
}

}  // namespace lukewarm
