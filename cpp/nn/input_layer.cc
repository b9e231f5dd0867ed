#include "nn/input_layer.h"

#include <algorithm>
#include <utility>

#include "quant/quantize.h"

namespace lukewarm {

Result<InputLayer> InputLayer::Load(const Architecture& architecture,
                                    const TensorMap& tensors,
                                    Precision precision,
                                    std::size_t table_limit) {
  const std::size_t vocab = architecture.vocab_size;
  const std::size_t size = architecture.embedding_size;
  const std::size_t rows = architecture.Gates() * architecture.hidden_sizes[0];
  InputLayer layer;
  layer.embedding_size_ = size;
  auto linear = Linear::Load(tensors, "rnn.weight_ih_l0", "rnn.bias_ih_l0",
                             rows, architecture.InputSize(0), precision);
  if (!linear) return std::unexpected(std::move(linear.error()));
  layer.linear_ = *std::move(linear);

  if (size == 0) {  // one-hot: the table is the transposed matrix
    layer.table_.resize(vocab * rows);
    for (std::size_t token = 0; token < vocab; ++token) {
      layer.linear_.ApplyOneHot(
          token, std::span(layer.table_).subspan(token * rows, rows));
    }
    return layer;
  }

  if (precision == Precision::kF32) {
    auto embedding = LoadFloats(tensors, "encoder.weight", vocab, size);
    if (!embedding) return std::unexpected(std::move(embedding.error()));
    layer.embedding_.assign(embedding->begin(), embedding->end());
  } else {
    // By way of the 8-bit rows, so that a float file gives the text that it
    // gives once it is quantised.
    auto embedding = LoadMatrix(tensors, "encoder.weight", vocab, size);
    if (!embedding) return std::unexpected(std::move(embedding.error()));
    layer.integers_.resize(vocab * size);
    layer.scales_.resize(vocab);
    Activation row(size);
    for (std::size_t token = 0; token < vocab; ++token) {
      for (std::size_t i = 0; i < size; ++i) {
        row.values[i] =
            static_cast<float>(embedding->values[token * size + i]) *
            embedding->scales[token];
      }
      row.QuantizeByLargest();
      std::copy_n(row.integers.begin(), size, &layer.integers_[token * size]);
      layer.scales_[token] = row.scale;
    }
  }
  if (vocab <= table_limit / rows) {
    AlignedVector<float> table(vocab * rows);
    Activation row(size);
    AlignedVector<std::int32_t> sums;
    for (std::size_t token = 0; token < vocab; ++token) {
      layer.Apply(token, std::span(table).subspan(token * rows, rows), row,
                  sums);
    }
    layer.table_ = std::move(table);
    layer.embedding_ = {};
    layer.integers_ = {};
  }
  return layer;
}

void InputLayer::Embed(std::size_t token, Activation& embedding) const {
  if (integers_.empty()) {
    std::copy_n(&embedding_[token * embedding_size_], embedding_size_,
                embedding.values.begin());
  } else {
    std::copy_n(&integers_[token * embedding_size_], embedding_size_,
                embedding.integers.begin());
    embedding.scale = scales_[token];
  }
}

void InputLayer::Apply(std::size_t token, std::span<float> out,
                       Activation& embedding,
                       AlignedVector<std::int32_t>& sums) const {
  if (has_table()) {
    std::copy_n(&table_[token * rows()], rows(), out.begin());
    return;
  }
  Embed(token, embedding);
  linear_.Apply(embedding, out, sums);
}

}  // namespace lukewarm
