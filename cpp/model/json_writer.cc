#include "model/json_writer.h"

#include <utility>

#include "model/number_text.h"
#include "rapidjson/writer.h"

namespace lukewarm {
namespace {

struct StringStream {
  using Ch = char;
  std::string text;
  void Put(char c) { text.push_back(c); }
  void Flush() {}
};

rapidjson::SizeType Size(std::string_view text) {
  return static_cast<rapidjson::SizeType>(text.size());
}

}  // namespace

struct JsonWriter::Impl {
  StringStream stream;
  rapidjson::Writer<StringStream> writer{stream};
};

JsonWriter::JsonWriter() : impl_(std::make_unique<Impl>()) {}
JsonWriter::~JsonWriter() = default;

void JsonWriter::StartObject() { impl_->writer.StartObject(); }
void JsonWriter::EndObject() { impl_->writer.EndObject(); }
void JsonWriter::StartArray() { impl_->writer.StartArray(); }
void JsonWriter::EndArray() { impl_->writer.EndArray(); }
void JsonWriter::Key(std::string_view key) {
  impl_->writer.Key(key.data(), Size(key));
}
void JsonWriter::String(std::string_view text) {
  // RapidJSON asserts that the pointer is not null, which an empty view's is.
  impl_->writer.String(text.empty() ? "" : text.data(), Size(text));
}
void JsonWriter::Whole(std::uint64_t value) { impl_->writer.Uint64(value); }
void JsonWriter::Decimal(double value) {
  const std::string text = DecimalText(value);
  impl_->writer.RawValue(text.data(), text.size(), rapidjson::kNumberType);
}
void JsonWriter::Bool(bool value) { impl_->writer.Bool(value); }
std::string JsonWriter::Take() { return std::move(impl_->stream.text); }

}  // namespace lukewarm
