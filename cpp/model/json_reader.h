// JSON as a stream of values with their paths; the only user of RapidJSON's
// reader. No tree is built, so allocation is bounded by the text's size.
// Refuses what RFC 8259 permits but no model file needs: duplicate keys, deep
// nesting, text that is not UTF-8 (also through \u escapes), NULs.
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
  // a number's digits; valid as long as the text given to ReadJson.
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

// Passes all values of `text` to `visitor`; unescapes strings in place, so
// `text` has no meaning afterwards. what: the name of the text in errors.
// Errors: kFileCorrupt, or the visitor's.
std::expected<void, Error> ReadJson(std::string& text, std::string_view what,
                                    JsonVisitor& visitor);

}  // namespace lukewarm
