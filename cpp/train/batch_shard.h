// The sequences of one thread over one chunk of BPTT: activations, gradients,
// carried state. Shards share nothing but the network's weights, so they run
// side by side.
#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <vector>

#include "base/aligned.h"
#include "nn/layer.h"
#include "train/trainable_network.h"

namespace lukewarm::train {

template <typename Scalar>
class BatchShard {
 public:
  // Sequences [first, first + streams) of the `total` of the batch; length:
  // positions of a chunk. training: Train() will be called, not Score() alone.
  // The network must outlive the shard.
  BatchShard(const TrainableNetwork<Scalar>& network, std::size_t streams,
             std::size_t first, std::size_t total, std::size_t length,
             bool training);

  // Runs one chunk forwards and backwards, carries the state on, and returns
  // the sum of the losses in nats. inputs, targets: token ids
  // [length, streams]. The gradient is that of the sum times `scale`; it
  // replaces what gradient() held.
  double Train(const int* inputs, const int* targets, Scalar scale);

  // Runs one chunk forwards, carries the state on, and returns the sum of the
  // losses over the targets that are not negative.
  double Score(const int* inputs, const int* targets);

  Scalar* gradient() { return gradient_.data(); }  // [layout().size()]
  std::size_t first() const { return first_; }
  std::size_t streams() const { return extent_.streams; }

  // The carried state, by layer: [vectors, streams, units].
  AlignedVector<Scalar>& state() { return state_; }
  void ResetState(std::size_t stream);

 private:
  // What a layer gives and takes besides its own activations.
  struct Site {
    std::unique_ptr<TrainableLayer<Scalar>> layer;
    Input<Scalar> input;
    AlignedVector<Scalar> mask;        // of its output; [streams or rows, size]
    AlignedVector<Scalar> token_mask;  // [vocab]
    AlignedVector<Scalar> dropped;     // its output after dropout [rows, size]
    AlignedVector<Scalar> state_mask;  // [streams, units]
  };

  void Forward(const int* inputs);
  bool DropsOutput(std::size_t index) const;
  // How many positions of a layer's output have masks of their own.
  std::size_t MaskLength(std::size_t index) const;
  const Scalar* DropOutput(std::size_t index);
  void MultiplyByMask(std::size_t index, const Scalar* from, Scalar* to) const;
  double Loss(const int* targets, Scalar scale, bool backward);
  void Backward();

  const TrainableNetwork<Scalar>& network_;
  const Extent extent_;
  const std::size_t first_;
  const std::size_t total_;
  std::vector<Site> sites_;  // of the layers, the output last
  AlignedVector<Scalar> state_;
  AlignedVector<Scalar> logit_gradient_;  // a block of rows [rows, vocab]
  // With respect to what a layer gives, and to what it reads; they swap.
  std::array<AlignedVector<Scalar>, 2> row_gradients_;
  AlignedVector<Scalar> gradient_;
  Scratch<Scalar> scratch_;
};

}  // namespace lukewarm::train
