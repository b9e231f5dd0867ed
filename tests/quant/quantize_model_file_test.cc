#include "quant/quantize_model_file.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <string>

#include "model/model_file.h"
#include "model/sample_model.h"
#include "quant/quantize.h"

namespace lukewarm {
namespace {

// Every kind of matrix and vector, with columns that fill no group of 32.
struct Model {
  ModelConfig config = SampleConfig();
  OwnedTensors floats;

  explicit Model(bool tied) {
    config.network = {
        .vocab_size = 4,
        .layers = {{.kind = LayerKind::kEmbedding, .size = 37},
                   {.kind = LayerKind::kGru, .size = 33, .learned_start = true},
                   {.kind = LayerKind::kBidirectional,
                    .layer = {{.kind = LayerKind::kRnn, .size = 5}}},
                   {.kind = LayerKind::kLayerNorm},
                   {.kind = LayerKind::kAttentionAverage},
                   {.kind = LayerKind::kDense, .size = 37},
                   {.kind = LayerKind::kOutput}},
        .context = {.window = 8}};
    if (tied) config.network.layers.back().tied = 0;
    AddMatrix("layers.0.weight", 4, 37);
    AddCell("layers.1.", 3 * 33, 37, 33);
    AddVector("layers.1.start_h", 33);
    AddCell("layers.2.forward.", 5, 33, 5);
    AddCell("layers.2.backward.", 5, 33, 5);
    AddVector("layers.3.weight", 10);
    AddVector("layers.3.bias", 10);
    AddMatrix("layers.4.weight", 1, 10);
    AddMatrix("layers.5.weight", 37, 10);
    AddVector("layers.5.bias", 37);
    if (!tied) AddMatrix("layers.6.weight", 4, 37);
    AddVector("layers.6.bias", 4);
  }

  void AddCell(const std::string& prefix, std::size_t rows, std::size_t inputs,
               std::size_t units) {
    AddMatrix(prefix + "weight_ih", rows, inputs);
    AddMatrix(prefix + "weight_hh", rows, units);
    AddVector(prefix + "bias_ih", rows);
    AddVector(prefix + "bias_hh", rows);
  }

  void AddVector(const std::string& name, std::size_t size) {
    floats.AddFloats(name, {size}, Ramp(size));
  }

  void AddMatrix(const std::string& name, std::size_t rows, std::size_t cols) {
    floats.AddFloats(name, {rows, cols}, Ramp(rows * cols, 0.001f));
  }

