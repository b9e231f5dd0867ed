#include "quant/quantize_model_file.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <deque>
#include <expected>
#include <span>
#include <string>
#include <utility>

#include "model/stored_bits.h"
#include "quant/quantize.h"

namespace lukewarm {
namespace {

constexpr float kMaxHalf = 65504;

template <typename T>
std::span<const std::uint8_t> Bytes(const std::vector<T>& values) {
  return {reinterpret_cast<const std::uint8_t*>(values.data()),
          values.size() * sizeof(T)};
}

bool IsFloat(const Tensor& tensor) {
  return tensor.dtype == DType::kF32 || tensor.dtype == DType::kF16;
}

// Collects the tensors of the new file and owns the bytes that are new.
class Quantizer {
 public:
  Quantizer(const ModelFile& file, int bits) : file_(file), bits_(bits) {}

  std::expected<void, Error> Add(const std::string& name,
                                 const Tensor& tensor) {
    const int bits = StoredBits(file_.config.network, name, bits_);
    if (bits != 0) return AddMatrix(name, tensor, bits);
    // A float file may hold a tensor that is called as a matrix's companion.
    const bool is_new = tensors.emplace(name, tensor).second;
    const std::size_t rank = tensor.shape.size();
    if (!is_new || !IsFloat(tensor) || (rank != 1 && rank != 2)) return {};
    auto floats = rank == 1 ? LoadVector(file_.tensors, name, tensor.shape[0])
                            : LoadFloats(file_.tensors, name, tensor.shape[0],
                                         tensor.shape[1]);
    if (!floats) return std::unexpected(std::move(floats.error()));
    const bool fits_half = std::ranges::all_of(
        *floats, [](float value) { return std::fabs(value) <= kMaxHalf; });
    if (bits_ == 4 && rank == 1 && fits_half) {
      tensors[name] = {DType::kF16, tensor.shape,
                       halves_.emplace_back(ToHalfBytes(*floats))};
    }
    return {};
  }

  TensorMap tensors;

 private:
  std::expected<void, Error> AddMatrix(const std::string& name,
                                       const Tensor& tensor, int bits) {
    if (!IsFloat(tensor)) {
      return Fail(ErrorCode::kInvalidArgument,
                  "The model is quantised already. Quantise the file with the "
                  "float weights that it was made from.");
    }
    std::vector<std::size_t> shape = tensor.shape;
    shape.resize(2);  // another rank is refused as another shape
    const auto [rows, cols] = std::pair(shape[0], shape[1]);
    auto weights = LoadFloats(file_.tensors, name, rows, cols);
    if (!weights) return std::unexpected(std::move(weights.error()));
    const QuantizedMatrix& matrix =
        matrices_.emplace_back(QuantizeRows(*weights, rows, cols, bits));
    tensors[name + ".scale"] = {DType::kF32, {rows}, Bytes(matrix.scales)};
    if (bits == 8) {
      tensors[name] = {DType::kI8, {rows, cols}, Bytes(matrix.values)};
      return {};
    }
    tensors[name] = {DType::kU8, {rows, (cols + 1) / 2}, Bytes(matrix.nibbles)};
    tensors[name + ".group"] = {DType::kU8,
                                {rows, (cols + kGroupSize - 1) / kGroupSize},
                                Bytes(matrix.groups)};
    return {};
  }

  const ModelFile& file_;
  const int bits_;
  std::deque<std::vector<std::uint8_t>> halves_;
  std::deque<QuantizedMatrix> matrices_;
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
  Quantizer quantizer(file, bits);
  for (const auto& [name, tensor] : file.tensors) {
    auto added = quantizer.Add(name, tensor);
    if (!added) return std::unexpected(std::move(added.error()));
  }
  ModelConfig config = file.config;
  config.bits = bits;
  return WriteModelFile(config, quantizer.tensors);
}

}  // namespace lukewarm
