// The products of training: weights packed into the panels of the training
// GEMM, once per step and by all threads, then shared by all of them.
#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include "kernels/gemm.h"
#include "nn/layer.h"
#include "train/dropout.h"

namespace lukewarm::train {

// Where y = W x + b lies in the network's flat array. W: [rows, cols].
struct ProductPlace {
  std::size_t weight = 0;  // offsets
  std::size_t bias = 0;
  std::size_t rows = 0;
  std::size_t cols = 0;
};

// A panel packing to do: B[i, j] = source[i * row_stride + j * column_stride].
template <typename Scalar>
struct Packing {
  GemmPanels<Scalar>* matrix;
  const Scalar* source;
  std::size_t row_stride;
  std::size_t column_stride;
};

// Gets ready in three rounds, MaskWeights() where there is weight dropout,
// Prepare(), FillTable(); in the first and the last every thread does its part.
// The flat array `weights` must stay where it is while the product is used.
template <typename Scalar>
class PreparedProduct : public TrainableProduct<Scalar> {
 public:
  // Sets the mask of this step and the masked weights.
  virtual void MaskWeights(const Scalar* /*weights*/,
                           const DropoutSite& /*site*/, double /*rate*/,
                           std::size_t /*thread*/, std::size_t /*threads*/) {}
  // Adds the packings to do. training: with the mask, and ready for Backward().
  virtual void Prepare(const Scalar* weights, bool training,
                       std::vector<Packing<Scalar>>& packings) = 0;
  virtual void FillTable(std::size_t /*thread*/, std::size_t /*threads*/) {}
};

template <typename Scalar>
using PreparedProductPointer = std::unique_ptr<PreparedProduct<Scalar>>;

// Returns W x + b of rows x. masked: whether MaskWeights() will be called.
template <typename Scalar>
PreparedProductPointer<Scalar> MakeMatrixProduct(const ProductPlace& place,
                                                 bool masked);

// Returns W x + b of rows x of the embedding at `embedding` [vocab, cols] that
// ids name, computed once per id, not once per position. The gradient with
// respect to the embedding is added with the others.
template <typename Scalar>
PreparedProductPointer<Scalar> MakeTableProduct(const ProductPlace& place,
                                                std::size_t embedding,
                                                std::size_t vocab);

// Returns W x + b of one-hot x that ids name: a lookup of columns.
template <typename Scalar>
PreparedProductPointer<Scalar> MakeOneHotProduct(const ProductPlace& place);

// Returns the rows of W that ids name.
template <typename Scalar>
PreparedProductPointer<Scalar> MakeLookupProduct(const ProductPlace& place);

}  // namespace lukewarm::train
