// From the unchecked tensors of a model file to matrices and vectors.
#include <algorithm>
#include <cmath>
#include <limits>

#include "base/message.h"
#include "quant/quantize.h"

namespace lukewarm {
namespace {

using Shape = std::vector<std::size_t>;

// A little above what kMaxWeight gives, so that a quantised file can be loaded.
constexpr float kMaxScale = kMaxWeight / 100;
constexpr unsigned kMaxGroup = 18;
// Of a vector that is missing in the file, so that no bytes bound its size.
constexpr std::size_t kMaxVector = std::size_t{1} << 24;

std::string ShapeText(const Shape& shape) {
  std::string text = "[";
  for (std::size_t size : shape) {
    if (text.size() > 1) text += ", ";
    text += WholeText(size);
  }
  text += "]";
  return text;
}

std::unexpected<Error> Corrupt(std::string_view name, std::string_view what) {
  return Fail(ErrorCode::kFileCorrupt,
              Sentence({"The model file's tensor ", Quote(name), " ", what,
                        ". Export or download the file again."}));
}

// Returns whether the bytes are as many as the shape says, and at least one.
bool FillsShape(const Tensor& tensor, const Shape& shape) {
  std::size_t bytes = ElementSize(tensor.dtype);
  for (std::size_t size : shape)
    if (__builtin_mul_overflow(bytes, size, &bytes)) return false;
  return bytes > 0 && tensor.bytes.size() == bytes;
}

Result<const Tensor*> Find(const TensorMap& tensors, std::string_view name,
                           const Shape& shape) {
  const auto found = tensors.find(name);
  if (found == tensors.end()) return Corrupt(name, "is missing");
  const Tensor& tensor = found->second;
  if (tensor.shape != shape)
    return Corrupt(name, Sentence({"should have the shape ", ShapeText(shape),
                                   " but has ", ShapeText(tensor.shape)}));
  if (!FillsShape(tensor, shape))
    return Corrupt(name, "has more or fewer bytes than its shape needs");
  return &tensor;
}

bool IsFloat(DType dtype) {
  return dtype == DType::kF32 || dtype == DType::kF16;
}

Result<std::vector<float>> CheckedFloats(const Tensor& tensor,
                                         std::string_view name) {
  if (!IsFloat(tensor.dtype))
    return Corrupt(name, "should hold F32 or F16 numbers");
  std::vector<float> floats = ToFloats(tensor);
  for (float value : floats)
    if (!(std::fabs(value) <= kMaxWeight))
      return Corrupt(name, "holds a number that is not finite or above 1e9");
  return floats;
}

Result<std::vector<float>> Scales(const TensorMap& tensors,
                                  std::string_view name, std::size_t rows) {
  const std::string scale_name = Sentence({name, ".scale"});
  auto scales = LoadVector(tensors, scale_name, rows);
  if (!scales) return scales;
  for (float scale : *scales)
    if (scale != 0 &&
        !(scale >= std::numeric_limits<float>::min() && scale <= kMaxScale))
      return Corrupt(scale_name,
                     "holds a scale that is negative, too small or too large");
  return scales;
}

Result<std::vector<std::int8_t>> Bytes(const Tensor& tensor,
                                       std::string_view name) {
  std::vector<std::int8_t> values(tensor.bytes.begin(), tensor.bytes.end());
  if (std::ranges::count(values, std::int8_t{-128}) > 0)
    return Corrupt(name, "holds -128, but weights are in [-127, 127]");
  return values;
}

// Fills in `values` from the nibbles and the groups.
Result<QuantizedMatrix> Expanded(QuantizedMatrix matrix,
                                 std::string_view name) {
  const std::size_t nibble_cols = (matrix.cols + 1) / 2;
  const std::size_t group_cols = (matrix.cols + kGroupSize - 1) / kGroupSize;
  matrix.values.reserve(matrix.rows * matrix.cols);
  for (std::size_t row = 0; row < matrix.rows; ++row) {
    for (std::size_t col = 0; col < matrix.cols; ++col) {
      const unsigned byte = matrix.nibbles[row * nibble_cols + col / 2];
      const unsigned nibble = col % 2 == 0 ? byte & 15 : byte >> 4;
      const unsigned group = matrix.groups[row * group_cols + col / kGroupSize];
      if (nibble == 0)
        return Corrupt(name, "holds -8, but 4-bit weights are in [-7, 7]");
      if (group < 1 || group > kMaxGroup)
        return Corrupt(Sentence({name, ".group"}),
                       "holds a multiplier outside [1, 18]");
      matrix.values.push_back(static_cast<std::int8_t>(
          (static_cast<int>(nibble) - 8) * static_cast<int>(group)));
    }
  }
  return matrix;
}

Result<QuantizedMatrix> LoadNibbles(const TensorMap& tensors,
                                    std::string_view name, std::size_t rows,
                                    std::size_t cols) {
  const auto nibbles = Find(tensors, name, {rows, cols / 2 + cols % 2});
  if (!nibbles) return std::unexpected(nibbles.error());
  const std::string group_name = Sentence({name, ".group"});
  const auto groups =
      Find(tensors, group_name,
           {rows, cols / kGroupSize + (cols % kGroupSize != 0)});
  if (!groups) return std::unexpected(groups.error());
  if ((*groups)->dtype != DType::kU8)
    return Corrupt(group_name, "should hold U8 numbers");
  auto scales = Scales(tensors, name, rows);
  if (!scales) return std::unexpected(scales.error());

  QuantizedMatrix matrix;
  matrix.rows = rows;
  matrix.cols = cols;
  matrix.scales = *std::move(scales);
  matrix.nibbles.assign((*nibbles)->bytes.begin(), (*nibbles)->bytes.end());
  matrix.groups.assign((*groups)->bytes.begin(), (*groups)->bytes.end());
  return Expanded(std::move(matrix), name);
}

}  // namespace

Result<QuantizedMatrix> LoadMatrix(const TensorMap& tensors,
                                   std::string_view name, std::size_t rows,
                                   std::size_t cols) {
  const auto found = tensors.find(name);
  if (found != tensors.end() && found->second.dtype == DType::kU8)
    return LoadNibbles(tensors, name, rows, cols);
  const auto tensor = Find(tensors, name, {rows, cols});
  if (!tensor) return std::unexpected(tensor.error());
  if (IsFloat((*tensor)->dtype)) {
    const auto floats = CheckedFloats(**tensor, name);
    if (!floats) return std::unexpected(floats.error());
    return QuantizeRows(*floats, rows, cols, 8);
  }
  auto values = Bytes(**tensor, name);
  if (!values) return std::unexpected(values.error());
  auto scales = Scales(tensors, name, rows);
  if (!scales) return std::unexpected(scales.error());
  return QuantizedMatrix{.rows = rows,
                         .cols = cols,
                         .values = *std::move(values),
                         .scales = *std::move(scales)};
}

Result<std::vector<float>> LoadFloats(const TensorMap& tensors,
                                      std::string_view name, std::size_t rows,
                                      std::size_t cols) {
  const auto found = tensors.find(name);
  if (found == tensors.end() || IsFloat(found->second.dtype)) {
    const auto tensor = Find(tensors, name, {rows, cols});
    if (!tensor) return std::unexpected(tensor.error());
    return CheckedFloats(**tensor, name);
  }
  const auto matrix = LoadMatrix(tensors, name, rows, cols);
  if (!matrix) return std::unexpected(matrix.error());
  std::vector<float> floats(matrix->values.size());
  for (std::size_t i = 0; i < floats.size(); ++i)
    floats[i] = matrix->values[i] * matrix->scales[i / cols];
  return floats;
}

Result<std::vector<float>> LoadVector(const TensorMap& tensors,
                                      std::string_view name, std::size_t size,
                                      bool optional) {
  if (optional && !tensors.contains(name)) {
    if (size > kMaxVector)
      return Corrupt(name, "would have to be larger than any model's");
    return std::vector<float>(size);
  }
  const auto tensor = Find(tensors, name, {size});
  if (!tensor) return std::unexpected(tensor.error());
  return CheckedFloats(**tensor, name);
}

}  // namespace lukewarm
