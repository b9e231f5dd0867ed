// Small model files made by hand, and the comparison of what was read with what
// was meant.
#pragma once

#include <cstdint>
#include <fstream>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "model/config_json.h"
#include "model/model_file.h"

namespace lukewarm {

inline std::vector<std::uint8_t> FloatBytes(const std::vector<float>& values) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(values.data());
  return {bytes, bytes + values.size() * sizeof(float)};
}

// Tensors together with the bytes that they view.
struct OwnedTensors {
  TensorMap tensors;
  std::map<std::string, std::vector<std::uint8_t>> bytes;

  void Add(const std::string& name, DType dtype, std::vector<std::size_t> shape,
           std::vector<std::uint8_t> content) {
    auto& stored = bytes[name] = std::move(content);
    tensors[name] = {dtype, std::move(shape), stored};
  }
  void AddFloats(const std::string& name, std::vector<std::size_t> shape,
                 const std::vector<float>& values) {
    Add(name, DType::kF32, std::move(shape), FloatBytes(values));
  }
};

inline std::vector<float> Ramp(std::size_t size, float step = 0.25f) {
  std::vector<float> values(size);
  for (std::size_t i = 0; i < size; ++i) {
    values[i] = step * (static_cast<float>(i) - static_cast<float>(size) / 2);
  }
  return values;
}

inline ModelConfig SampleConfig() {
  ModelConfig config;
  config.name = "sämple \"1\"";
  config.license = "MIT";
  config.training_data = "none";
  config.recipe = "make\tit";
  config.network = {
      .vocab_size = 4,
      .layers = {
          {.kind = LayerKind::kEmbedding, .size = 3},
          {.kind = LayerKind::kGru, .size = 3, .reset = GruReset::kBefore},
          {.kind = LayerKind::kOutput}}};
  config.tokenizer = {.kind = TokenizerKind::kChar,
                      .vocab = {"\n", "\"", "é", "𝄞"}};
  config.tokenizer.unknown_id = 3;
  config.evaluation = {.split = "half",
                       .loss = 1.4565,
                       .loss_f32 = 1.25,
                       .characters_per_token = 1};
  return config;
}

inline OwnedTensors SampleFloats() {
  OwnedTensors t;
  t.AddFloats("layers.0.weight", {4, 3}, Ramp(12));
  t.AddFloats("layers.1.weight_ih", {9, 3}, Ramp(27));
  t.AddFloats("layers.1.weight_hh", {9, 3}, Ramp(27, 0.5f));
  t.AddFloats("layers.1.bias_ih", {9}, Ramp(9));
  t.AddFloats("layers.1.bias_hh", {9}, Ramp(9));
  t.AddFloats("layers.2.weight", {4, 3}, Ramp(12));
  t.AddFloats("layers.2.bias", {4}, Ramp(4));
  return t;
}

// The same shapes as integers: 8 bits, or 4 for all but the embedding.
inline OwnedTensors SampleIntegers(int bits) {
  OwnedTensors t;
  for (const auto& [name, tensor] : SampleFloats().tensors) {
    if (tensor.shape.size() == 1) {
      t.AddFloats(name, tensor.shape, Ramp(tensor.shape[0]));
      continue;
    }
    const std::size_t rows = tensor.shape[0], cols = tensor.shape[1];
    t.AddFloats(name + ".scale", {rows}, Ramp(rows, 0.125f));
    const bool nibbles = bits == 4 && name != "layers.0.weight";
    const std::size_t width = nibbles ? (cols + 1) / 2 : cols;
    std::vector<std::uint8_t> values(rows * width);
    for (std::size_t i = 0; i < values.size(); ++i) {
      values[i] = static_cast<std::uint8_t>(37 * i);
    }
    t.Add(name, nibbles ? DType::kU8 : DType::kI8, {rows, width}, values);
    if (nibbles) {
      t.Add(name + ".group", DType::kU8, {rows, 1},
            std::vector<std::uint8_t>(rows, 18));
    }
  }
  return t;
}

inline std::vector<std::uint8_t> SampleFile(int bits) {
  ModelConfig config = SampleConfig();
  config.bits = bits;
  const OwnedTensors t = bits == 32 ? SampleFloats() : SampleIntegers(bits);
  return WriteModelFile(config, t.tensors);
}

inline bool SameTensors(const TensorMap& a, const TensorMap& b) {
  return std::equal(
      a.begin(), a.end(), b.begin(), b.end(), [](const auto& x, const auto& y) {
        return x.first == y.first && x.second.dtype == y.second.dtype &&
               x.second.shape == y.second.shape &&
               std::equal(x.second.bytes.begin(), x.second.bytes.end(),
                          y.second.bytes.begin(), y.second.bytes.end());
      });
}

// ConfigJson writes every field that means something.
inline bool SameContent(const ModelFile& a, const ModelFile& b) {
  return ConfigJson(a.config) == ConfigJson(b.config) &&
         SameTensors(a.tensors, b.tensors);
}

// A safetensors file from a header as text and data as bytes.
inline std::vector<std::uint8_t> FileOf(const std::string& header,
                                        std::size_t data_bytes = 0) {
  std::vector<std::uint8_t> file;
  for (std::size_t i = 0; i < 8; ++i) {
    file.push_back(
        static_cast<std::uint8_t>(std::uint64_t{header.size()} >> 8 * i));
  }
  file.insert(file.end(), header.begin(), header.end());
  file.insert(file.end(), data_bytes, 0);
  return file;
}

inline std::vector<std::uint8_t> ReadGolden(const std::string& name) {
  std::ifstream in(LUKEWARM_TESTS_DIR "/golden/" + name, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace lukewarm
