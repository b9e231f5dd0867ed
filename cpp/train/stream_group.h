// The streams of one thread over one chunk of BPTT: activations, gradients,
// carried state. Groups share nothing but the network's weights, so they run
// side by side.
#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include "base/aligned.h"
#include "train/cell.h"
#include "train/network.h"

namespace lukewarm::train {

template <typename Scalar>
class StreamGroup {
 public:
  // Streams [first, first + streams) of `total`; length: positions of a chunk.
  StreamGroup(const Network<Scalar>& network, std::size_t streams,
              std::size_t first, std::size_t total, std::size_t length,
              bool training);

  // Runs one chunk forwards and backwards, carries the state on, and returns
  // the sum of the losses in nats. inputs, targets: token ids
  // [length, streams]. The gradient is that of the sum times `scale`; it
  // replaces what gradient() held.
  double Train(const Network<Scalar>& network, const int* inputs,
               const int* targets, Scalar scale);

  // Runs one chunk forwards, carries the state on, and returns the sum of the
  // losses over the targets that are not negative.
  double Score(const Network<Scalar>& network, const int* inputs,
               const int* targets);

  Scalar* gradient() { return gradient_.data(); }  // [layout().size()]
  std::size_t streams() const { return streams_; }

  // The carried state of every layer, h [streams, hidden], then the LSTM's c.
  std::vector<Scalar> State() const;
  void SetState(const std::vector<Scalar>& state);
  void ResetState(std::size_t stream);
  void ResetStates();

 private:
  void Forward(const Network<Scalar>& network, const int* inputs);
  void EmbedInputs(const Network<Scalar>& network, const int* inputs);
  void FillGates(const Network<Scalar>& network, std::size_t layer);
  void DropOutputs(const Network<Scalar>& network, std::size_t layer);
  double Decode(const Network<Scalar>& network, const int* targets,
                Scalar scale, bool backward);
  void Backward(const Network<Scalar>& network, const int* inputs);
  void BackwardTable(const Network<Scalar>& network);
  void BackwardInput(const Network<Scalar>& network, std::size_t layer,
                     const int* inputs);
  void CarryStates();
  // What layer `layer` reads; the decoder reads input(layers).
  const Scalar* input(std::size_t layer) const;

  const std::size_t streams_;
  const std::size_t first_;
  const std::size_t total_;
  const std::size_t length_;
  std::vector<std::unique_ptr<Cell<Scalar>>> cells_;
  // [0]: the embedded input; [l + 1]: layer l's output after dropout. Empty
  // where there is no embedding or no dropout. The masks likewise.
  std::vector<AlignedVector<Scalar>> inputs_;
  std::vector<AlignedVector<Scalar>> masks_;
  AlignedVector<Scalar> logits_;          // a block of rows [rows, vocab]
  AlignedVector<Scalar> table_gradient_;  // [vocab, gates x hidden]
  AlignedVector<Scalar> input_gradient_;  // [length, streams, embedding]
  AlignedVector<Scalar> gradient_;
};

}  // namespace lukewarm::train
