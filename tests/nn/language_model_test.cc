#include "nn/language_model.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <deque>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <vector>

#include "base/rng.h"
#include "kernels/matvec.h"
#include "model/model_file.h"
#include "reference_model.h"

namespace lukewarm {
namespace {

std::vector<double> LogSoftmax(std::span<const double> logits) {
  const double largest = std::ranges::max(logits);
  double sum = 0;
  for (const double logit : logits) sum += std::exp(logit - largest);
  std::vector<double> out;
  for (const double logit : logits) {
    out.push_back(logit - largest - std::log(sum));
  }
  return out;
}

std::vector<double> LogSoftmax(std::span<const float> logits) {
  return LogSoftmax(std::vector<double>(logits.begin(), logits.end()));
}

// The largest difference of probabilities.
double Distance(const std::vector<double>& log_a,
                const std::vector<double>& log_b) {
  double largest = 0;
  for (std::size_t i = 0; i < log_a.size(); ++i) {
    largest =
        std::max(largest, std::abs(std::exp(log_a[i]) - std::exp(log_b[i])));
  }
  return largest;
}

// A random f32 model of any architecture.
class RandomModel {
 public:
  RandomModel(const Architecture& built, std::uint64_t seed)
      : architecture(built), rng_(seed) {
    if (architecture.embedding_size > 0) {
      Add("encoder.weight",
          {architecture.vocab_size, architecture.embedding_size}, 1);
    }
    for (std::size_t i = 0; i < architecture.hidden_sizes.size(); ++i) {
      const std::string layer = std::to_string(i);
      const std::size_t hidden = architecture.hidden_sizes[i];
      const std::size_t rows = architecture.Gates() * hidden;
      const double reach = 1.5 / std::sqrt(static_cast<double>(hidden));
      Add("rnn.weight_ih_l" + layer, {rows, architecture.InputSize(i)}, reach);
      Add("rnn.weight_hh_l" + layer, {rows, hidden}, reach);
      Add("rnn.bias_ih_l" + layer, {rows}, reach);
      Add("rnn.bias_hh_l" + layer, {rows}, reach);
    }
    if (!architecture.tied) {
      Add("decoder.weight",
          {architecture.vocab_size, architecture.hidden_sizes.back()}, 0.5);
    }
    Add("decoder.bias", {architecture.vocab_size}, 0.5);
  }

  int Token() {
    return static_cast<int>(rng_.NextU64() % architecture.vocab_size);
  }

  Architecture architecture;
  TensorMap tensors;

 private:
  void Add(const std::string& name, std::vector<std::size_t> shape,
           double reach) {
    std::size_t size = 1;
    for (const std::size_t n : shape) size *= n;
    auto& bytes = blocks_.emplace_back(size * 4);
    for (std::size_t i = 0; i < size; ++i) {
      const auto value =
          static_cast<float>((2 * rng_.NextDouble() - 1) * reach);
      std::memcpy(&bytes[4 * i], &value, 4);
    }
    tensors[name] = {DType::kF32, std::move(shape), bytes};
  }

