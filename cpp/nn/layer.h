// What all layers share. A layer is at work on a chunk: `length` positions of
// `streams` sequences, time-major: the row of position t and stream s is
// t * streams + s. Inference reads a chunk of one position of one stream, or a
// whole window; training reads a chunk of BPTT of a batch. The same forward
// step serves both. Where a layer multiplies by a matrix, it asks a Product:
// integers (inference), f32 (comparison) or the trainer's packed floats.
//
// A layer is a class template over its base: Layer<float> for inference, which
// has no backward step and links none, or TrainableLayer<float or double>.
// Layers hold no weights, only what a chunk computes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "base/aligned.h"

namespace lukewarm {

struct Extent {
  std::size_t length = 1;
  std::size_t streams = 1;
  std::size_t rows() const { return length * streams; }
};

// What a layer reads.
template <typename Scalar>
struct Input {
  const Scalar* rows = nullptr;  // [extent.rows(), size]; or null, and then:
  const int* ids = nullptr;      // [extent.rows()], rows of a table
  std::size_t size = 0;
};

// Room that products share; one per thread.
template <typename Scalar>
struct Scratch {
  AlignedVector<std::uint8_t> integers;
  AlignedVector<std::int32_t> sums;
  AlignedVector<Scalar> values;
};

// y = W x + b. b may be zero.
template <typename Scalar>
class Product {
 public:
  virtual ~Product() = default;

  // Sets y = W x + b for each of `count` rows. y: rows [count, rows of W], one
  // begins `y_stride` elements after the other.
  virtual void Set(const Input<Scalar>& x, std::size_t count, Scalar* y,
                   std::size_t y_stride, Scratch<Scalar>& scratch) const = 0;
  // The same, added to y. x is never ids.
  virtual void Add(const Scalar* x, std::size_t count, Scalar* y,
                   std::size_t y_stride, Scratch<Scalar>& scratch) const = 0;
};

// A product that can be learned. `dy` is the gradient with respect to y.
template <typename Scalar>
class TrainableProduct : public Product<Scalar> {
 public:
  // Sets dx = W^T dy, or adds it. dx: [count, cols of W].
  virtual void Backward(const Scalar* dy, std::size_t dy_stride,
                        std::size_t count, Scalar* dx,
                        bool accumulate) const = 0;
  // Adds the gradients with respect to W and b, and, where x is ids of an
  // embedding, with respect to its table. gradient: the network's flat array.
  virtual void AddGradients(const Input<Scalar>& x, const Scalar* dy,
                            std::size_t dy_stride, std::size_t count,
                            Scalar* gradient,
                            Scratch<Scalar>& scratch) const = 0;
};

// The weights of one layer, as its plan lists them.
template <typename ProductType, typename Scalar>
struct LayerWeights {
  std::vector<const ProductType*> products;
  std::vector<const Scalar*> values;  // by parameter; null for kProduct
  std::vector<std::size_t> offsets;   // of the parameters in the flat array;
                                      // training only
};

// What goes on inside a recurrent layer, after a step, for readers.
struct RecurrentView {
  std::size_t units = 0;
  std::size_t gates = 0;               // of them
  const float* hidden = nullptr;       // [units]
  const float* cell = nullptr;         // [units] or null
  const float* gate_values = nullptr;  // [gates, units]
};

template <typename T, typename P>
class LayerBase {
 public:
  using Scalar = T;
  using Weights = LayerWeights<P, T>;

  virtual ~LayerBase() = default;

  // Computes output() from `inputs`, one for each source. state: what the
  // streams carry, [vectors, streams, units], read and advanced.
  virtual void Forward(const Weights& weights, std::span<const Input<T>> inputs,
                       Extent extent, T* state, Scratch<T>& scratch) = 0;

  // What the last Forward() computed: rows of plan.output.size, one for every
  // position, or, of a layer that does not return sequences, for the last.
  const T* output() const { return output_; }

  // Sets the state of one stream before a text; it holds zeros.
  virtual void Start(const Weights&, T* /*state*/) const {}

 protected:
  const T* output_ = nullptr;
};

template <typename T>
class Layer : public LayerBase<T, Product<T>> {
 public:
  static constexpr bool kTrains = false;
  virtual RecurrentView View() const { return {}; }
};

template <typename T>
class TrainableLayer : public LayerBase<T, TrainableProduct<T>> {
 public:
  static constexpr bool kTrains = true;

  // Goes back through the chunk of the last Forward(), whose arguments these
  // are again. output_gradient: of the loss with respect to output(); may be
  // overwritten. input_gradient: what to set, [rows, input size], or null
  // where nobody asks. Adds to `gradient`, the network's flat array. Nothing
  // comes from beyond the chunk.
  virtual void Backward(const LayerWeights<TrainableProduct<T>, T>& weights,
                        const Input<T>& input, Extent extent,
                        T* output_gradient, T* input_gradient, T* gradient,
                        Scratch<T>& scratch) = 0;

  // Recurrent layers: multiplies the hidden state on its way to the recurrent
  // product by `mask` [streams, units] at every position of the chunk (locked
  // dropout, Gal and Ghahramani 2016); null: nothing.
  void set_state_mask(const T* mask) { state_mask_ = mask; }

 protected:
  const T* state_mask_ = nullptr;
};

// Makes room for `size` elements, and keeps what is larger.
template <typename T>
T* Room(AlignedVector<T>& vector, std::size_t size) {
  if (vector.size() < size) vector.resize(size);
  return vector.data();
}

}  // namespace lukewarm
