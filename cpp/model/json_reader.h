// JSON as a stream of values with their paths: the only place that knows
// RapidJSON's reader. No tree is built, so what is allocated is bounded by the
// text's size, and what nobody wants costs nothing. It refuses what RFC 8259
// leaves open and attackers like: duplicate keys, deep nesting, text that is
// not UTF-8 (also by way of \u escapes), NULs.
#pragma once

#include <cstdint>
#include <expected>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "base/result.h"

namespace lukewarm {

enum class JsonKind : std::uint8_t {
  kNull,
  kFalse,
  kTrue,
  kNumber,
  kString,
  kObject,
  kArray
};

class JsonVisitor {
 public:
  // Takes one value; an object or array comes before its members. path: the
  // keys that lead to it, "" for an array's element. text: a string's bytes or
  // a number's digits; it stays as long as the text that was given to ReadJson.
  // Returns false to stop, after Refuse().
  virtual bool Visit(std::span<const std::string_view> path, JsonKind kind,
                     std::string_view text) = 0;

  const Error& error() const { return error_; }

 protected:
  ~JsonVisitor() = default;
  bool Refuse(ErrorCode code, std::string message) {
    error_ = {code, std::move(message)};
    return false;
  }

 private:
  Error error_{};
};

// Shows all values of `text` to `visitor`; unescapes strings in place, so
// `text` is scratch afterwards. what: names the text in the sentences of
// errors. Errors: kFileCorrupt, or the visitor's.
std::expected<void, Error> ReadJson(std::string& text, std::string_view what,
                                    JsonVisitor& visitor);

}  // namespace lukewarm
