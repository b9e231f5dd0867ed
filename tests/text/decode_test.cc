#include "text/decode.h"

#include <gtest/gtest.h>
#include <rapidjson/document.h>
#include <rapidjson/istreamwrapper.h>

#include <cstdlib>
#include <fstream>
#include <string>
#include <vector>

namespace lukewarm {
namespace {

std::vector<std::uint8_t> FromHex(const std::string& hex) {
  std::vector<std::uint8_t> bytes;
  for (std::size_t i = 0; i < hex.size(); i += 2) {
    bytes.push_back(static_cast<std::uint8_t>(
        std::strtoul(hex.substr(i, 2).c_str(), nullptr, 16)));
  }
  return bytes;
}

std::string NameOf(TextEncoding encoding) {
  switch (encoding) {
    case TextEncoding::kUtf8:
      return "utf-8";
    case TextEncoding::kUtf16Le:
      return "utf-16le";
    case TextEncoding::kUtf16Be:
      return "utf-16be";
    case TextEncoding::kWindows1252:
      return "windows-1252";
  }
  return "";
}

// tests/web/decode.test.mjs checks the same file against TextDecoder.
TEST(DecodeText, EqualsTheSharedCases) {
  std::ifstream file(LUKEWARM_TESTS_DIR "/text/decode.json");
  rapidjson::IStreamWrapper stream(file);
  rapidjson::Document cases;
  cases.ParseStream(stream);
  ASSERT_TRUE(cases.IsArray());
  ASSERT_GT(cases.Size(), 20u);
  for (const auto& test : cases.GetArray()) {
    SCOPED_TRACE(test["name"].GetString());
    const auto decoded = DecodeText(FromHex(test["bytes"].GetString()));
    ASSERT_EQ(decoded.has_value(), test["text"].IsString());
    if (!decoded) {
      EXPECT_EQ(decoded.error().code, ErrorCode::kTextNotUtf8);
      continue;
    }
    EXPECT_EQ(decoded->text, std::string(test["text"].GetString(),
                                         test["text"].GetStringLength()));
    EXPECT_EQ(NameOf(decoded->encoding), test["encoding"].GetString());
  }
}

}  // namespace
}  // namespace lukewarm
