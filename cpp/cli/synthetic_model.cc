#include "cli/synthetic_model.h"

#include <array>
#include <bit>
#include <cmath>
#include <deque>
#include <string>

#include "base/rng.h"
#include "model/model_file.h"
#include "nn/network.h"

namespace lukewarm {
namespace {

constexpr std::array kShapes{
    BenchShape{"LSTM 1x24, 27 symbols", 27, 0, LayerKind::kLstm, 1, 24},
    BenchShape{"LSTM 1x128, 65 symbols", 65, 0, LayerKind::kLstm, 1, 128},
    BenchShape{"LSTM 2x512, 65 symbols", 65, 0, LayerKind::kLstm, 2, 512},
    BenchShape{"LSTM 3x1024, 256 symbols", 256, 0, LayerKind::kLstm, 3, 1024},
    BenchShape{"LSTM 2x512, embedding 256, 10000 words", 10000, 256,
               LayerKind::kLstm, 2, 512},
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
  NetworkConfig& network = config.network;
  network.vocab_size = shape.vocab;
  network.layers.push_back(
      {.kind = shape.embedding > 0 ? LayerKind::kEmbedding : LayerKind::kOneHot,
       .size = shape.embedding});
  for (std::size_t i = 0; i < shape.layers; ++i) {
    network.layers.push_back({.kind = shape.kind, .size = shape.units});
  }
  network.layers.push_back({.kind = LayerKind::kOutput});
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
  const auto plans = PlanNetwork(network);
  for (const LayerPlan& plan : *plans) {
    for (const Parameter& parameter : plan.parameters) {
      if (parameter.use == Parameter::Use::kVector) {
        maker.AddFloats(parameter.name, parameter.size(), 0);
      } else {
        maker.AddMatrix(parameter.name, parameter.shape[0], parameter.shape[1]);
      }
    }
  }
  return WriteModelFile(config, maker.tensors());
}

std::vector<ProductPlan> ProductsPerToken(const NetworkConfig& network) {
  std::vector<ProductPlan> products;
  const auto plans = PlanNetwork(network);
  for (std::size_t i = 0; i < plans->size(); ++i) {
    for (const ProductPlan& product : (*plans)[i].products) {
      if (product.lookup || Network::IsLookedUp(network, *plans, i, product)) {
        continue;
      }
      products.push_back(product);
    }
  }
  return products;
}

}  // namespace lukewarm
