// What a token brings to the first recurrent layer: W_ih x + b_ih, where x is
// the token one-hot or its embedding. For small vocabs this is a table with
// one row per token, made by the very product that it saves, so that looking
// up and computing give the same bits.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "base/aligned.h"
#include "base/result.h"
#include "model/config.h"
#include "nn/linear.h"

namespace lukewarm {

class InputLayer {
 public:
  // A table larger than this many floats is not made from embeddings.
  static constexpr std::size_t kTableLimit = std::size_t{4} << 20;

  InputLayer() = default;

  // Errors: as LoadMatrix(). `table_limit` is there for the tests.
  static Result<InputLayer> Load(const Architecture& architecture,
                                 const TensorMap& tensors, Precision precision,
                                 std::size_t table_limit = kTableLimit);

  // Returns gates x hidden.
  std::size_t rows() const { return linear_.rows(); }
  bool has_table() const { return !table_.empty(); }

  // Sets out = W_ih x + b_ih for `token`. out: [rows]
  void Apply(std::size_t token, std::span<float> out, Activation& embedding,
             AlignedVector<std::int32_t>& sums) const;

 private:
  void Embed(std::size_t token, Activation& embedding) const;

  Linear linear_;
  std::size_t embedding_size_ = 0;
  AlignedVector<float> table_;            // [vocab, rows] or empty
  AlignedVector<float> embedding_;        // kF32: [vocab, embedding]
  AlignedVector<std::uint8_t> integers_;  // kInt8: [vocab, embedding]
  AlignedVector<float> scales_;           // kInt8: [vocab]
};

}  // namespace lukewarm
