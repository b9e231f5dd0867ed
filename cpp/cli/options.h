// Options that hold numbers and choices. Numbers are decimal and are read
// whole or refused, and so is NaN; the error and the help give the range.
#pragma once

#include <CLI/App.hpp>
#include <charconv>
#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace lukewarm {

// The largest value of a count that has no other limit.
inline constexpr std::uint64_t kMostTokens = 1'000'000'000;

template <typename T>
struct NumberRange {
  T least;
  T most;
  bool open_least = false;  // `least` itself is not in the range
  bool open_most = false;

  bool Contains(T value) const {  // false for NaN
    return (open_least ? value > least : value >= least) &&
           (open_most ? value < most : value <= most);
  }
};

// Returns `value` as the help and the errors write it.
std::string NumberText(std::uint64_t value);
std::string NumberText(int value);
std::string NumberText(double value);

// Returns, for instance, "from 1 to 16" or "above 0 and at most 10".
template <typename T>
std::string RangeText(const NumberRange<T>& range) {
  const std::string least = NumberText(range.least);
  const std::string most = NumberText(range.most);
  if (!range.open_least && !range.open_most) {
    return "from " + least + " to " + most;
  }
  return (range.open_least ? "above " : "at least ") + least +
         (range.open_most ? " and below " : " and at most ") + most;
}

// Throws CLI::ValidationError: "FLAG must be WHAT, not "TEXT"".
[[noreturn]] void Refuse(const std::string& flag, const std::string& what,
                         const std::string& text);

// Returns the number that `text` is. Throws CLI::ValidationError.
template <typename T>
T ParseNumber(const std::string& flag, const std::string& text,
              const NumberRange<T>& range) {
  T value{};
  const char* const end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, value);
  if (error != std::errc() || rest != end || !range.Contains(value)) {
    const bool whole = std::integral<T>;
    Refuse(flag, (whole ? "a whole number " : "a number ") + RangeText(range),
           text);
  }
  return value;
}

// The long name of "--seed,-s".
std::string LongName(const std::string& flags);

// Adds an option that sets `value` to a number. `value` must outlive the
// parsing, as everywhere in CLI11. An optional without a value has no default.
template <typename T, typename Target>
void AddNumber(CLI::App& command, const std::string& flags, Target& value,
               const NumberRange<T>& range, const std::string& help) {
  const std::string flag = LongName(flags);
  auto* option = command
                     .add_option_function<std::string>(
                         flags,
                         [&value, flag, range](const std::string& text) {
                           value = ParseNumber<T>(flag, text, range);
                         },
                         help + " (" + RangeText(range) + ")")
                     ->type_name("NUMBER");
  if constexpr (std::same_as<T, Target>) {
    option->default_str(NumberText(value));
  }
}

// Adds an option that sets `values` to numbers with commas between them.
template <typename T>
void AddNumbers(CLI::App& command, const std::string& flag,
                std::vector<T>& values, const NumberRange<T>& range,
                const std::string& help) {
  std::string fallback;
  for (const T value : values) {
    fallback += (fallback.empty() ? "" : ",") + NumberText(value);
  }
  command
      .add_option_function<std::string>(
          flag,
          [&values, flag, range](const std::string& text) {
            values.clear();
            std::size_t end = 0;
            for (std::size_t begin = 0; end != text.npos; begin = end + 1) {
              end = text.find(',', begin);
              values.push_back(
                  ParseNumber<T>(flag, text.substr(begin, end - begin), range));
            }
          },
          help + " (each " + RangeText(range) + ")")
      ->type_name("NUMBER,...")
      ->default_str(fallback);
}

// Adds an option that takes one of some names and sets `value` to what it
// stands for.
template <typename T>
void AddChoice(CLI::App& command, const std::string& flag, T& value,
               const std::vector<std::pair<std::string, T>>& choices,
               const std::string& help) {
  std::string names, fallback;
  for (const auto& [name, choice] : choices) {
    names += (names.empty() ? "" : ", ") + name;
    if (choice == value) fallback = name;
  }
  command
      .add_option_function<std::string>(
          flag,
          [&value, flag, choices, names](const std::string& text) {
            for (const auto& [name, choice] : choices) {
              if (name == text) {
                value = choice;
                return;
              }
            }
            Refuse(flag, "one of " + names, text);
          },
          help + " (one of " + names + ")")
      ->type_name("NAME")
      ->default_str(fallback);
}

}  // namespace lukewarm
