// Typed reading of a config's values, with the errors' sentences. Shared by the
// reader of the format and the converter of the older one.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "model/json_reader.h"

namespace lukewarm {

class ConfigVisitor : public JsonVisitor {
 public:
  // Keeps the value for the functions below; the derived class gives the rest
  // of the work to Take().
  bool Visit(std::span<const std::string_view> path, JsonKind kind,
             std::string_view text) final;

 protected:
  ~ConfigVisitor() = default;

  // Takes the value at path(), which is not the root and not null.
  virtual bool Take() = 0;

  std::span<const std::string_view> path() const { return path_; }
  std::string_view text() const { return text_; }
  bool Is(JsonKind kind) const { return kind_ == kind; }

  // Each sets its argument to the value and returns true, or refuses it.
  bool String(std::string& value);
  bool Whole(std::size_t& value, std::size_t low, std::size_t high);
  bool Decimal(double& value);
  bool Flag(bool& value);
  template <typename T>
  bool Choice(std::span<const std::string_view> names, T& value) {
    std::size_t index = 0;
    const bool found = Find(names, index);
    value = static_cast<T>(index);
    return found;
  }
  bool Object();
  bool List();

  // Each sets the error and returns false. Wrong: the value at path() should be
  // `wanted`. Unknown: so is the value or the key at path(). Lacks: a key is
  // missing. Wrong() and Unknown() are for Take() alone: path() ends with it.
  bool Wrong(std::string_view wanted);
  bool Unknown();
  bool UnknownAt(std::string_view where, std::string_view what);
  bool Lacks(std::string_view key);
  bool Contradicts(std::string_view how);

  // Of the element of a top-level list, for the place in an error.
  std::size_t element_ = 0;

 private:
  bool Find(std::span<const std::string_view> names, std::size_t& index);
  std::string Where() const;

  std::span<const std::string_view> path_;
  JsonKind kind_ = JsonKind::kNull;
  std::string_view text_;
};

}  // namespace lukewarm
