// Tokens per second of a training step: forwards, backwards, clip, AdamW and
// average, as `lukewarm train` takes it.
//
//   train_bench [--threads N] [--steps N] [--shape NAME]
//
// prints a line for each step: shape, threads, tokens per second.
// train_torch.py runs it beside PyTorch.
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <utility>
#include <vector>

#include "base/rng.h"
#include "train/trainer.h"

namespace {

using lukewarm::Architecture;
using lukewarm::CellKind;

struct Shape {
  const char* name;
  CellKind cell;
  std::size_t vocab;
  std::size_t embedding;
  std::vector<std::size_t> hidden;
  bool tied;
  std::size_t streams;
  std::size_t length;
};

const Shape kShapes[] = {
    {"lstm512", CellKind::kLstm, 65, 64, {512}, false, 48, 128},
    {"gru256", CellKind::kGru, 65, 64, {256}, false, 48, 128},
    {"word", CellKind::kLstm, 8000, 192, {512, 192}, true, 48, 64},
};

int Run(const Shape& shape, std::size_t threads, std::size_t steps) {
  lukewarm::Corpus corpus;
  corpus.vocab_size = shape.vocab;
  lukewarm::Rng random(1);
  corpus.train.resize((shape.streams * (steps + 2) + 1) * shape.length);
  for (int& id : corpus.train) {
    id = static_cast<int>(random.NextU64() % shape.vocab);
  }
  Architecture architecture;
  architecture.cell = shape.cell;
  architecture.embedding_size = shape.embedding;
  architecture.hidden_sizes = shape.hidden;
  architecture.tied = shape.tied;
  lukewarm::TrainOptions options;
  options.passes = 1;
  options.streams = shape.streams;
  options.length = shape.length;
  options.threads = threads;
  auto trainer =
      lukewarm::Trainer::Create(std::move(corpus), architecture, options);
  if (!trainer) {
    std::fprintf(stderr, "%s\n", trainer.error().message.c_str());
    return 1;
  }
  for (std::size_t i = 0; i <= steps; ++i) {
    const auto begin = std::chrono::steady_clock::now();
    const auto step = trainer->Step();
    const std::chrono::duration<double> seconds =
        std::chrono::steady_clock::now() - begin;
    if (!step) return 1;
    if (i == 0) continue;  // the first touches all memory
    std::printf("%s %zu %.0f\n", shape.name, threads,
                static_cast<double>(step->tokens) / seconds.count());
    std::fflush(stdout);
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  std::size_t threads = 2, steps = 10;
  std::string wanted;
  for (int i = 1; i + 1 < argc; i += 2) {
    if (std::strcmp(argv[i], "--threads") == 0) {
      threads = std::strtoul(argv[i + 1], nullptr, 10);
    } else if (std::strcmp(argv[i], "--steps") == 0) {
      steps = std::strtoul(argv[i + 1], nullptr, 10);
    } else if (std::strcmp(argv[i], "--shape") == 0) {
      wanted = argv[i + 1];
    }
  }
  for (const Shape& shape : kShapes) {
    if (!wanted.empty() && wanted != shape.name) continue;
    if (const int failed = Run(shape, threads, steps)) return failed;
  }
  return 0;
}
