#include "quant/quantize_model_file.h"

#include <cstddef>
#include <deque>
#include <optional>
#include <span>
#include <string>
#include <utility>

#include "base/message.h"
#include "quant/quantize.h"

namespace lukewarm {
namespace {

template <typename T>
std::span<const std::uint8_t> Bytes(const std::vector<T>& values) {
  return {reinterpret_cast<const std::uint8_t*>(values.data()),
          values.size() * sizeof(T)};
}

// Replaces matrices by integers in `tensors`, biases by half floats, and owns
// their bytes.
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

  void HalveBiases() {
    for (auto& [name, tensor] : tensors_) {
      if (tensor.shape.size() != 1 || tensor.dtype != DType::kF32) continue;
      tensor.bytes = halves_.emplace_back(ToHalfBytes(ToFloats(tensor)));
      tensor.dtype = DType::kF16;
    }
  }

 private:
  TensorMap& tensors_;
  std::deque<std::vector<std::uint8_t>> halves_;
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
  TensorMap tensors = file.tensors;
  Quantizer quantizer(tensors);
  if (bits == 4) quantizer.HalveBiases();
  for (const auto& [name, rows, cols, stored_bits] :
       StoredMatrices(file.config.architecture, bits)) {
    auto error = quantizer.Replace(name, rows, cols, stored_bits);
    if (error) return std::unexpected(std::move(*error));
  }
  ModelConfig config = file.config;
  config.bits = bits;
  return WriteModelFile(config, tensors);
}

}  // namespace lukewarm
