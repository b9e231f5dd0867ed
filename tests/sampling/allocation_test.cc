// A step allocates nothing once its buffers are there.
#include <gtest/gtest.h>

#include <cstdlib>
#include <new>

#include "random_logits.h"
#include "sampling/sampler.h"

// g++ 12 takes the free() below for another allocator's where it inlines only
// one of the two.
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic ignored "-Wmismatched-new-delete"
#endif

namespace {
int allocations = 0;
}  // namespace

void* operator new(std::size_t size) {
  ++allocations;
  if (void* memory = std::malloc(size)) return memory;
  throw std::bad_alloc();
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }

namespace lukewarm {
namespace {

TEST(Sampler, AStepAllocatesNothing) {
  const std::size_t size = 1000;
  const auto logits = RandomLogits(size, 1);
  TokenCounts counts(size);
  const std::vector<int> banned = {3};
  Sampler sampler(size, banned);
  auto cases = Truncations(0.8);
  for (const auto& options : Truncations(0)) cases.push_back(options);
  cases.push_back({});
  for (auto& options : cases) options.presence_penalty = 0.1;
  double sum = 0;
  const auto step = [&](const SamplingOptions& options) {
    sampler.Compute(logits, counts, options);
    counts.Add(sampler.Draw(0.7));
    sum += sampler.Entropy() + sampler.Probability(7) + sampler.Top(20)[3];
  };
  step({});
  const int before = allocations;
  for (const auto& options : cases) step(options);
  EXPECT_EQ(allocations, before);
  EXPECT_GT(sum, 0);
}

}  // namespace
}  // namespace lukewarm
