// Writes JSON, compact and in the order of the calls; the only user of
// RapidJSON's writer.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace lukewarm {

class JsonWriter {
 public:
  JsonWriter();
  ~JsonWriter();

  void StartObject();
  void EndObject();
  void StartArray();
  void EndArray();
  void Key(std::string_view key);
  void String(std::string_view text);  // UTF-8
  void Whole(std::uint64_t value);
  void Decimal(double value);  // see number_text.h
  void Bool(bool value);

  // Returns the text; the writer is empty afterwards.
  std::string Take();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace lukewarm
