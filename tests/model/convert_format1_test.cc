#include "model/convert_format1.h"

#include <gtest/gtest.h>

#include "model/format1_sample.h"

namespace lukewarm {
namespace {

TEST(ConvertFormat1, GivesTheFileThatTheSameModelIsToday) {
  for (int bits : {32, 8, 4}) {
    const OwnedTensors t = bits == 32 ? SampleFloats() : SampleIntegers(bits);
    const auto converted =
        ConvertFormat1(OldFile(OldConfig(bits), OldTensors(t.tensors)));
    ASSERT_TRUE(converted) << converted.error().message;
    EXPECT_EQ(*converted, SampleFile(bits));
  }
}

TEST(ConvertFormat1, LeavesAFileOfTodaysFormatAsItIs) {
  const auto converted = ConvertFormat1(SampleFile(8));
  ASSERT_TRUE(converted) << converted.error().message;
  EXPECT_EQ(*converted, SampleFile(8));
}

TEST(ConvertFormat1, MakesTheLayersOfTheArchitecture) {
  struct Case {
    std::string architecture;
    std::vector<LayerConfig> layers;
  };
  const LayerConfig one_hot = {.kind = LayerKind::kOneHot};
  const LayerConfig embedding = {.kind = LayerKind::kEmbedding, .size = 7};
  for (const auto& [architecture, layers] : {
           Case{R"("cell":"lstm","hidden_sizes":[5,7])",
                {one_hot,
                 {.kind = LayerKind::kLstm, .size = 5},
                 {.kind = LayerKind::kLstm, .size = 7},
                 {.kind = LayerKind::kOutput}}},
           Case{R"("cell":"rnn","activation":"relu","hidden_sizes":[5])",
                {one_hot,
                 {.kind = LayerKind::kRnn,
                  .size = 5,
                  .activation = Activation::kRelu},
                 {.kind = LayerKind::kOutput}}},
           Case{R"("cell":"gru","embedding_size":7,"hidden_sizes":[7],)"
                R"("tied":true)",
                {embedding,
                 {.kind = LayerKind::kGru, .size = 7},
                 {.kind = LayerKind::kOutput, .tied = 0}}},
       }) {
    const auto converted = ConvertFormat1(
        OldFile(OldConfig(32, R"("vocab_size":4,)" + architecture), {}));
    ASSERT_TRUE(converted) << converted.error().message;
    const auto file = ReadModelFile(*converted);
    ASSERT_TRUE(file) << file.error().message;
    EXPECT_EQ(file->config.network.layers, layers) << architecture;
  }
}

TEST(ConvertFormat1, TakesStateDictsOfPyTorchWithItsWrappersPrefixes) {
  const OwnedTensors t = SampleFloats();
  for (const char* prefix :
       {"module.", "_orig_mod.", "module._orig_mod.", "_orig_mod.module."}) {
    const auto converted = ConvertFormat1(
        OldFile(OldConfig(32), OldTensors(t.tensors, prefix), false));
    ASSERT_TRUE(converted) << converted.error().message;
    EXPECT_EQ(*converted, SampleFile(32)) << prefix;
  }
}

TEST(ConvertFormat1, TakesTheMatrixOfATiedModelUnderEitherName) {
  const std::string config =
      OldConfig(32, R"("cell":"gru","reset":"before","vocab_size":4,)"
                    R"("embedding_size":3,"hidden_sizes":[3],"tied":true)");
  const OwnedTensors floats = SampleFloats();
  TensorMap both = OldTensors(floats.tensors);
  both["decoder.weight"] = both["encoder.weight"];
  TensorMap encoder = both, decoder = both;
  encoder.erase("decoder.weight");
  decoder.erase("encoder.weight");
  const auto expected = ConvertFormat1(OldFile(config, encoder));
  ASSERT_TRUE(expected) << expected.error().message;
  for (const TensorMap& tensors : {decoder, both}) {
    const auto converted = ConvertFormat1(OldFile(config, tensors));
    ASSERT_TRUE(converted) << converted.error().message;
    EXPECT_EQ(*converted, *expected);
  }

  OwnedTensors other = SampleFloats();
  other.AddFloats("layers.0.weight", {4, 3}, Ramp(12, 0.75f));
  both["decoder.weight"] = other.tensors.at("layers.0.weight");
  const auto converted = ConvertFormat1(OldFile(config, both));
  ASSERT_FALSE(converted);
  EXPECT_EQ(converted.error().code, ErrorCode::kFileCorrupt);
}

TEST(ConvertFormat1, CorrectsBitsThatTheWeightsDoNotHave) {
  const OwnedTensors t = SampleFloats();
  const auto converted =
      ConvertFormat1(OldFile(OldConfig(4), OldTensors(t.tensors)));
  ASSERT_TRUE(converted) << converted.error().message;
  EXPECT_EQ(*converted, SampleFile(32));
}

void ExpectRefused(const std::vector<std::uint8_t>& file, ErrorCode code,
                   const std::string& part) {
  const auto converted = ConvertFormat1(file);
  ASSERT_FALSE(converted) << part;
  EXPECT_EQ(converted.error().code, code) << converted.error().message;
  EXPECT_NE(converted.error().message.find(part), std::string::npos)
      << converted.error().message;
}

TEST(ConvertFormat1, RefusesTensorsThatFormat1DoesNotHave) {
  const OwnedTensors t = SampleFloats();
  for (const char* name :
       {"rnn.weight_ih_l1", "rnn.weight_ih_l0_reverse", "rnn.weight_hr_l0",
        "rnn.weight_ih", "encoder.bias", "decoder.weight.scales", "lstm.weight",
        "train.average", "", "layers.0.weight"}) {
    TensorMap tensors = OldTensors(t.tensors);
    tensors[name] = tensors["decoder.bias"];
    ExpectRefused(OldFile(OldConfig(32), tensors), ErrorCode::kFileUnsupported,
                  '"' + std::string(name) + '"');
  }
}

TEST(ConvertFormat1, RefusesWhatTheReaderWouldRefuse) {
  const OwnedTensors t = SampleFloats();
  const TensorMap tensors = OldTensors(t.tensors);
  auto damaged = OldFile(OldConfig(32), tensors);
  damaged.back() ^= 1;
  ExpectRefused(damaged, ErrorCode::kFileCorrupt, "checksum");
  ExpectRefused(WriteSafetensors({}, tensors), ErrorCode::kFileUnsupported,
                "without a Lukewarm config");
  for (const auto& [architecture, code, part] :
       {std::tuple{R"("cell":"lstm","vocab_size":5,"hidden_sizes":[3])",
                   ErrorCode::kFileCorrupt, "vocab_size"},
        {R"("cell":"lstm","vocab_size":4,"hidden_sizes":[])",
         ErrorCode::kFileCorrupt, "hidden_sizes"},
        {R"("cell":"lstm","vocab_size":4)", ErrorCode::kFileCorrupt,
         "hidden_sizes"},
        {R"("cell":"lstm","vocab_size":4,"hidden_sizes":[0])",
         ErrorCode::kFileCorrupt, "hidden_sizes"},
        {R"("cell":"mamba","vocab_size":4,"hidden_sizes":[3])",
         ErrorCode::kFileUnsupported, "mamba"},
        {R"("cell":"lstm","vocab_size":4,"hidden_sizes":[3],"tied":true)",
         ErrorCode::kFileCorrupt, "tied"},
        {R"("cell":"lstm","vocab_size":4,"hidden_sizes":[3],"proj_size":2)",
         ErrorCode::kFileUnsupported, "proj_size"}}) {
    ExpectRefused(OldFile(OldConfig(32, architecture), tensors), code, part);
  }
  ExpectRefused(OldFile(R"({"format":3})", tensors),
                ErrorCode::kFileUnsupported, "newer version");
  ExpectRefused(OldFile(R"({"architecture":{"cell":"lstm"}})", tensors),
                ErrorCode::kFileCorrupt, "hidden_sizes");
}

}  // namespace
}  // namespace lukewarm
