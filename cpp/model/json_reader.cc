#include "model/json_reader.h"

#include <array>
#include <cstddef>
#include <set>

#include "base/message.h"
#include "model/limits.h"
#include "model/number_text.h"
#include "rapidjson/reader.h"
#include "text/utf8.h"

namespace lukewarm {
namespace {

struct Member {
  std::uint32_t object;  // objects are numbered as they open
  std::string_view key;
  bool operator<(const Member& other) const {
    return object != other.object ? object < other.object : key < other.key;
  }
};

// RapidJSON's events -> paths.
class Handler
    : public rapidjson::BaseReaderHandler<rapidjson::UTF8<>, Handler> {
 public:
  explicit Handler(JsonVisitor& visitor) : visitor_(visitor) {}

  bool Null() { return Value(JsonKind::kNull, {}); }
  bool Bool(bool value) {
    return Value(value ? JsonKind::kTrue : JsonKind::kFalse, {});
  }
  bool RawNumber(const char* text, rapidjson::SizeType size, bool) {
    return Value(JsonKind::kNumber, {text, size});
  }
  bool String(const char* text, rapidjson::SizeType size, bool) {
    return IsText({text, size}) && Value(JsonKind::kString, {text, size});
  }
  bool StartObject() { return Open(JsonKind::kObject); }
  bool StartArray() { return Open(JsonKind::kArray); }
  bool EndObject(rapidjson::SizeType) { return Close(); }
  bool EndArray(rapidjson::SizeType) { return Close(); }

  bool Key(const char* text, rapidjson::SizeType size, bool) {
    const std::string_view key(text, size);
    if (!IsText(key)) return false;
    if (members_.size() == kMaxJsonKeys) return Because("has too many keys");
    if (!members_.insert({objects_[depth_ - 1], key}).second) {
      return Because("has the same key twice");
    }
    path_[depth_ - 1] = key;
    return true;
  }

  // Why the text was refused; empty if the visitor or the parser did it.
  std::string_view reason() const { return reason_; }

 private:
  bool Because(std::string_view reason) {
    reason_ = reason;
    return false;
  }

  // RapidJSON's own check accepts lone surrogates. Outside of strings it
  // refuses everything but ASCII.
  bool IsText(std::string_view text) {
    return CheckUtf8(text) || Because("is not UTF-8");
  }

  bool Value(JsonKind kind, std::string_view text) {
    return visitor_.Visit({path_.data(), depth_}, kind, text);
  }

  bool Open(JsonKind kind) {
    if (depth_ == kMaxJsonDepth) return Because("is nested too deep");
    if (!Value(kind, {})) return false;
    objects_[depth_] = ++object_count_;
    path_[depth_++] = {};
    return true;
  }

  bool Close() {
    --depth_;
    return true;
  }

  JsonVisitor& visitor_;
  std::string_view reason_;
  std::size_t depth_ = 0;
  std::uint32_t object_count_ = 0;
  std::array<std::string_view, kMaxJsonDepth> path_{};
  std::array<std::uint32_t, kMaxJsonDepth> objects_{};
  std::set<Member> members_;
};

}  // namespace

std::expected<void, Error> ReadJson(std::string& text, std::string_view what,
                                    JsonVisitor& visitor) {
  const std::size_t size = text.size();
  rapidjson::InsituStringStream stream(text.data());
  rapidjson::Reader reader;
  Handler handler(visitor);
  constexpr unsigned kFlags =
      rapidjson::kParseInsituFlag | rapidjson::kParseNumbersAsStringsFlag;
  const rapidjson::ParseResult result = reader.Parse<kFlags>(stream, handler);
  std::string_view reason = handler.reason();
  if (result.IsError() && reason.empty()) {
    if (!visitor.error().message.empty()) {
      return std::unexpected(visitor.error());
    }
    reason = "is not valid JSON";
  } else if (!result.IsError() && stream.Tell() != size) {
    reason = "contains a NUL";  // where RapidJSON ends the text
  }
  if (reason.empty()) return {};
  const std::size_t place = result.IsError() ? result.Offset() : stream.Tell();
  return Fail(
      ErrorCode::kFileCorrupt,
      Sentence({"The file is damaged: its ", what, " ", reason, " (at byte ",
                WholeText(place), "). Download or make it again."}));
}

}  // namespace lukewarm