  Rng rng_;
  std::deque<std::vector<std::uint8_t>> blocks_;
};

// Every cell, input, depth and tie.
std::vector<Architecture> Architectures() {
  std::vector<Architecture> all;
  std::vector<Architecture> cells(5);
  cells[0].cell = cells[1].cell = CellKind::kRnn;
  cells[1].activation = RnnActivation::kRelu;
  cells[2].cell = cells[3].cell = CellKind::kGru;
  cells[3].reset = GruReset::kBefore;
  for (Architecture architecture : cells) {
    architecture.vocab_size = 23;
    for (const auto& [embedding, hidden, tied] :
         {std::tuple{0, std::vector<std::size_t>{33}, false},
          std::tuple{5, std::vector<std::size_t>{17}, false},
          std::tuple{12, std::vector<std::size_t>{40, 7, 12}, true},
          std::tuple{0, std::vector<std::size_t>{1, 2}, false}}) {
      architecture.embedding_size = static_cast<std::size_t>(embedding);
      architecture.hidden_sizes = hidden;
      architecture.tied = tied;
      all.push_back(architecture);
    }
  }
  return all;
}

double LargestDistance(Precision precision, bool on_grid) {
  double largest = 0;
  std::uint64_t seed = 0;
  for (const auto& architecture : Architectures()) {
    RandomModel random(architecture, ++seed);
    const auto model =
        LanguageModel::Load(architecture, random.tensors, precision);
    EXPECT_TRUE(model.has_value());
    if (!model) continue;
    ReferenceModel reference(architecture, random.tensors, on_grid);
    auto state = model->InitialState();
    auto workspace = model->MakeWorkspace();
    std::vector<float> logits(architecture.vocab_size);
    for (int step = 0; step < 40; ++step) {
      const int token = random.Token();
      model->Feed(token, state, workspace);
      model->Logits(state, logits, workspace);
      largest = std::max(largest, Distance(LogSoftmax(logits),
                                           LogSoftmax(reference.Step(token))));
    }
  }
  return largest;
}

TEST(LanguageModel, F32EqualsFloat64Reference) {
  EXPECT_LT(LargestDistance(Precision::kF32, false), 2e-6);
}

TEST(LanguageModel, Int8EqualsFloat64ReferenceOnTheSameGrid) {
  // What is left is an activation that falls on the other side of a rounding
  // boundary once in a while: one step of 1/63 in one input.
  EXPECT_LT(LargestDistance(Precision::kInt8, true), 2e-3);
}

TEST(LanguageModel, Int8IsNearF32) {
  // These random weights are far livelier than trained ones.
  EXPECT_LT(LargestDistance(Precision::kInt8, false), 0.05);
}

// The largest distance of any number inside the network, but for the hidden
// states of a rectified RNN, which have no bound.
double LargestDistanceInside(Precision precision, bool on_grid) {
  double largest = 0;
  std::uint64_t seed = 0;
  const auto compare = [&largest](std::span<const float> a,
                                  std::span<const double> b) {
    ASSERT_EQ(a.size(), b.size());
    for (std::size_t i = 0; i < a.size(); ++i) {
      largest = std::max(largest, std::abs(static_cast<double>(a[i]) - b[i]));
    }
  };
  for (const auto& architecture : Architectures()) {
    if (architecture.activation == RnnActivation::kRelu) continue;
    RandomModel random(architecture, ++seed);
    const auto model =
        LanguageModel::Load(architecture, random.tensors, precision);
    ReferenceModel reference(architecture, random.tensors, on_grid);
    auto state = model->InitialState();
    auto workspace = model->MakeWorkspace();
    for (int step = 0; step < 40; ++step) {
      const int token = random.Token();
      model->Feed(token, state, workspace);
      reference.Step(token);
      for (std::size_t i = 0; i < state.size(); ++i) {
        compare(state[i].h.values, reference.h(i));
        if (architecture.cell == CellKind::kLstm) {
          compare(state[i].c, reference.c(i));
        }
        if (architecture.cell != CellKind::kRnn) {
          compare(workspace.layers[i].gates, reference.gates(i));
        }
      }
    }
  }
  return largest;
}

TEST(LanguageModel, StatesAndGatesEqualTheFloat64Reference) {
  EXPECT_LT(LargestDistanceInside(Precision::kF32, false), 5e-6);
  EXPECT_LT(LargestDistanceInside(Precision::kInt8, true), 0.02);
}

std::vector<std::uint8_t> ReadFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

class Golden : public testing::TestWithParam<std::string> {
 protected:
  // The largest distance from PyTorch's probabilities.
  double DistanceFromTorch(Precision precision) const {
    const std::string path =
        std::string(LUKEWARM_TESTS_DIR "/golden/torch/") + GetParam();
    const auto bytes = ReadFile(path + ".safetensors");
    const auto file = ReadModelFile(bytes);
    if (!file) ADD_FAILURE() << file.error().message;
    const auto model = LanguageModel::Load(file->config.architecture,
                                           file->tensors, precision);
    if (!model) ADD_FAILURE() << model.error().message;
    auto state = model->InitialState();
    auto workspace = model->MakeWorkspace();
    std::vector<float> logits(file->config.architecture.vocab_size);
    std::ifstream text(path + ".txt");
    std::string line;
    std::getline(text, line);
    std::istringstream tokens(line);
    double largest = 0;
    int steps = 0;
    for (int token = 0; tokens >> token; ++steps) {
      std::vector<double> expected(logits.size());
      for (double& value : expected) text >> value;
      model->Feed(token, state, workspace);
      model->Logits(state, logits, workspace);
      largest = std::max(largest, Distance(LogSoftmax(logits), expected));
    }
    EXPECT_EQ(steps, 24);
    return largest;
  }
};

TEST_P(Golden, F32IsWithinOneInAHundredThousandOfTorch) {
  EXPECT_LT(DistanceFromTorch(Precision::kF32), 1e-5);
}

TEST_P(Golden, Int8IsWithinTheQuantisationBoundOfTorch) {
  EXPECT_LT(DistanceFromTorch(Precision::kInt8), 0.05);
}

INSTANTIATE_TEST_SUITE_P(Torch, Golden, testing::ValuesIn([] {
                           std::vector<std::string> names;
                           for (const char* cell :
                                {"rnn-tanh", "rnn-relu", "gru-after",
                                 "gru-before", "lstm"}) {
                             for (const char* stack :
                                  {"one-hot", "embedding", "tied"}) {
                               names.push_back(std::string(cell) + "-" + stack);
                             }
                           }
                           return names;
                         }()),
                         [](const auto& name) {
                           std::string text = name.param;
                           std::ranges::replace(text, '-', '_');
                           return text;
                         });

TEST(InputLayer, TableEqualsProduct) {
  for (const auto& architecture : Architectures()) {
    for (const Precision precision : {Precision::kInt8, Precision::kF32}) {
      RandomModel random(architecture, 7);
      const auto table =
          InputLayer::Load(architecture, random.tensors, precision);
      const auto product =
          InputLayer::Load(architecture, random.tensors, precision, 0);
      ASSERT_TRUE(table && product);
      EXPECT_TRUE(table->has_table());
      EXPECT_EQ(product->has_table(), architecture.embedding_size == 0);
      Activation embedding(architecture.embedding_size);
      AlignedVector<std::int32_t> sums;
      for (std::size_t token = 0; token < architecture.vocab_size; ++token) {
        std::vector<float> a(table->rows()), b(table->rows());
        table->Apply(token, a, embedding, sums);
        product->Apply(token, b, embedding, sums);
        ASSERT_EQ(a, b) << "token " << token;
      }
    }
  }
}

TEST(LanguageModel, EveryKernelGivesTheSameBits) {
  const Kernel before = CurrentKernel();
  for (const auto& architecture : Architectures()) {
    RandomModel random(architecture, 11);
    std::vector<float> first;
    for (const Kernel kernel : AvailableKernels()) {
      ASSERT_TRUE(ForceKernel(kernel));
      const auto model = LanguageModel::Load(architecture, random.tensors);
      ASSERT_TRUE(model.has_value());
      auto state = model->InitialState();
      auto workspace = model->MakeWorkspace();
      std::vector<float> logits(architecture.vocab_size);
      for (int step = 0; step < 30; ++step) {
        model->Feed(step % static_cast<int>(architecture.vocab_size), state,
                    workspace);
      }
      model->Logits(state, logits, workspace);
      if (first.empty()) first = logits;
      EXPECT_EQ(logits, first) << KernelName(kernel);
    }
  }
  ForceKernel(before);
}

TEST(LanguageModel, AMissingOrMisshapenTensorIsRefusedByName) {
  Architecture architecture = Architectures().back();
  RandomModel random(architecture, 3);
  std::vector<std::string> names;
  for (const auto& [name, tensor] : random.tensors) names.push_back(name);
  for (const auto& name : names) {
    TensorMap damaged = random.tensors;
    const bool bias = name.find("bias") != std::string::npos;
    damaged[name].shape.push_back(1);
    auto model = LanguageModel::Load(architecture, damaged);
    ASSERT_FALSE(model.has_value()) << name;
    EXPECT_EQ(model.error().code, ErrorCode::kFileCorrupt);
    EXPECT_NE(model.error().message.find(name), std::string::npos)
        << model.error().message;
    damaged.erase(name);
    // A layer without a bias is a layer with a bias of zero.
    EXPECT_EQ(LanguageModel::Load(architecture, damaged).has_value(), bias)
        << name;
  }
}

}  // namespace
}  // namespace lukewarm
