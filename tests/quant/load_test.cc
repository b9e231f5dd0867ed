#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "quant/quantize.h"

namespace lukewarm {
namespace {

using Shape = std::vector<std::size_t>;
using Bytes = std::vector<std::uint8_t>;

// Tensors with the bytes that they look at.
class File {
 public:
  void Add(const std::string& name, DType dtype, Shape shape, Bytes bytes) {
    bytes_[name] = std::move(bytes);
    tensors[name] = {dtype, std::move(shape), bytes_[name]};
  }
  void AddFloats(const std::string& name, Shape shape,
                 const std::vector<float>& floats) {
    Bytes bytes;
    for (float value : floats)
      for (int shift : {0, 8, 16, 24})
        bytes.push_back(static_cast<std::uint8_t>(
            std::bit_cast<std::uint32_t>(value) >> shift));
    Add(name, DType::kF32, std::move(shape), std::move(bytes));
  }

  TensorMap tensors;

 private:
  std::map<std::string, Bytes> bytes_;
};

// w: 2 x 3 in 8 bits; n: 2 x 35 in 4 bits; f: 2 x 3 floats; v: 3 floats.
File Valid() {
  File file;
  file.Add("w", DType::kI8, {2, 3}, {1, 255, 127, 129, 0, 2});
  file.AddFloats("w.scale", {2}, {0.5f, 2});
  Bytes nibbles(2 * 18, 0x98);  // 0, 1, 0, 1 ...
  nibbles[0] = 0x1f;            // 7, -7
  file.Add("n", DType::kU8, {2, 18}, nibbles);
  file.Add("n.group", DType::kU8, {2, 2}, {18, 1, 2, 3});
  file.AddFloats("n.scale", {2}, {0.25f, 0});
  file.AddFloats("f", {2, 3}, {1, -2, 4, 0, 0, 0});
  file.Add("h", DType::kF16, {1, 2}, {0x00, 0x3c, 0x00, 0xc0});  // 1, -2
  file.AddFloats("v", {3}, {1, 2, 3});
  return file;
}

void ExpectCorrupt(const auto& result, const std::string& part) {
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, ErrorCode::kFileCorrupt);
  EXPECT_NE(result.error().message.find(part), std::string::npos)
      << result.error().message;
}

TEST(LoadMatrix, ReadsStoredIntegersAsTheyAre) {
  const auto matrix = LoadMatrix(Valid().tensors, "w", 2, 3);
  ASSERT_TRUE(matrix);
  EXPECT_EQ(matrix->values, (std::vector<std::int8_t>{1, -1, 127, -127, 0, 2}));
  EXPECT_EQ(matrix->scales, (std::vector<float>{0.5f, 2}));
}

TEST(LoadMatrix, ExpandsNibblesByTheirGroups) {
  const auto matrix = LoadMatrix(Valid().tensors, "n", 2, 35);
  ASSERT_TRUE(matrix);
  ASSERT_EQ(matrix->values.size(), 70u);
  EXPECT_EQ(matrix->values[0], 126);
  EXPECT_EQ(matrix->values[1], -126);
  EXPECT_EQ(matrix->values[3], 18);
  EXPECT_EQ(matrix->values[33], 1);
  EXPECT_EQ(matrix->values[35 + 1], 2);
  EXPECT_EQ(matrix->values[35 + 33], 3);
}

TEST(LoadMatrix, QuantisesFloatsTo8Bits) {
  const auto floats = LoadMatrix(Valid().tensors, "f", 2, 3);
  ASSERT_TRUE(floats);
  EXPECT_EQ(floats->values, (std::vector<std::int8_t>{32, -64, 127, 0, 0, 0}));
  const auto halves = LoadMatrix(Valid().tensors, "h", 1, 2);
  ASSERT_TRUE(halves);
  EXPECT_EQ(halves->values, (std::vector<std::int8_t>{64, -127}));
}

TEST(LoadMatrix, IsTheInverseOfQuantizeRows) {
  std::vector<float> weights;
  for (int i = 0; i < 3 * 45; ++i)
    weights.push_back(std::sin(static_cast<float>(i * i)));
  const QuantizedMatrix four = QuantizeRows(weights, 3, 45, 4);
  File file;
  file.Add("q", DType::kU8, {3, 23}, four.nibbles);
  file.Add("q.group", DType::kU8, {3, 2}, four.groups);
  file.AddFloats("q.scale", {3}, four.scales);
  const auto loaded = LoadMatrix(file.tensors, "q", 3, 45);
  ASSERT_TRUE(loaded);
  EXPECT_EQ(loaded->values, four.values);
  EXPECT_EQ(loaded->scales, four.scales);
}

TEST(LoadFloats, DequantisesWhatIsStoredAsIntegers) {
  const File file = Valid();
  EXPECT_EQ(LoadFloats(file.tensors, "w", 2, 3),
            (std::vector<float>{0.5f, -0.5f, 63.5f, -254, 0, 4}));
  const auto nibbles = LoadFloats(file.tensors, "n", 2, 35);
  ASSERT_TRUE(nibbles);
  EXPECT_EQ((*nibbles)[0], 31.5f);
  EXPECT_EQ(LoadFloats(file.tensors, "f", 2, 3),
            (std::vector<float>{1, -2, 4, 0, 0, 0}));
  EXPECT_EQ(LoadFloats(file.tensors, "h", 1, 2), (std::vector<float>{1, -2}));
}

TEST(LoadVector, ReadsFloatsOrZerosWhereOptional) {
  const File file = Valid();
  EXPECT_EQ(LoadVector(file.tensors, "v", 3), (std::vector<float>{1, 2, 3}));
  EXPECT_EQ(LoadVector(file.tensors, "v", 3, true),
            (std::vector<float>{1, 2, 3}));
  EXPECT_EQ(LoadVector(file.tensors, "none", 2, true),
            (std::vector<float>{0, 0}));
  ExpectCorrupt(LoadVector(file.tensors, "none", 2), "missing");
  ExpectCorrupt(LoadVector(file.tensors, "v", 4, true), "[4]");
  ExpectCorrupt(LoadVector(file.tensors, "w", 6), "shape");
  ExpectCorrupt(LoadVector(file.tensors, "none", SIZE_MAX, true), "larger");
}

TEST(Load, MissingTensorsAndCompanionsAreRefused) {
  for (const char* name : {"w", "w.scale"}) {
    File file = Valid();
    file.tensors.erase(name);
    ExpectCorrupt(LoadMatrix(file.tensors, "w", 2, 3),
                  '"' + std::string(name) + "\" is missing");
    ExpectCorrupt(LoadFloats(file.tensors, "w", 2, 3), "missing");
  }
  for (const char* name : {"n", "n.scale", "n.group"}) {
    File file = Valid();
    file.tensors.erase(name);
    ExpectCorrupt(LoadMatrix(file.tensors, "n", 2, 35), "missing");
  }
}

TEST(Load, OtherShapesAreRefused) {
  const File file = Valid();
  for (const auto& [rows, cols] : {std::pair<std::size_t, std::size_t>{3, 2},
                                   {2, 4},
                                   {6, 1},
                                   {0, 0},
                                   {0, 3},
                                   {SIZE_MAX, SIZE_MAX},
                                   {SIZE_MAX / 2 + 1, 2}}) {
    ExpectCorrupt(LoadMatrix(file.tensors, "w", rows, cols), "shape");
    ExpectCorrupt(LoadMatrix(file.tensors, "f", rows, cols), "shape");
    ExpectCorrupt(LoadMatrix(file.tensors, "n", rows, cols), "shape");
    ExpectCorrupt(LoadFloats(file.tensors, "f", rows, cols), "shape");
  }
  File wrong_group = Valid();
  wrong_group.tensors["n.group"].shape = {4};
  ExpectCorrupt(LoadMatrix(wrong_group.tensors, "n", 2, 35), "n.group");
  File wrong_scale = Valid();
  wrong_scale.tensors["w.scale"].shape = {1, 2};
  ExpectCorrupt(LoadMatrix(wrong_scale.tensors, "w", 2, 3), "w.scale");
}

TEST(Load, ShapesThatTheBytesDoNotFillAreRefused) {
  struct Case {
    std::size_t rows, cols, bytes;
  };
  // The last ones multiply to the right number of bytes, modulo 2^64.
  for (const auto& [rows, cols, bytes] :
       {Case{2, 4, 6}, Case{SIZE_MAX, 0, 6}, Case{0, 0, 0},
        Case{SIZE_MAX, 0, 0}, Case{SIZE_MAX / 4 + 1, 4, 0},
        Case{SIZE_MAX / 2 + 4, 2, 6}, Case{SIZE_MAX / 4 + 7, 1, 24}}) {
    for (DType dtype : {DType::kF32, DType::kF16, DType::kI8}) {
      File file = Valid();
      file.Add("w", dtype, {rows, cols}, Bytes(bytes, 1));
      ExpectCorrupt(LoadMatrix(file.tensors, "w", rows, cols),
                    "\"w\" has more or fewer bytes");
      ExpectCorrupt(LoadFloats(file.tensors, "w", rows, cols), "\"w\"");
    }
  }
}

TEST(Load, ScalesMustBeZeroOrNormalAndNotTooLarge) {
  for (float scale : {-1.0f, -1e-45f, 1e-45f, 1e-38f, 1.1e7f, 3e38f,
                      std::numeric_limits<float>::infinity(),
                      std::numeric_limits<float>::quiet_NaN()}) {
    File file = Valid();
    file.AddFloats("w.scale", {2}, {1, scale});
    file.AddFloats("n.scale", {2}, {scale, 1});
    ExpectCorrupt(LoadMatrix(file.tensors, "w", 2, 3), "w.scale");
    ExpectCorrupt(LoadMatrix(file.tensors, "n", 2, 35), "n.scale");
  }
  File file = Valid();
  file.Add("w.scale", DType::kI8, {2}, {1, 1});
  ExpectCorrupt(LoadMatrix(file.tensors, "w", 2, 3), "w.scale");
}

TEST(Load, FloatsMustBeFiniteAndNotTooLarge) {
  for (float value :
       {1.1e9f, -1.1e9f, 3e38f, std::numeric_limits<float>::infinity(),
        -std::numeric_limits<float>::infinity(),
        std::numeric_limits<float>::quiet_NaN()}) {
    File file = Valid();
    file.AddFloats("f", {2, 3}, {1, 2, 3, 4, 5, value});
    file.AddFloats("v", {3}, {value, 0, 0});
    ExpectCorrupt(LoadMatrix(file.tensors, "f", 2, 3), "finite");
    ExpectCorrupt(LoadFloats(file.tensors, "f", 2, 3), "finite");
    ExpectCorrupt(LoadVector(file.tensors, "v", 3), "finite");
  }
  File file = Valid();
  file.Add("h", DType::kF16, {1, 2}, {0x00, 0x7c, 0, 0});  // infinity, 0
  ExpectCorrupt(LoadMatrix(file.tensors, "h", 1, 2), "finite");
}

TEST(Load, IntegersOutsideTheirRangeAreRefused) {
  File byte = Valid();
  byte.Add("w", DType::kI8, {2, 3}, {1, 2, 3, 4, 5, 128});
  ExpectCorrupt(LoadMatrix(byte.tensors, "w", 2, 3), "-128");
  File nibble = Valid();
  nibble.Add("n", DType::kU8, {2, 18}, Bytes(36, 0x80));
  ExpectCorrupt(LoadMatrix(nibble.tensors, "n", 2, 35), "-8");
  for (int group : {0, 19, 255}) {
    File file = Valid();
    file.Add("n.group", DType::kU8, {2, 2},
             {1, 1, 1, static_cast<std::uint8_t>(group)});
    ExpectCorrupt(LoadMatrix(file.tensors, "n", 2, 35), "n.group");
  }
}

}  // namespace
}  // namespace lukewarm
