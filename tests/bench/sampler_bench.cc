// Microseconds per token of the sampler alone: Compute() and Draw(), by vocab
// size and options, and what reading the model's own distribution adds.
// Usage: sampler_bench [seconds per line]
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "base/rng.h"
#include "sampling/sampler.h"

namespace {

using lukewarm::SamplingOptions;
using Clock = std::chrono::steady_clock;

double volatile sink;

// Logits of a model that is about as sure as a good one: standard deviation 3.
std::vector<float> Logits(std::size_t size, lukewarm::Rng& rng) {
  std::vector<float> logits(size);
  for (float& logit : logits) {
    double sum = 0;
    for (int i = 0; i < 12; ++i) sum += rng.NextDouble() - 0.5;
    logit = static_cast<float>(3 * sum);
  }
  return logits;
}

template <typename Step>
double Microseconds(double seconds, Step step) {
  std::vector<double> rounds;
  const auto start = Clock::now();
  do {
    const auto from = Clock::now();
    int steps = 0;
    std::chrono::duration<double> took{};
    do {
      for (int i = 0; i < 8; ++i) step(steps++);
      took = Clock::now() - from;
    } while (took.count() < 0.0005);
    rounds.push_back(took.count() / steps * 1e6);
  } while (std::chrono::duration<double>(Clock::now() - start).count() <
           seconds);
  std::ranges::sort(rounds);
  return rounds[rounds.size() / 4];
}

void Bench(std::size_t size, double seconds) {
  lukewarm::Rng rng(1);
  std::vector<std::vector<float>> logits;
  for (int i = 0; i < 8; ++i) logits.push_back(Logits(size, rng));
  lukewarm::TokenCounts counts(size);
  for (int i = 0; i < 10000; ++i) {
    counts.Add(static_cast<int>(rng.NextU64() % size));
  }
  const std::vector<int> banned = {0};
  lukewarm::Sampler sampler(size, banned);
  const auto line = [&](const char* name, const SamplingOptions& options,
                        auto read) {
    const double time = Microseconds(seconds, [&](int i) {
      sampler.Compute(logits[static_cast<std::size_t>(i) % 8], counts, options);
      const int id = sampler.Draw(rng.NextDouble());
      sink = read(id);
    });
    std::printf("%6zu  %-40s %9.3f\n", size, name, time);
  };
  const auto nothing = [](int id) { return static_cast<double>(id); };
  const auto log_probability = [&](int id) {
    return sampler.LogProbability(id);
  };
  const auto entropy = [&](int id) {
    return sampler.LogProbability(id) + sampler.Entropy();
  };
  line("temperature 1", {}, nothing);
  line("temperature 1, log-probability", {}, log_probability);
  line("temperature 1, and entropy", {}, entropy);
  line("temperature 0.8", {.temperature = 0.8}, nothing);
  line("temperature 0.8, log-probability", {.temperature = 0.8},
       log_probability);
  line("temperature 0.8, and entropy", {.temperature = 0.8}, entropy);
  line("temperature 0", {.temperature = 0}, nothing);
  line("top_k 40", {.top_k = 40}, nothing);
  line("top_p 0.9", {.top_p = 0.9}, nothing);
  line("min_p 0.05", {.min_p = 0.05}, nothing);
  line("typical_p 0.9", {.typical_p = 0.9}, nothing);
  line("presence_penalty 0.5", {.presence_penalty = 0.5}, nothing);
  line("ten most probable", {},
       [&](int) { return static_cast<double>(sampler.Top(10)[0]); });
}

}  // namespace

int main(int argc, char** argv) {
  const double seconds = argc > 1 ? std::atof(argv[1]) : 0.3;
  std::printf("tokens  options                                  us/token\n");
  for (const std::size_t size : {27, 65, 10000}) Bench(size, seconds);
}
