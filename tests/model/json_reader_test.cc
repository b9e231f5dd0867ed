#include "model/json_reader.h"

#include <gtest/gtest.h>

#include <string>

#include "base/message.h"
#include "model/number_text.h"

namespace lukewarm {
namespace {

// Writes down what it is shown, one line a value.
class Recorder final : public JsonVisitor {
 public:
  bool Visit(std::span<const std::string_view> path, JsonKind kind,
             std::string_view text) override {
    for (std::string_view key : path) log.append("/").append(key);
    log.append(" ").append(1, "0ftns{["[static_cast<int>(kind)]);
    log.append(text).append("\n");
    return text != "stop" ||
           Refuse(ErrorCode::kFileUnsupported, "It says stop.");
  }
  std::string log;
};

std::string Log(std::string text) {
  Recorder recorder;
  const auto read = ReadJson(text, "text", recorder);
  return read ? recorder.log : "error: " + read.error().message;
}

bool Refused(std::string text) {
  Recorder recorder;
  const auto read = ReadJson(text, "text", recorder);
  return !read && read.error().code == ErrorCode::kFileCorrupt &&
         read.error().message.ends_with(".");
}

TEST(ReadJson, ShowsEveryValueWithItsPath) {
  EXPECT_EQ(Log(R"({"a": [1, -2.5e3, {"b": "x\n\u00e9\ud834\udd1e"}],
                    "c": {"b": null, "d": true, "e": false}} )"),
            " {\n/a [\n/a/ n1\n/a/ n-2.5e3\n/a/ {\n/a//b sx\né𝄞\n"
            "/c {\n/c/b 0\n/c/d t\n/c/e f\n");
}

TEST(ReadJson, GivesTheVisitorsError) {
  EXPECT_EQ(Log(R"(["stop", )"), "error: It says stop.");
}

TEST(ReadJson, RefusesDuplicateKeysInOneObjectOnly) {
  EXPECT_TRUE(Refused(R"({"a":1,"b":2,"a":3})"));
  EXPECT_TRUE(Refused(R"({"a":1,"\u0061":3})"));
  EXPECT_TRUE(Refused(R"([{"x":{"a":1},"b":{"a":1,"c":{},"a":2}}])"));
  EXPECT_FALSE(Refused(R"([{"a":1},{"a":1,"b":{"a":1}}])"));
}

TEST(ReadJson, RefusesEveryDepthOfNestingAboveEight) {
  for (int depth : {1, 7, 8, 9, 10, 1000, 1000000}) {
    const auto size = static_cast<std::size_t>(depth);
    const bool deep = depth > 8;
    EXPECT_EQ(Refused(std::string(size, '[') + std::string(size, ']')), deep);
    std::string objects;
    for (int i = 0; i < depth && depth <= 1000; ++i) objects.append("{\"a\":");
    objects.append("1").append(size, '}');
    if (depth <= 1000) {
      EXPECT_EQ(Refused(objects), deep);
    }
    EXPECT_TRUE(Refused(std::string(size, '[')));
    EXPECT_TRUE(Refused(std::string(size, '{')));
  }
}

TEST(ReadJson, RefusesTextThatIsNotUtf8) {
  for (const char* bytes :
       {"\x80", "\xF0", "\xE2", "\xC0\xAF", "\xC3", "\xE2\x82", "\xED\xA0\x80",
        "\xED\xB0\x80", "\xF0\x9D\x84", "\xF4\x90\x80\x80", "\xFF", "\\ud800",
        "\\udc00", "\\ud800\\u0041", "\\ud83d"}) {
    EXPECT_TRUE(Refused(Sentence({"[\"", bytes, "\"]"}))) << bytes;
    EXPECT_TRUE(Refused(Sentence({"{\"", bytes, "\":1}"}))) << bytes;
    // At the very end, where the rest of the character would be; without room
    // to spare, so that a sanitizer sees a read past it.
    const std::string end = Sentence({"                 \"", bytes});
    EXPECT_TRUE(Refused(std::string(end.begin(), end.end()))) << bytes;
  }
  EXPECT_FALSE(Refused("[\"\xED\x9F\xBF\xEE\x80\x80\xF4\x8F\xBF\xBF\"]"));
}

TEST(ReadJson, RefusesWhatIsNotOneJsonText) {
  for (const char* text :
       {"",         " ",       "{",    "[1",       "[1,]",    "{\"a\"}",
        "{\"a\":}", "{a:1}",   "nul",  "tru",      "01",      "1.",
        "1e",       "- 1",     "NaN",  "Infinity", "\"\\x\"", "\"a",
        "\"a\nb\"", "[1] [2]", "[1]x", "// c\n1",  "'a'",     "1e999"}) {
    EXPECT_TRUE(Refused(text)) << text;
  }
}

TEST(ReadJson, RefusesNulsWhereverTheyAre) {
  const std::string text = R"({"a": [1, "x"]} )";
  for (std::size_t i = 0; i <= text.size(); ++i) {
    std::string with = text;
    with.insert(i, 1, '\0');
    EXPECT_TRUE(Refused(with)) << i;
  }
}

TEST(ReadJson, RefusesEveryPrefixOfAText) {
  const std::string text = R"({"a":[1,"\u00e9é"],"b":{"c":true}})";
  for (std::size_t size = 0; size < text.size(); ++size) {
    EXPECT_TRUE(Refused(text.substr(0, size))) << size;
  }
  EXPECT_FALSE(Refused(text));
}

TEST(ReadJson, RefusesMoreKeysThanAnyModelHas) {
  std::string text = "{";
  for (std::uint64_t i = 0; i < 30000; ++i)
    text += Sentence({"\"", WholeText(i), "\":1,"});
  text.back() = '}';
  EXPECT_TRUE(Refused(text));
}

}  // namespace
}  // namespace lukewarm
