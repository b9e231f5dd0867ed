#include "model/model_file.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

#include "model/safetensors.h"
#include "model/sample_model.h"

namespace lukewarm {
namespace {

TEST(ModelFile, ReadsWhatItWrote) {
  for (int bits : {32, 8, 4}) {
    ModelConfig config = SampleConfig();
    config.bits = bits;
    const OwnedTensors t = bits == 32 ? SampleFloats() : SampleIntegers(bits);
    const auto file = WriteModelFile(config, t.tensors);
    const auto read = ReadModelFile(file);
    ASSERT_TRUE(read) << read.error().message;
    EXPECT_TRUE(SameContent(*read, {config, t.tensors}));
    EXPECT_EQ(WriteModelFile(read->config, read->tensors), file);
  }
}

TEST(ModelFile, SaysWhatToDoWithAPlainSafetensorsFile) {
  for (const char* metadata : {"", R"("__metadata__":{"format":"pt"},)"}) {
    const auto file = FileOf(
        "{" + std::string(metadata) +
            R"("layers.2.bias":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}})",
        4);
    const auto read = ReadModelFile(file);
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().code, ErrorCode::kFileUnsupported);
    EXPECT_NE(read.error().message.find("plain safetensors"),
              std::string::npos);
  }
}

// A file of one recurrent layer whose matrices have the dtypes `hh` and `out`,
// with `config` after the layers.
std::vector<std::uint8_t> FileWithDTypes(DType embedding, DType rest,
                                         const std::string& quantization) {
  OwnedTensors t;
  const auto add = [&t](const std::string& name, DType dtype) {
    t.Add(name, dtype, {1, 1},
          std::vector<std::uint8_t>(ElementSize(dtype), 9));
  };
  add("layers.0.weight", embedding);
  add("layers.1.weight_ih", rest);
  add("layers.1.weight_hh", rest);
  add("layers.2.weight", rest);
  t.AddFloats("layers.2.bias", {256}, Ramp(256));
  const std::vector<std::pair<std::string, std::string>> metadata = {
      {"lukewarm", R"({"format":2,"layers":[{"kind":"embedding","size":1},)"
                   R"({"kind":"lstm","units":1},{"kind":"output"}],)" +
                       quantization + R"("tokenizer":{"kind":"byte"}})"}};
  return WriteSafetensors(metadata, t.tensors);
}

TEST(ModelFile, BitsAreThoseOfTheWeightMatrices) {
  struct Case {
    DType embedding, rest;
    int bits;
  };
  for (const auto& [embedding, rest, bits] :
       {Case{DType::kF32, DType::kF32, 32}, Case{DType::kF16, DType::kF16, 16},
        Case{DType::kI8, DType::kI8, 8}, Case{DType::kI8, DType::kU8, 4},
        Case{DType::kU8, DType::kU8, 4}, Case{DType::kF32, DType::kU8, 32},
        Case{DType::kI8, DType::kF16, 16}}) {
    const auto silent = FileWithDTypes(embedding, rest, "");
    const auto derived = ReadModelFile(silent);
    ASSERT_TRUE(derived) << derived.error().message;
    EXPECT_EQ(derived->config.bits, bits);
    for (int stated : {32, 16, 8, 4}) {
      const auto file = FileWithDTypes(
          embedding, rest,
          R"("quantization":{"bits":)" + std::to_string(stated) + "},");
      const auto read = ReadModelFile(file);
      EXPECT_EQ(read.has_value(), stated == bits) << stated << " " << bits;
      if (!read) {
        EXPECT_EQ(read.error().code, ErrorCode::kFileCorrupt);
      }
    }
  }
}

TEST(ModelFile, ChecksTheChecksum) {
  const auto file = SampleFile(8);
  auto damaged = file;
  damaged.back() ^= 1;
  const auto read = ReadModelFile(damaged);
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().code, ErrorCode::kFileCorrupt);
  EXPECT_NE(read.error().message.find("checksum"), std::string::npos);
}

// The values that tests/golden/make_model_files.py writes: element i of n is (i
// - n / 2) / 64, n / 2 rounded down.
void ExpectGoldenValues(const ModelFile& file) {
  for (const auto& [name, tensor] : file.tensors) {
    const std::vector<float> values = ToFloats(tensor);
    ASSERT_FALSE(values.empty());
    for (std::size_t i = 0; i < values.size(); ++i) {
      const auto middle = static_cast<float>(values.size() / 2);
      ASSERT_EQ(values[i], (static_cast<float>(i) - middle) / 64) << name;
    }
  }
}

TEST(ModelFile, ReadsFilesOfTheSafetensorsLibrary) {
  for (const auto& [name, bits] :
       {std::pair{"model_file_numpy_f32.safetensors", 32},
        std::pair{"model_file_torch_f16.safetensors", 16}}) {
    const auto bytes = ReadGolden(name);
    const auto file = ReadModelFile(bytes);
    ASSERT_TRUE(file) << name << ": " << file.error().message;
    EXPECT_EQ(file->config.name, "golden – \"ü\"");
    EXPECT_EQ(file->config.bits, bits);
    EXPECT_EQ(file->config.network.layers[1].kind, LayerKind::kLstm);
    EXPECT_EQ(file->config.tokenizer.vocab,
              (std::vector<std::string>{"\n", " ", "\"", "a", "é", "𝄞"}));
    ASSERT_EQ(file->tensors.size(), 7u);
    EXPECT_EQ(file->tensors.at("layers.1.weight_ih").shape,
              (std::vector<std::size_t>{16, 3}));
    ExpectGoldenValues(*file);
  }
}

TEST(ModelFile, RefusesOtherFilesOfTheSafetensorsLibrary) {
  for (const char* name : {"model_file_torch_bf16.safetensors",
                           "model_file_numpy_plain.safetensors"}) {
    const auto bytes = ReadGolden(name);
    ASSERT_FALSE(bytes.empty()) << name;
    const auto file = ReadModelFile(bytes);
    ASSERT_FALSE(file) << name;
    EXPECT_EQ(file.error().code, ErrorCode::kFileUnsupported);
  }
}

// The bytes are pinned, so that a file written today stays what it is;
// make_model_files.py --check shows that the safetensors library reads them
// too.
TEST(ModelFile, WritesTheSameBytesAsEver) {
  for (int bits : {8, 4}) {
    const std::string name =
        "model_file_written_" + std::to_string(bits) + "bit.safetensors";
    const auto file = SampleFile(bits);
    if (const char* folder = std::getenv("LUKEWARM_WRITE_GOLDEN")) {
      std::ofstream out(folder + ("/" + name), std::ios::binary);
      out.write(reinterpret_cast<const char*>(file.data()),
                static_cast<std::streamsize>(file.size()));
    }
    EXPECT_EQ(file, ReadGolden(name)) << name;
  }
}

}  // namespace
}  // namespace lukewarm
