#include "train/evaluator.h"

#include <algorithm>

namespace lukewarm::train {
namespace {

constexpr std::size_t kChunk = 64;
static_assert(Evaluator::kWarmup % kChunk == 0);

}  // namespace

Evaluator::Evaluator(const TrainableNetwork<float>& network, std::size_t tokens,
                     std::size_t threads)
    : targets_(tokens - 1),
      segments_(
          std::clamp<std::size_t>(targets_ / (2 * kWarmup), 1, kMaxSegments)),
      span_((targets_ + segments_ - 1) / segments_) {
  const std::size_t count = std::min(threads, segments_);
  for (std::size_t g = 0; g < count; ++g) {
    const Range share = Share(segments_, g, count);
    shards_.push_back(std::make_unique<BatchShard<float>>(
        network, share.end - share.begin, share.begin, segments_, kChunk,
        false));
  }
}

double Evaluator::Loss(std::span<const int> ids, WorkerPool& pool) {
  const std::size_t warmup = segments_ > 1 ? kWarmup : 0;
  std::vector<double> losses(shards_.size());
  pool.Run([&](std::size_t thread) {
    if (thread >= shards_.size()) return;
    BatchShard<float>& shard = *shards_[thread];
    const Range segments = Share(segments_, thread, shards_.size());
    const std::size_t streams = shard.streams();
    std::vector<int> inputs(kChunk * streams), targets(kChunk * streams);
    std::ranges::fill(shard.state(), 0.0F);
    for (std::size_t begin = 0; begin < warmup + span_; begin += kChunk) {
      for (std::size_t t = 0; t < kChunk; ++t) {
        for (std::size_t b = 0; b < streams; ++b) {
          // Position in the text plus the warm-up, which the first segment
          // spends before the text's beginning.
          const std::size_t at = (segments.begin + b) * span_ + begin + t;
          const bool inside = at >= warmup && at - warmup < targets_;
          const bool scored =
              inside && begin + t >= warmup && begin + t < warmup + span_;
          inputs[t * streams + b] = inside ? ids[at - warmup] : 0;
          targets[t * streams + b] = scored ? ids[at - warmup + 1] : -1;
        }
      }
      if (begin == warmup && segments.begin == 0) shard.ResetState(0);
      losses[thread] += shard.Score(inputs.data(), targets.data());
    }
  });
  double total = 0;
  for (const double loss : losses) total += loss;
  return total / static_cast<double>(targets_);
}

}  // namespace lukewarm::train
