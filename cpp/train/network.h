// The model as training sees it: its weights made ready for one step, shared by
// all groups of streams.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "base/aligned.h"
#include "kernels/gemm.h"
#include "model/config.h"
#include "train/cell.h"
#include "train/dropout.h"
#include "train/parameters.h"
#include "train/worker_pool.h"

namespace lukewarm::train {

template <typename Scalar>
class Network {
 public:
  struct Layer {
    RecurrentWeights<Scalar> recurrent;
    GemmPanels<Scalar> input_forward;   // W^T [input, gates x hidden]
    GemmPanels<Scalar> input_backward;  // W [gates x hidden, input]
    std::vector<Scalar> input_bias;     // [gates x hidden]
    // Recurrent dropout only, [gates x hidden, hidden].
    AlignedVector<Scalar> weight_mask;
    AlignedVector<Scalar> masked_weight;
  };

  // `positions`: how many tokens a group sees in one chunk. Where the vocab is
  // smaller than that, the input side of the first layer is computed once per
  // token of the vocab, not once per position.
  Network(const Architecture& architecture, const DropoutRates& dropout,
          std::uint64_t seed, std::size_t positions);

  // Makes `weights` [layout().size()] ready; they must stay where they are
  // while groups run. training: with dropout, and ready for going backwards.
  // step: picks the dropout masks.
  void Prepare(const Scalar* weights, bool training, std::uint32_t step,
               WorkerPool& pool);

  const Architecture& architecture() const { return architecture_; }
  const ParameterLayout& layout() const { return layout_; }
  const Scalar* weights() const { return weights_; }
  const Layer& layer(std::size_t index) const { return layers_[index]; }
  const GemmPanels<Scalar>& decoder_forward() const { return decoder_; }
  const GemmPanels<Scalar>& decoder_backward() const {
    return decoder_backward_;
  }

  // The first layer's input side per token [vocab, gates x hidden], if used.
  bool has_table() const { return has_table_; }
  const Scalar* table(std::size_t token) const {
    return table_.data() + token * table_width_;
  }

  // Dropout of this step; 0 when not training.
  double output_dropout() const { return training_ ? dropout_.output : 0; }
  double embedding_dropout() const {
    return training_ ? dropout_.embedding : 0;
  }
  double recurrent_dropout() const {
    return training_ ? dropout_.recurrent : 0;
  }
  // Sites: layer l's output is l, the embedding kEmbeddingSite, layer l's
  // recurrent weights kRecurrentSite + l.
  static constexpr std::uint32_t kEmbeddingSite = 1000;
  static constexpr std::uint32_t kRecurrentSite = 2000;
  DropoutSite site(std::uint32_t index) const { return {seed_, step_, index}; }

 private:
  void MaskRecurrentWeights(WorkerPool& pool);
  void Pack(WorkerPool& pool);
  void SumBiases();
  void FillTable(WorkerPool& pool);

  const Architecture architecture_;
  const DropoutRates dropout_;
  const std::uint64_t seed_;
  const ParameterLayout layout_;
  const bool has_table_;
  const std::size_t table_width_;
  const Scalar* weights_ = nullptr;
  bool training_ = false;
  std::uint32_t step_ = 0;
  std::vector<Layer> layers_;
  GemmPanels<Scalar> decoder_;           // D^T [hidden, vocab]
  GemmPanels<Scalar> decoder_backward_;  // D [vocab, hidden]
  AlignedVector<Scalar> table_;
};

}  // namespace lukewarm::train
