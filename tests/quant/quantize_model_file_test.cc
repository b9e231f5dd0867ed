#include "quant/quantize_model_file.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <string>

#include "model/model_file.h"
#include "model/sample_model.h"
#include "quant/quantize.h"

namespace lukewarm {
namespace {

// Two GRU layers of different width: every kind of matrix, and columns that
// fill no group of 32.
struct Model {
  ModelConfig config = SampleConfig();
  OwnedTensors floats;

  explicit Model(bool tied, std::size_t embedding = 37) {
    Architecture& a = config.architecture;
    a.hidden_sizes = {33, 37};
    a.embedding_size = embedding;
    a.tied = tied;
    for (std::size_t layer = 0; layer < 2; ++layer) {
      const std::string suffix = std::to_string(layer);
      const std::size_t h = a.hidden_sizes[layer];
      AddMatrix("rnn.weight_ih_l" + suffix, 3 * h, a.InputSize(layer));
      AddMatrix("rnn.weight_hh_l" + suffix, 3 * h, h);
      floats.AddFloats("rnn.bias_ih_l" + suffix, {3 * h}, Ramp(3 * h));
      floats.AddFloats("rnn.bias_hh_l" + suffix, {3 * h}, Ramp(3 * h));
    }
    if (embedding > 0) AddMatrix("encoder.weight", 4, embedding);
    if (!tied) AddMatrix("decoder.weight", 4, 37);
    floats.AddFloats("decoder.bias", {4}, Ramp(4));
  }

  void AddMatrix(const std::string& name, std::size_t rows, std::size_t cols) {
    floats.AddFloats(name, {rows, cols}, Ramp(rows * cols, 0.001f));
  }

  ModelFile File() const { return {config, floats.tensors}; }
};

// What quantize.h stores for `bits`.
DType StoredAs(int bits) { return bits == 8 ? DType::kI8 : DType::kU8; }

void ExpectQuantized(const Model& model, int bits,
                     const std::map<std::string, int>& exceptions) {
  const auto bytes = QuantizeModelFile(model.File(), bits);
  ASSERT_TRUE(bytes) << bytes.error().message;
  const auto file = ReadModelFile(*bytes);
  ASSERT_TRUE(file) << file.error().message;
  EXPECT_EQ(file->config.bits, bits);
  for (const auto& [name, tensor] : model.floats.tensors) {
    if (tensor.shape.size() == 1) {
      const Tensor& bias = file->tensors.at(name);
      if (bits == 8) {
        EXPECT_TRUE(SameTensors({{name, bias}}, {{name, tensor}}));
      } else {
        EXPECT_EQ(bias.dtype, DType::kF16);
        const auto halves = ToHalfBytes(ToFloats(tensor));
        EXPECT_TRUE(std::ranges::equal(bias.bytes, halves)) << name;
      }
      continue;
    }
    const auto it = exceptions.find(name);
    const int wanted = it == exceptions.end() ? bits : it->second;
    EXPECT_EQ(file->tensors.at(name).dtype, StoredAs(wanted)) << name;
    EXPECT_EQ(file->tensors.contains(name + ".group"), wanted == 4) << name;
    const std::size_t rows = tensor.shape[0], cols = tensor.shape[1];
    const auto got = LoadMatrix(file->tensors, name, rows, cols);
    ASSERT_TRUE(got) << got.error().message;
    const auto expected = QuantizeRows(ToFloats(tensor), rows, cols, wanted);
    EXPECT_EQ(got->values, expected.values) << name;
    EXPECT_EQ(got->scales, expected.scales) << name;
  }
}

TEST(QuantizeModelFile, StoresEveryMatrixInEightBits) {
  for (std::size_t embedding : {std::size_t{0}, std::size_t{37}}) {
    ExpectQuantized(Model(false, embedding), 8, {});
  }
  ExpectQuantized(Model(true), 8, {});
}

TEST(QuantizeModelFile, KeepsAnEmbeddingOfItsOwnAtEightBits) {
  ExpectQuantized(Model(false), 4, {{"encoder.weight", 8}});
  ExpectQuantized(Model(true), 4, {});
  ExpectQuantized(Model(false, 0), 4, {});
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

TEST(QuantizeModelFile, RefusesAModelThatLacksAMatrixOrHasOneOfAnotherShape) {
  for (const auto& [name, tensor] : Model(false).floats.tensors) {
    if (tensor.shape.size() == 1) continue;
    Model model(false);
    model.floats.tensors.erase(name);
    auto bytes = QuantizeModelFile(model.File(), 8);
    ASSERT_FALSE(bytes) << name;
    EXPECT_EQ(bytes.error().code, ErrorCode::kFileCorrupt);
    model.AddMatrix(name, tensor.shape[0] + 1, tensor.shape[1]);
    bytes = QuantizeModelFile(model.File(), 8);
    ASSERT_FALSE(bytes) << name;
    EXPECT_EQ(bytes.error().code, ErrorCode::kFileCorrupt);
  }
}

TEST(QuantizeModelFile, ReadsHalfPrecisionToo) {
  const auto bytes = ReadGolden("model_file_torch_f16.safetensors");
  const auto half = ReadModelFile(bytes);
  ASSERT_TRUE(half);
  const auto quantized = QuantizeModelFile(*half, 8);
  ASSERT_TRUE(quantized) << quantized.error().message;
  const auto file = ReadModelFile(*quantized);
  ASSERT_TRUE(file);
  EXPECT_EQ(file->tensors.at("rnn.weight_hh_l0").dtype, DType::kI8);
  EXPECT_EQ(file->tensors.at("rnn.bias_hh_l0").dtype, DType::kF16);
}

}  // namespace
}  // namespace lukewarm
