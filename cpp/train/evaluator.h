// The loss of a network on held-out ids.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <vector>

#include "train/batch_shard.h"
#include "train/trainable_network.h"
#include "train/worker_pool.h"

namespace lukewarm::train {

// The state is carried through the whole text. Since one sequence would leave
// the processor idle, a long text is read in up to 32 segments at once, each
// warmed up on the 512 tokens before it; the first starts from nothing as the
// text does. A text below 1,024 tokens is one segment.
class Evaluator {
 public:
  static constexpr std::size_t kWarmup = 512;
  static constexpr std::size_t kMaxSegments = 32;

  // The network must outlive the evaluator; `tokens` as in Loss().
  Evaluator(const TrainableNetwork<float>& network, std::size_t tokens,
            std::size_t threads);

  // Returns the mean loss in nats per token of ids[1], ids[2] ... given all
  // before. ids: [tokens], tokens >= 2. The network must be prepared without
  // training.
  double Loss(std::span<const int> ids, WorkerPool& pool);

 private:
  const std::size_t targets_;  // to be scored
  const std::size_t segments_;
  const std::size_t span_;  // targets of a segment; the last may have fewer
  std::vector<std::unique_ptr<BatchShard<float>>> shards_;
};

}  // namespace lukewarm::train
