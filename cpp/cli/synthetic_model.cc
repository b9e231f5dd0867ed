#include "cli/synthetic_model.h"

#include <array>
#include <bit>
#include <cmath>
#include <deque>
#include <string>

#include "base/rng.h"
#include "model/model_file.h"
#include "nn/input_layer.h"

namespace lukewarm {
namespace {

constexpr std::array kShapes{
    BenchShape{"LSTM 1x128, 65 symbols", CellKind::kLstm, 65, 0, 1, 128},
    BenchShape{"LSTM 2x512, 65 symbols", CellKind::kLstm, 65, 0, 2, 512},
    BenchShape{"LSTM 3x1024, 256 symbols", CellKind::kLstm, 256, 0, 3, 1024},
    BenchShape{"LSTM 2x512, embedding 256, 10000 words", CellKind::kLstm, 10000,
               256, 2, 512},
};

// Owns the bytes that the tensors view.
class TensorMaker {
 public:
  void AddMatrix(const std::string& name, std::size_t rows, std::size_t cols) {
    std::vector<std::uint8_t>& bytes = blocks_.emplace_back(rows * cols);
    for (auto& byte : bytes) {
      // Never -128, which quantisation does not make.
      byte = static_cast<std::uint8_t>(rng_.NextU64() % 255 - 127);
    }
    tensors_[name] = {DType::kI8, {rows, cols}, bytes};
    // The integers' standard deviation is 73 and a state's about 0.5: this
    // makes that of a row's sum about 1.
    AddFloats(name + ".scale", rows,
              1.0F / (36.0F * std::sqrt(static_cast<float>(cols))));
  }

  void AddFloats(const std::string& name, std::size_t size, float value) {
    std::vector<std::uint8_t>& bytes = blocks_.emplace_back(size * 4);
    const auto bits = std::bit_cast<std::array<std::uint8_t, 4>>(value);
    for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = bits[i % 4];
    tensors_[name] = {DType::kF32, {size}, bytes};
  }

  const TensorMap& tensors() const { return tensors_; }

 private:
  Rng rng_{1};
  std::deque<std::vector<std::uint8_t>> blocks_;
  TensorMap tensors_;
};

}  // namespace

std::span<const BenchShape> StandardShapes() { return kShapes; }

std::vector<std::uint8_t> SyntheticModel(const BenchShape& shape) {
  ModelConfig config;
  config.name = shape.name;
  config.bits = 8;
  auto& architecture = config.architecture;
  architecture.cell = shape.cell;
  architecture.vocab_size = shape.vocab;
  architecture.embedding_size = shape.embedding;
  architecture.hidden_sizes.assign(shape.layers, shape.hidden);
  auto& tokenizer = config.tokenizer;
  if (shape.vocab == 256) {
    tokenizer.kind = TokenizerKind::kByte;
  } else if (shape.vocab > 256) {
    tokenizer.kind = TokenizerKind::kWord;
    for (std::size_t i = 0; i < shape.vocab; ++i) {
      tokenizer.vocab.push_back("w" + std::to_string(i));
    }
  } else {
    for (std::size_t i = 0; i < shape.vocab; ++i) {
      tokenizer.vocab.push_back(std::string(1, static_cast<char>('0' + i)));
    }
  }

  TensorMaker maker;
  if (shape.embedding > 0) {
    maker.AddMatrix("encoder.weight", shape.vocab, shape.embedding);
  }
  const std::size_t rows = architecture.Gates() * shape.hidden;
  for (std::size_t i = 0; i < shape.layers; ++i) {
    const std::string layer = std::to_string(i);
    maker.AddMatrix("rnn.weight_ih_l" + layer, rows, architecture.InputSize(i));
    maker.AddMatrix("rnn.weight_hh_l" + layer, rows, shape.hidden);
    maker.AddFloats("rnn.bias_ih_l" + layer, rows, 0);
    maker.AddFloats("rnn.bias_hh_l" + layer, rows, 0);
  }
  maker.AddMatrix("decoder.weight", shape.vocab, shape.hidden);
  maker.AddFloats("decoder.bias", shape.vocab, 0);
  return WriteModelFile(config, maker.tensors());
}

double MacsPerToken(const Architecture& architecture) {
  const double gates = static_cast<double>(architecture.Gates());
  double macs = 0;
  for (std::size_t i = 0; i < architecture.hidden_sizes.size(); ++i) {
    const auto hidden = static_cast<double>(architecture.hidden_sizes[i]);
    macs += gates * hidden * hidden;
    const bool table =
        i == 0 && (architecture.embedding_size == 0 ||
                   architecture.vocab_size * architecture.Gates() *
                           architecture.hidden_sizes[0] <=
                       InputLayer::kTableLimit);
    if (!table) {
      macs += gates * hidden * static_cast<double>(architecture.InputSize(i));
    }
  }
  return macs + static_cast<double>(architecture.vocab_size) *
                    static_cast<double>(architecture.hidden_sizes.back());
}

}  // namespace lukewarm
