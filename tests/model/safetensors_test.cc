#include "model/safetensors.h"

#include <gtest/gtest.h>

#include <cstring>
#include <string>

#include "base/message.h"
#include "model/number_text.h"
#include "model/sample_model.h"

namespace lukewarm {
namespace {

struct Case {
  std::string header;
  std::size_t data_bytes;
};

ErrorCode CodeOf(const std::vector<std::uint8_t>& file) {
  const auto read = ReadSafetensors(file);
  if (read) {
    ADD_FAILURE() << "was read";
    return {};
  }
  EXPECT_TRUE(read.error().message.ends_with(".") ||
              read.error().message.ends_with("?"))
      << read.error().message;
  return read.error().code;
}

std::string Tensor4(std::string_view name, std::size_t begin) {
  return Sentence({"\"", name,
                   R"(":{"dtype":"F32","shape":[1],"data_offsets":[)",
                   WholeText(begin), ",", WholeText(begin + 4), "]}"});
}

TEST(ReadSafetensors, ReadsWhatTheFormatAllows) {
  for (const Case& c : std::vector<Case>{
           {"{}", 0},
           {"{} \n\t ", 0},
           {R"({"__metadata__":{}})", 0},
           {std::string(R"({"__metadata__":{"a":"b","\"":""},)") +
                Tensor4("x", 0) + "}",
            4},
           {std::string("{") + Tensor4("b", 4) + "," + Tensor4("a", 0) + "}",
            8},
           {R"({"s":{"data_offsets":[0,2],"dtype":"F16","shape":[]}})", 2},
           {R"({"e":{"dtype":"I8","shape":[0,7],"data_offsets":[0,0]}})", 0},
           {std::string(
                R"({"e":{"dtype":"I8","shape":[0],"data_offsets":[4,4]},)") +
                Tensor4("x", 4) + "," + Tensor4("y", 0) + "}",
            8},
           {R"({"m":{"dtype":"U8","shape":[2,3],"data_offsets":[0,6]}})", 6}}) {
    const auto file = FileOf(c.header, c.data_bytes);
    const auto read = ReadSafetensors(file);
    EXPECT_TRUE(read) << c.header << read.error().message;
  }
}

TEST(ReadSafetensors, GivesViewsIntoTheBytes) {
  auto file = FileOf(
      std::string("{") + Tensor4("b", 4) + "," + Tensor4("a", 0) + "}", 8);
  const auto read = ReadSafetensors(file);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->tensors.at("a").bytes.data(), file.data() + file.size() - 8);
  EXPECT_EQ(read->tensors.at("b").bytes.data(), file.data() + file.size() - 4);
  EXPECT_EQ(read->tensors.at("b").shape, std::vector<std::size_t>{1});
}

TEST(ReadSafetensors, CallsMissingBytesTruncated) {
  const auto file = FileOf(std::string("{") + Tensor4("a", 0) + "}", 4);
  for (std::size_t size = 0; size < file.size(); ++size) {
    const std::vector<std::uint8_t> part(
        file.begin(), file.begin() + static_cast<std::ptrdiff_t>(size));
    EXPECT_EQ(CodeOf(part), ErrorCode::kFileTruncated) << size;
  }
}

TEST(ReadSafetensors, RefusesALengthThatIsNoHeader) {
  for (std::uint64_t length :
       {std::uint64_t{0}, std::uint64_t{1}, (std::uint64_t{16} << 20) + 1,
        std::uint64_t{1} << 63, ~std::uint64_t{0}}) {
    auto file = FileOf("{}");
    std::memcpy(file.data(), &length, 8);
    EXPECT_EQ(CodeOf(file), ErrorCode::kFileCorrupt) << length;
  }
  const std::string page = "<!DOCTYPE html><title>404</title>";
  EXPECT_EQ(CodeOf({page.begin(), page.end()}), ErrorCode::kFileCorrupt);
}

TEST(ReadSafetensors, RefusesHeadersThatContradictThemselves) {
  const std::string begin = R"({"x":{"dtype":"F32","shape":)";
  const std::string huge = "2147483648";
  for (const Case& c : std::vector<Case>{
           {"[]", 0},
           {"1", 0},
           {R"({"x":1})", 0},
           {R"({"x":[]})", 0},
           {R"({"x":{}})", 0},
           {R"({"__metadata__":[]})", 0},
           {R"({"__metadata__":"a"})", 0},
           {R"({"__metadata__":{"a":1}})", 0},
           {R"({"__metadata__":{"a":null}})", 0},
           {R"({"__metadata__":{"a":["b"]}})", 0},
           {R"({"__metadata__":{"a":{"b":"c"}}})", 0},
           {R"({"__metadata__":{"a":"b","a":"b"}})", 0},
           {std::string("{") + Tensor4("x", 0) + "," + Tensor4("x", 4) + "}",
            8},
           {R"({"x":{"dtype":"F32","shape":[1]}})", 4},
           {R"({"x":{"dtype":"F32","data_offsets":[0,4]}})", 4},
           {R"({"x":{"shape":[1],"data_offsets":[0,4]}})", 4},
           {begin + R"([1],"data_offsets":[0,4],"more":1}})", 4},
           {begin + R"([1],"data_offsets":[0,4,4]}})", 4},
           {begin + R"([1],"data_offsets":[0]}})", 4},
           {begin + R"([1],"data_offsets":{"a":0}}})", 4},
           {begin + R"([1],"data_offsets":[0,[4]]}})", 4},
           {begin + R"([1],"data_offsets":["0",4]}})", 4},
           {begin + R"([1],"data_offsets":[0,4.0]}})", 4},
           {begin + R"([1],"data_offsets":[-4,0]}})", 4},
           {begin + R"([1],"data_offsets":[4,0]}})", 4},
           {begin + R"([1],"data_offsets":[0,4e0]}})", 4},
           {begin + R"(1,"data_offsets":[0,4]}})", 4},
           {begin + R"([-1],"data_offsets":[0,4]}})", 4},
           {begin + R"([1.5],"data_offsets":[0,4]}})", 4},
           {begin + R"([null],"data_offsets":[0,4]}})", 4},
           {begin + R"([1,1,1,1,1,1,1,1,1],"data_offsets":[0,4]}})", 4},
           {begin + R"([2],"data_offsets":[0,4]}})", 4},
           {begin + R"([1],"data_offsets":[0,8]}})", 8},
           {begin + R"([18446744073709551617],"data_offsets":[0,4]}})", 4},
           // 2^62 elements are 2^64 bytes, 0 if nobody looks.
           {begin + "[" + huge + "," + huge + R"(],"data_offsets":[0,0]}})", 0},
           {begin + "[" + huge + "," + huge + ",4" +
                R"(],"data_offsets":[0,0]}})",
            0},
           // holes, overlaps, bytes of nobody
           {std::string("{") + Tensor4("x", 4) + "}", 8},
           {std::string("{") + Tensor4("x", 0) + "," + Tensor4("y", 8) + "}",
            12},
           {std::string("{") + Tensor4("x", 0) + "," + Tensor4("y", 2) + "}",
            6},
           {std::string("{") + Tensor4("x", 0) + "," + Tensor4("y", 0) + "}",
            4},
           {std::string("{") + Tensor4("x", 0) + "}", 5},
           {"{}", 1}}) {
    EXPECT_EQ(CodeOf(FileOf(c.header, c.data_bytes)), ErrorCode::kFileCorrupt)
        << c.header;
  }
}

TEST(ReadSafetensors, RefusesTooManyTensorsAndTooLongNames) {
  std::string header = "{";
  for (std::size_t i = 0; i < 5000; ++i) {
    header += Tensor4(std::to_string(i), 4 * i) + ",";
  }
  header.back() = '}';
  EXPECT_EQ(CodeOf(FileOf(header, 20000)), ErrorCode::kFileCorrupt);
  header = std::string("{") + Tensor4(std::string(257, 'n'), 0) + "}";
  EXPECT_EQ(CodeOf(FileOf(header, 4)), ErrorCode::kFileCorrupt);
}

TEST(ReadSafetensors, NamesTheTensorAndTheDtypeThatAreNotSupported) {
  for (const char* dtype : {"BF16", "F64", "I64", "BOOL", "F8_E4M3", "f32"}) {
    const auto file =
        FileOf(std::string(R"({"some.tensor":{"dtype":")") + dtype +
                   R"(","shape":[1],"data_offsets":[0,8]}})",
               8);
    const auto read = ReadSafetensors(file);
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().code, ErrorCode::kFileUnsupported);
    EXPECT_NE(read.error().message.find("some.tensor"), std::string::npos);
    EXPECT_NE(read.error().message.find(dtype), std::string::npos);
  }
}

