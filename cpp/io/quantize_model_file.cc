#include <cstddef>
#include <deque>
#include <optional>
#include <span>
#include <string>
#include <utility>

#include "base/message.h"
#include "io/model_file.h"
#include "io/number_text.h"
#include "quant/quantize.h"

namespace lukewarm {
namespace {

template <typename T>
std::span<const std::uint8_t> Bytes(const std::vector<T>& values) {
  return {reinterpret_cast<const std::uint8_t*>(values.data()),
          values.size() * sizeof(T)};
}

// Replaces matrices by integers in `tensors`, and owns their bytes.
class Quantizer {
 public:
  explicit Quantizer(TensorMap& tensors) : tensors_(tensors) {}

  std::optional<Error> Replace(const std::string& name, std::size_t rows,
                               std::size_t cols, int bits) {
    const auto it = tensors_.find(name);
    if (it != tensors_.end() && it->second.dtype != DType::kF32 &&
        it->second.dtype != DType::kF16) {
      return Error{ErrorCode::kInvalidArgument,
                   "The model is quantised already. Quantise the file with the "
                   "float weights that it was made from."};
    }
    auto weights = LoadFloats(tensors_, name, rows, cols);
    if (!weights) return std::move(weights.error());
    const QuantizedMatrix& matrix =
        matrices_.emplace_back(QuantizeRows(*weights, rows, cols, bits));
    tensors_[name + ".scale"] = {DType::kF32, {rows}, Bytes(matrix.scales)};
    if (bits == 8) {
      it->second = {DType::kI8, {rows, cols}, Bytes(matrix.values)};
      return std::nullopt;
    }
    it->second = {DType::kU8, {rows, (cols + 1) / 2}, Bytes(matrix.nibbles)};
    tensors_[name + ".group"] = {DType::kU8,
                                 {rows, (cols + kGroupSize - 1) / kGroupSize},
                                 Bytes(matrix.groups)};
    return std::nullopt;
  }

 private:
  TensorMap& tensors_;
  std::deque<QuantizedMatrix> matrices_;  // which stay where they are
};

}  // namespace

Result<std::vector<std::uint8_t>> QuantizeModelFile(const ModelFile& file,
                                                    int bits) {
  if (bits == 32) return WriteModelFile(file.config, file.tensors);
  if (bits != 8 && bits != 4) {
    return Fail(ErrorCode::kInvalidArgument,
                "Weights can be stored in 8 or 4 bits, or 32 to leave them as "
                "they are.");
  }
  const Architecture& a = file.config.architecture;
  TensorMap tensors = file.tensors;
  Quantizer quantizer(tensors);
  std::optional<Error> error;
  if (a.embedding_size > 0) {
    error = quantizer.Replace("encoder.weight", a.vocab_size, a.embedding_size,
                              a.tied ? bits : 8);
  }
  for (std::size_t layer = 0; !error && layer < a.hidden_sizes.size();
       ++layer) {
    const std::string suffix = WholeText(layer);
    const std::size_t rows = a.Gates() * a.hidden_sizes[layer];
    error = quantizer.Replace("rnn.weight_ih_l" + suffix, rows,
                              a.InputSize(layer), bits);
    if (error) break;
    error = quantizer.Replace("rnn.weight_hh_l" + suffix, rows,
                              a.hidden_sizes[layer], bits);
  }
  if (!error && !a.tied) {
    error = quantizer.Replace("decoder.weight", a.vocab_size,
                              a.hidden_sizes.back(), bits);
  }
  if (error) return std::unexpected(std::move(*error));
  ModelConfig config = file.config;
  config.bits = bits;
  return WriteModelFile(config, tensors);
}

}  // namespace lukewarm