  ModelFile File() const { return {config, floats.tensors}; }
};

// What quantize.h stores for `bits`.
DType StoredAs(int bits) { return bits == 8 ? DType::kI8 : DType::kU8; }

void ExpectQuantized(const Model& model, int bits, bool own_embedding) {
  const auto bytes = QuantizeModelFile(model.File(), bits);
  ASSERT_TRUE(bytes) << bytes.error().message;
  const auto file = ReadModelFile(*bytes);
  ASSERT_TRUE(file) << file.error().message;
  EXPECT_EQ(file->config.bits, bits);
  for (const auto& [name, tensor] : model.floats.tensors) {
    const Tensor& stored = file->tensors.at(name);
    if (tensor.shape.size() == 1 && bits == 4) {
      EXPECT_EQ(stored.dtype, DType::kF16);
      const auto halves = ToHalfBytes(ToFloats(tensor));
      EXPECT_TRUE(std::ranges::equal(stored.bytes, halves)) << name;
      continue;
    }
    if (tensor.shape.size() == 1 || name == "layers.4.weight") {
      EXPECT_TRUE(SameTensors({{name, stored}}, {{name, tensor}})) << name;
      continue;
    }
    const int wanted = own_embedding && name == "layers.0.weight" ? 8 : bits;
    EXPECT_EQ(stored.dtype, StoredAs(wanted)) << name;
    EXPECT_EQ(file->tensors.contains(name + ".group"), wanted == 4) << name;
    const std::size_t rows = tensor.shape[0], cols = tensor.shape[1];
    const auto got = LoadMatrix(file->tensors, name, rows, cols);
    ASSERT_TRUE(got) << got.error().message;
    const auto expected = QuantizeRows(ToFloats(tensor), rows, cols, wanted);
    EXPECT_EQ(got->values, expected.values) << name;
    EXPECT_EQ(got->scales, expected.scales) << name;
  }
}

TEST(QuantizeModelFile, StoresEveryWeightMatrixAndLeavesTheVectors) {
  ExpectQuantized(Model(false), 8, true);
  ExpectQuantized(Model(true), 8, false);
}

TEST(QuantizeModelFile, KeepsAnEmbeddingOfItsOwnAtEightBits) {
  ExpectQuantized(Model(false), 4, true);
  ExpectQuantized(Model(true), 4, false);
}

TEST(QuantizeModelFile, PassesThirtyTwoBitsThrough) {
  const Model model(false);
  const auto bytes = QuantizeModelFile(model.File(), 32);
  ASSERT_TRUE(bytes);
  EXPECT_EQ(*bytes, WriteModelFile(model.config, model.floats.tensors));
}

TEST(QuantizeModelFile, RefusesOtherBitsAndIntegerWeights) {
  const Model model(false);
  for (int bits : {0, 1, 7, 16, 64, -8}) {
    const auto bytes = QuantizeModelFile(model.File(), bits);
    ASSERT_FALSE(bytes);
    EXPECT_EQ(bytes.error().code, ErrorCode::kInvalidArgument);
  }
  const auto once = QuantizeModelFile(model.File(), 8);
  const auto file = ReadModelFile(*once);
  for (int bits : {8, 4}) {
    const auto twice = QuantizeModelFile(*file, bits);
    ASSERT_FALSE(twice);
    EXPECT_EQ(twice.error().code, ErrorCode::kInvalidArgument);
  }
}

// What it writes can be loaded, or it names the tensor that cannot be stored.
TEST(QuantizeModelFile, RefusesNumbersThatCouldNotBeLoaded) {
  for (const auto& [name, tensor] : Model(false).floats.tensors) {
    std::size_t size = 1;
    for (std::size_t length : tensor.shape) size *= length;
    for (float value :
         {1e9f, 1.1e9f, 3e38f, std::numeric_limits<float>::infinity(),
          std::numeric_limits<float>::quiet_NaN()}) {
      Model model(false);
      auto values = ToFloats(tensor);
      values[size / 2] = value;
      model.floats.AddFloats(name, tensor.shape, values);
      for (int bits : {8, 4}) {
        const auto bytes = QuantizeModelFile(model.File(), bits);
        ASSERT_EQ(bytes.has_value(), value == 1e9f) << name << " " << value;
        if (!bytes) {
          EXPECT_EQ(bytes.error().code, ErrorCode::kFileCorrupt);
          EXPECT_NE(bytes.error().message.find(name), std::string::npos)
              << bytes.error().message;
          continue;
        }
        const auto file = ReadModelFile(*bytes);
        ASSERT_TRUE(file);
        if (tensor.shape.size() == 1) {
          const auto vector = LoadVector(file->tensors, name, size);
          ASSERT_TRUE(vector) << vector.error().message;
          EXPECT_EQ((*vector)[size / 2], value) << name;
        } else {
          EXPECT_TRUE(LoadMatrix(file->tensors, name, tensor.shape[0],
                                 tensor.shape[1]));
        }
      }
    }
  }
}

TEST(QuantizeModelFile, RefusesAWeightMatrixThatIsNone) {
  for (const std::vector<std::size_t>& shape :
       {std::vector<std::size_t>{12}, {1, 3, 4}, {0, 4}, {}}) {
    Model model(false);
    std::size_t size = 1;
    for (std::size_t length : shape) size *= length;
    model.floats.AddFloats("layers.6.weight", shape, Ramp(size));
    const auto bytes = QuantizeModelFile(model.File(), 8);
    ASSERT_FALSE(bytes);
    EXPECT_EQ(bytes.error().code, ErrorCode::kFileCorrupt);
    EXPECT_NE(bytes.error().message.find("layers.6.weight"), std::string::npos);
  }
}

TEST(QuantizeModelFile, KeepsItsScalesBesideOthersOfTheirName) {
  Model model(true);
  model.AddVector("layers.0.weight.scale", 4);
  const auto bytes = QuantizeModelFile(model.File(), 8);
  ASSERT_TRUE(bytes);
  const auto file = ReadModelFile(*bytes);
  ASSERT_TRUE(file);
  EXPECT_TRUE(LoadMatrix(file->tensors, "layers.0.weight", 4, 37));
}

TEST(QuantizeModelFile, ReadsHalfPrecisionToo) {
  const auto bytes = ReadGolden("model_file_torch_f16.safetensors");
  const auto half = ReadModelFile(bytes);
  ASSERT_TRUE(half);
  const auto quantized = QuantizeModelFile(*half, 8);
  ASSERT_TRUE(quantized) << quantized.error().message;
  const auto file = ReadModelFile(*quantized);
  ASSERT_TRUE(file);
  EXPECT_EQ(file->tensors.at("layers.1.weight_hh").dtype, DType::kI8);
  EXPECT_EQ(file->tensors.at("layers.1.bias_hh").dtype, DType::kF16);
}

}  // namespace
}  // namespace lukewarm
