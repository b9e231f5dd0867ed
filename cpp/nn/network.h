// A network for inference: its layers' weights, loaded once and immutable. All
// that changes is in a State, so that a text is forked by copying one, and in a
// Workspace, which is room to compute in.
//
// Stateful networks advance the state by every token. Those that read by window
// remember the last tokens and read them from the initial state whenever a
// token is to be predicted.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <vector>

#include "base/result.h"
#include "model/config.h"
#include "model/tensor.h"
#include "nn/inference_products.h"
#include "nn/layer.h"
#include "nn/plan.h"

namespace lukewarm {

class Network {
 public:
  // Of `streams` texts that are read side by side, one token of each at a time.
  struct State {
    std::size_t streams = 1;
    AlignedVector<float> values;    // by layer: [vectors, streams, units]
    AlignedVector<float> features;  // what the output reads [streams, width]
    // By window: the last tokens of each stream, in order.
    std::vector<std::vector<int>> recent;
  };

  // One per thread. After a step every layer can be looked into.
  struct Workspace {
    std::vector<std::unique_ptr<Layer<float>>> layers;
    std::vector<Input<float>> inputs;
    std::vector<int> window;
    AlignedVector<float> values;  // the state, by window
    Scratch<float> scratch;
  };

  // A product of an embedding that is larger than this many floats for the
  // whole vocab is computed, not looked up.
  static constexpr std::size_t kTableLimit = std::size_t{4} << 20;

  Network() = default;

  // Errors: as PlanNetwork() and LoadMatrix(): a tensor is missing or does not
  // fit. table_limit: for the tests.
  static Result<Network> Load(const NetworkConfig& config,
                              const TensorMap& tensors,
                              Precision precision = Precision::kInt8,
                              std::size_t table_limit = kTableLimit);

  // Returns whether layer `index` looks `product` up in a table instead of
  // multiplying: that of its input, where this is one-hot, or an embedding and
  // the table not larger than the limit.
  static bool IsLookedUp(const NetworkConfig& config,
                         std::span<const LayerPlan> plans, std::size_t index,
                         const ProductPlan& product,
                         std::size_t table_limit = kTableLimit);

  const NetworkConfig& config() const { return config_; }
  const std::vector<LayerPlan>& plans() const { return plans_; }

  // Returns the state before any token.
  State InitialState(std::size_t streams = 1) const;
  Workspace MakeWorkspace() const;

  // Advances `state`, of one stream, by `ids`, each in [0, vocab_size).
  void Feed(std::span<const int> ids, State& state, Workspace& workspace) const;
  // Advances every stream of `state` by an id of its own. ids: [streams]. The
  // streams share one pass over the weights and get the bits of Feed().
  void Step(std::span<const int> ids, State& state, Workspace& workspace) const;
  // Makes stream `to` of one state equal to stream `from` of another.
  void CopyStream(const State& source, std::size_t from, State& target,
                  std::size_t to) const;

  // Sets the logits of the token that follows. logits: [streams, vocab_size]
  void Logits(const State& state, std::span<float> logits,
              Workspace& workspace) const;

 private:
  struct LoadedLayer {
    std::vector<std::unique_ptr<Product<float>>> products;
    std::vector<std::vector<float>> vectors;
    Layer<float>::Weights weights;
    bool by_id = false;    // it is given the ids of the layer that it reads
    bool skipped = false;  // nobody reads its rows
  };

  Result<void> LoadLayer(std::size_t index, const TensorMap& tensors,
                         Precision precision, std::size_t table_limit);
  // Runs all layers but the output over a chunk.
  void Run(const int* ids, Extent extent, float* state,
           Workspace& workspace) const;
  void ReadWindow(std::size_t stream, State& state, Workspace& workspace) const;
  // Copies the last position of what the output reads.
  void CopyFeatures(Extent extent, const Workspace& workspace,
                    float* features) const;

  NetworkConfig config_;
  std::vector<LayerPlan> plans_;
  std::vector<LoadedLayer> layers_;
  AlignedVector<float> start_;  // the initial state's values, of one stream
};

}  // namespace lukewarm
