#include "model/config_visitor.h"

#include "base/message.h"
#include "model/number_text.h"

namespace lukewarm {

bool ConfigVisitor::Visit(std::span<const std::string_view> path, JsonKind kind,
                          std::string_view text) {
  path_ = path;
  kind_ = kind;
  text_ = text;
  if (path.empty()) return Object();
  // A key with the value null is an absent key; a list may hold no null.
  return (kind == JsonKind::kNull && !path.back().empty()) || Take();
}

bool ConfigVisitor::String(std::string& value) {
  value = text_;
  return Is(JsonKind::kString) || Wrong("a string");
}

bool ConfigVisitor::Whole(std::size_t& value, std::size_t low,
                          std::size_t high) {
  const auto number = Is(JsonKind::kNumber) ? ParseWhole(text_) : std::nullopt;
  if (!number || *number < low || *number > high) {
    return Wrong(Sentence(
        {"a whole number from ", WholeText(low), " to ", WholeText(high)}));
  }
  value = static_cast<std::size_t>(*number);
  return true;
}

bool ConfigVisitor::Decimal(double& value) {
  const auto number =
      Is(JsonKind::kNumber) ? ParseDecimal(text_) : std::nullopt;
  if (!number) return Wrong("a number from 0 to 1000000000");
  value = *number;
  return true;
}

bool ConfigVisitor::Flag(bool& value) {
  value = Is(JsonKind::kTrue);
  return value || Is(JsonKind::kFalse) || Wrong("true or false");
}

bool ConfigVisitor::Object() {
  return Is(JsonKind::kObject) || Wrong("an object");
}

bool ConfigVisitor::List() { return Is(JsonKind::kArray) || Wrong("a list"); }

bool ConfigVisitor::Find(std::span<const std::string_view> names,
                         std::size_t& index) {
  if (Is(JsonKind::kString)) {
    for (index = 0; index < names.size(); ++index) {
      if (names[index] == text_) return true;
    }
  }
  return Unknown();
}

std::string ConfigVisitor::Where() const {
  std::string where;
  bool first = true;  // of the lists on the way
  for (std::size_t i = 0; i < path_.size(); ++i) {
    if (i > 0) where.push_back('.');
    where.append(path_[i]);
    if (!path_[i].empty() || !first) continue;
    where.append(WholeText(element_));
    first = false;
  }
  return where;
}

bool ConfigVisitor::Wrong(std::string_view wanted) {
  return Refuse(ErrorCode::kFileCorrupt,
                Sentence({"The model's config is wrong at ", Quote(Where()),
                          ": it should be ", wanted,
                          ". Correct it, or make the file again."}));
}

bool ConfigVisitor::Unknown() { return UnknownAt(Where(), text_); }

bool ConfigVisitor::UnknownAt(std::string_view where, std::string_view what) {
  return Refuse(
      ErrorCode::kFileUnsupported,
      Sentence({"The model's config has something that this version of "
                "Lukewarm does not know, at ",
                Quote(where), what.empty() ? "" : ": " + Quote(what),
                ". Update Lukewarm, or correct the config."}));
}

bool ConfigVisitor::Lacks(std::string_view key) {
  return Refuse(ErrorCode::kFileCorrupt,
                Sentence({"The model's config lacks ", Quote(key),
                          ". Add it, or make the file again."}));
}

bool ConfigVisitor::Contradicts(std::string_view how) {
  return Refuse(ErrorCode::kFileCorrupt,
                Sentence({"The model's config contradicts itself: ", how,
                          ". Correct it, or make the file again."}));
}

}  // namespace lukewarm
