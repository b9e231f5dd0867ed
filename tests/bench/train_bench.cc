// Tokens per second of a training step: forwards, backwards, gradient clipping,
// AdamW and average, as `lukewarm train` takes it.
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

#include "base/rng.h"
#include "train/layer_list.h"
#include "train/trainer.h"

namespace {

struct Shape {
  const char* name;
  const char* layers;
  bool tied;
  std::size_t vocab;
  std::size_t batch_size;
  std::size_t bptt_length;
};

const Shape kShapes[] = {
    {"lstm512", "embedding 64, lstm 512", false, 65, 48, 128},
    {"gru256", "embedding 64, gru 256", false, 65, 48, 128},
    {"word", "embedding 192, lstm 512, lstm 192", true, 8000, 48, 64},
};

int Run(const Shape& shape, std::size_t threads, std::size_t steps) {
  lukewarm::Corpus corpus;
  corpus.vocab_size = shape.vocab;
  lukewarm::Rng random(1);
  corpus.train.resize((shape.batch_size * (steps + 2) + 1) * shape.bptt_length);
  for (int& id : corpus.train) {
    id = static_cast<int>(random.NextU64() % shape.vocab);
  }
  lukewarm::NetworkConfig network;
  network.layers =
      lukewarm::MakeLayers({.layers = shape.layers, .tied = shape.tied})
          .value();
  lukewarm::TrainOptions options;
  options.epochs = 1;
  options.batch_size = shape.batch_size;
  options.bptt_length = shape.bptt_length;
  options.threads = threads;
  auto trainer = lukewarm::Trainer::Create(std::move(corpus), network, options);
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