TEST(WriteSafetensors, AlignsEveryTensorToItsElement) {
  for (std::size_t name_size = 1; name_size < 20; ++name_size) {
    OwnedTensors t;
    t.Add(std::string(name_size, 'a'), DType::kI8, {3}, {1, 2, 3});
    t.Add("x", DType::kF16, {1}, {1, 2});
    t.AddFloats("y", {1}, {1.5f});
    t.Add("z", DType::kU8, {1}, {9});
    const auto file = WriteSafetensors({}, t.tensors);
    const auto read = ReadSafetensors(file);
    ASSERT_TRUE(read) << read.error().message;
    EXPECT_TRUE(SameTensors(read->tensors, t.tensors));
    for (const auto& [name, tensor] : read->tensors) {
      EXPECT_EQ(static_cast<std::size_t>(tensor.bytes.data() - file.data()) %
                    ElementSize(tensor.dtype),
                0u)
          << name;
    }
  }
}

TEST(WriteSafetensors, KeepsMetadataWhateverItHolds) {
  std::string every;
  for (int c = 0; c < 128; ++c) every.push_back(static_cast<char>(c));
  const std::vector<std::pair<std::string, std::string>> metadata = {
      {"z", every}, {every, "é𝄞"}, {"", ""}};
  const auto file = WriteSafetensors(metadata, {});
  const auto read = ReadSafetensors(file);
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(read->metadata, metadata);
}

}  // namespace
}  // namespace lukewarm
