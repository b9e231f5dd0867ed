// lukewarm bench: generated tokens per second with each kernel, of the whole
// loop (network, softmax, draw, text), and the rate of the bare products.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <vector>

#include "cli/commands.h"
#include "cli/files.h"
#include "cli/options.h"
#include "cli/synthetic_model.h"
#include "cli/terminal.h"
#include "engine/generator.h"
#include "kernels/matvec.h"
#include "kernels/packed_matrix.h"

namespace lukewarm {
namespace {

constexpr int kRounds = 5;

double Seconds(auto&& work) {
  const auto began = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - began)
      .count();
}

double Median(std::vector<double> values) {
  std::ranges::sort(values);
  return values[values.size() / 2];
}

// Returns tokens per second over about `seconds`.
double TokenRate(const std::shared_ptr<const Model>& model, double seconds) {
  constexpr std::size_t kBlock = 64;
  Session session(model, 1);
  SamplingOptions sampling;
  sampling.temperature = 0.8;
  std::size_t tokens = 0;
  double took = 0;
  while (took < seconds) {
    Generator generator(session, sampling, kBlock);
    took += Seconds([&] {
      while (generator.Next()) ++tokens;
    });
  }
  return static_cast<double>(tokens) / took;
}

double MacsOf(std::span<const ProductPlan> products) {
  double macs = 0;
  for (const auto& product : products) {
    macs += static_cast<double>(product.rows * product.cols);
  }
  return macs;
}

// Returns multiply-accumulates per second of the bare product on matrices of
// the model's own shapes, as many as one token needs.
double ProductRate(std::span<const ProductPlan> products, double seconds) {
  constexpr std::size_t kPadding = 64;  // that a kernel may read
  std::vector<PackedMatrix> matrices;
  for (const auto& product : products) {
    matrices.emplace_back(
        std::vector<std::int8_t>(product.rows * product.cols, 1), product.rows,
        product.cols);
  }
  std::size_t widest = 0;
  std::size_t tallest = 0;
  for (const auto& matrix : matrices) {
    widest = std::max(widest, matrix.padded_cols());
    tallest = std::max(tallest, matrix.padded_rows());
  }
  const AlignedVector<std::uint8_t> x(widest + kPadding, 65);
  AlignedVector<std::int32_t> out(tallest);
  double took = 0;
  double done = 0;
  while (took < seconds) {
    took += Seconds([&] {
      for (const auto& matrix : matrices) MatVec(matrix, x.data(), out.data());
    });
    done += MacsOf(products);
  }
  return done / took;
}

int Bench(const std::string& name, std::span<const std::uint8_t> bytes,
          double seconds) {
  const auto model = Model::Load(bytes);
  if (!model) return Report(model.error());
  const auto product_plans = ProductsPerToken((*model)->config().network);
  const double macs = MacsOf(product_plans);
  const auto kernels = AvailableKernels();
  const Kernel before = CurrentKernel();
  std::vector<std::vector<double>> tokens(kernels.size());
  std::vector<std::vector<double>> products(kernels.size());
  for (int round = 0; round < kRounds; ++round) {
    for (std::size_t i = 0; i < kernels.size(); ++i) {
      ForceKernel(kernels[i]);
      tokens[i].push_back(TokenRate(*model, seconds / kRounds));
      products[i].push_back(ProductRate(product_plans, seconds / kRounds / 2));
    }
  }
  ForceKernel(before);
  std::printf("%s: %.2f MMAC per token, %.2f MB\n", Printable(name).c_str(),
              macs / 1e6, static_cast<double>(bytes.size()) / 1e6);
  std::printf("  %-14s %12s %12s %20s\n", "kernel", "tokens/s", "GMAC/s",
              "bare products GMAC/s");
  for (std::size_t i = 0; i < kernels.size(); ++i) {
    const double rate = Median(tokens[i]);
    std::printf("  %-14s %12.0f %12.2f %20.2f\n",
                std::string(KernelName(kernels[i])).c_str(), rate,
                rate * macs / 1e9, Median(products[i]) / 1e9);
  }
  return 0;
}

}  // namespace

void AddBenchCommand(CLI::App& app, int& status) {
  auto* command = app.add_subcommand(
      "bench",
      "Measure tokens per second of a model, or of the standard shapes, with "
      "every kernel. Medians of interleaved rounds.");
  auto path = std::make_shared<std::string>();
  auto seconds = std::make_shared<double>(1.0);
  command->add_option("MODEL", *path,
                      "model file; default: the standard shapes");
  AddNumber<double>(*command, "--seconds", *seconds, {0, 3600, true},
                    "time per kernel and shape");
  command->callback([path, seconds, &status] {
    if (path->empty()) {
      for (const auto& shape : StandardShapes()) {
        status |= Bench(shape.name, SyntheticModel(shape), *seconds);
      }
      return;
    }
    const auto bytes = ReadBytes(*path);
    status = bytes ? Bench(*path, *bytes, *seconds) : Report(bytes.error());
  });
}

}  // namespace lukewarm
