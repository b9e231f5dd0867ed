#include "model/model_file.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

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
            R"("decoder.bias":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}})",
        4);
    const auto read = ReadModelFile(file);
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().code, ErrorCode::kFileUnsupported);
    EXPECT_NE(read.error().message.find("plain safetensors"),
              std::string::npos);
  }
}

TEST(ModelFile, TakesTheBitsFromTheDtypesIfTheConfigIsSilent) {
  const std::string config =
      R"({\"format\":1,\"architecture\":{\"cell\":\"rnn\",\"vocab_size\":256,)"
      R"(\"hidden_sizes\":[1]},\"tokenizer\":{\"kind\":\"byte\"}})";
  const std::vector<std::tuple<std::string, int, int>> cases = {
      {"F32", 4, 32}, {"F16", 2, 16}, {"I8", 1, 8}, {"U8", 1, 4}};
  for (const auto& [dtype, size, bits] : cases) {
    const auto file = FileOf(R"({"__metadata__":{"lukewarm":")" + config +
                                 R"("},"rnn.weight_hh_l0":{"dtype":")" + dtype +
                                 R"(","shape":[1,1],"data_offsets":[0,)" +
                                 std::to_string(size) + "]}}",
                             static_cast<std::size_t>(size));
    const auto read = ReadModelFile(file);
    ASSERT_TRUE(read) << read.error().message;
    EXPECT_EQ(read->config.bits, bits);
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
    EXPECT_EQ(file->config.architecture.cell, CellKind::kLstm);
    EXPECT_EQ(file->config.tokenizer.vocab,
              (std::vector<std::string>{"\n", " ", "\"", "a", "é", "𝄞"}));
    ASSERT_EQ(file->tensors.size(), 7u);
    EXPECT_EQ(file->tensors.at("rnn.weight_ih_l0").shape,
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
