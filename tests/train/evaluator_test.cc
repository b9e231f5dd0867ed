#include "train/evaluator.h"

#include <gtest/gtest.h>

#include <vector>

#include "base/rng.h"
#include "train/layer_list.h"
#include "train/parameters.h"

namespace lukewarm::train {
namespace {

// Segments with a warm-up against one sequence from the first token to the
// last.
TEST(Evaluator, EqualsOneCarriedSequenceForEveryLength) {
  NetworkConfig config;
  config.vocab_size = 11;
  config.layers =
      MakeLayers({.layers = "embedding 6, lstm 12, lstm 9"}).value();
  TrainableNetwork<float> network(config, {.output = 0.5, .weight = 0.5}, 1,
                                  1000);
  AlignedVector<float> weights(network.layout().size());
  InitializeParameters<float>(network.layout(), 3, weights);
  for (std::size_t i = 0; i < weights.size(); ++i) weights[i] *= 2;
  WorkerPool pool(2);
  network.Prepare(weights.data(), false, 0, pool);
  for (const std::size_t tokens :
       {2, 3, 64, 65, 66, 700, 1024, 1025, 2049, 5000, 40001}) {
    Rng random(tokens);
    std::vector<int> ids(tokens);
    for (int& id : ids) id = static_cast<int>(random.NextU64() % 11);
    BatchShard<float> shard(network, 1, 0, 1, 1, false);
    double loss = 0;
    for (std::size_t i = 0; i + 1 < tokens; ++i) {
      loss += shard.Score(&ids[i], &ids[i + 1]);
    }
    loss /= static_cast<double>(tokens - 1);
    Evaluator evaluator(network, tokens, 2);
    EXPECT_NEAR(evaluator.Loss(ids, pool), loss, 1e-6) << tokens;
    EXPECT_EQ(evaluator.Loss(ids, pool), evaluator.Loss(ids, pool))
        << "the state of one evaluation is no part of the next";
  }
}

}  // namespace
}  // namespace lukewarm::train
