// A network as training sees it: its layers' plans, and its weights made ready
// for one step, shared by all shards of the batch.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "base/aligned.h"
#include "base/result.h"
#include "model/config.h"
#include "nn/layer.h"
#include "nn/plan.h"
#include "train/dropout.h"
#include "train/parameters.h"
#include "train/products.h"
#include "train/worker_pool.h"

namespace lukewarm::train {

// Returns whether `network` can be trained: a chain of layers, stateful, all of
// kinds that have a backward step, each of which gives a sequence and starts
// from zeros. Errors: kInvalidArgument, naming the layer and what it is.
Result<void> CheckTrainable(const NetworkConfig& network);

template <typename Scalar>
class TrainableNetwork {
 public:
  struct Layer {
    std::vector<PreparedProductPointer<Scalar>> products;
    LayerWeights<TrainableProduct<Scalar>, Scalar> weights;
    bool by_id = false;    // it reads ids, not the rows of the layer before
    bool skipped = false;  // nobody reads its rows
    // Whether a layer before it learns from the gradient of its input.
    bool passes_gradient = false;
  };

  // config: as CheckTrainable() allows. positions: how many tokens a shard sees
  // in one chunk; where the vocab is not larger and the embedding has no
  // dropout, the layer after it looks its products up.
  TrainableNetwork(const NetworkConfig& config, const DropoutRates& dropout,
                   std::uint64_t seed, std::size_t positions);

  // Makes `weights` [layout().size()] ready; they must stay where they are
  // while shards run. training: with dropout, and ready to go backwards.
  // step: picks the dropout masks.
  void Prepare(const Scalar* weights, bool training, std::uint32_t step,
               WorkerPool& pool);

  const NetworkConfig& config() const { return config_; }
  const std::vector<LayerPlan>& plans() const { return plans_; }
  const ParameterLayout& layout() const { return layout_; }
  const std::vector<Layer>& layers() const { return layers_; }  // output last

  // Dropout of this step; all 0 when not training.
  double output_dropout(std::size_t layer) const;
  double token_dropout(std::size_t layer) const;
  double state_dropout(std::size_t layer) const;
  bool locked_dropout() const { return dropout_.locked; }
  // Places of a layer's masks.
  DropoutSite output_site(std::size_t layer) const { return Site(0, layer); }
  DropoutSite state_site(std::size_t layer) const { return Site(1, layer); }
  DropoutSite token_site() const { return Site(3, 0); }

 private:
  DropoutSite Site(std::uint32_t kind, std::size_t layer) const {
    return {seed_, step_, 1000 * kind + static_cast<std::uint32_t>(layer)};
  }
  void MakeProducts(std::size_t index, std::size_t positions);

  const NetworkConfig config_;
  const DropoutRates dropout_;
  const std::uint64_t seed_;
  const std::vector<LayerPlan> plans_;
  const ParameterLayout layout_;
  std::vector<Layer> layers_;
  bool training_ = false;
  std::uint32_t step_ = 0;
};

}  // namespace lukewarm::train
