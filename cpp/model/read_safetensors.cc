#include <array>
#include <cstddef>
#include <optional>

#include "base/message.h"
#include "model/json_reader.h"
#include "model/limits.h"
#include "model/number_text.h"
#include "model/safetensors.h"

namespace lukewarm {
namespace {

constexpr std::size_t kLengthBytes = 8;

// A tensor as the header describes it, unchecked.
struct Entry {
  std::string name;
  std::string dtype;
  std::vector<std::size_t> shape;
  std::array<std::uint64_t, 2> offsets{};
  std::size_t offset_count = 0;
  bool has_shape = false;
  bool placed = false;
};

Error Damaged(std::string_view name, std::string_view what) {
  return {ErrorCode::kFileCorrupt,
          Sentence({"The file is damaged: tensor ", Quote(name), " ", what,
                    ". Download or make it again."})};
}

class HeaderVisitor final : public JsonVisitor {
 public:
  bool Visit(std::span<const std::string_view> path, JsonKind kind,
             std::string_view text) override {
    if (path.empty()) {
      return kind == JsonKind::kObject || Malformed("the header");
    }
    const bool metadata = path[0] == "__metadata__";
    if (path.size() == 1) {
      if (kind != JsonKind::kObject) return Malformed(path[0]);
      return metadata || AddEntry(path[0]);
    }
    if (metadata) {
      // The format allows only strings.
      if (kind != JsonKind::kString) return Malformed(path[1]);
      contents.metadata.emplace_back(path[1], text);
      return true;
    }
    return Field(entries.back(), path, kind, text) || Malformed(path[0]);
  }

  Safetensors contents;
  std::vector<Entry> entries;

 private:
  bool Malformed(std::string_view where) {
    return Refuse(
        ErrorCode::kFileCorrupt,
        Sentence({"The file is damaged: invalid safetensors header at ",
                  Quote(where), ". Download or make it again."}));
  }

  bool AddEntry(std::string_view name) {
    if (entries.size() == kMaxTensors || name.size() > kMaxTensorNameBytes) {
      return Malformed(name);
    }
    entries.emplace_back().name = name;
    return true;
  }

  static bool Field(Entry& entry, std::span<const std::string_view> path,
                    JsonKind kind, std::string_view text) {
    const std::string_view key = path[1];
    if (key == "dtype") {
      entry.dtype = text;
      return kind == JsonKind::kString;
    }
    const bool shape = key == "shape";
    if (!shape && key != "data_offsets") return false;
    if (path.size() == 2) {
      entry.has_shape |= shape;
      return kind == JsonKind::kArray;
    }
    const auto number =
        kind == JsonKind::kNumber ? ParseWhole(text) : std::nullopt;
    if (!number) return false;
    if (shape) {
      if (*number > kMaxElements || entry.shape.size() == kMaxRank) {
        return false;
      }
      entry.shape.push_back(static_cast<std::size_t>(*number));
      return true;
    }
    if (entry.offset_count == entry.offsets.size()) return false;
    entry.offsets[entry.offset_count++] = *number;
    return true;
  }
};

std::optional<DType> ParseDType(std::string_view name) {
  for (DType dtype : {DType::kF32, DType::kF16, DType::kI8, DType::kU8}) {
    if (name == DTypeName(dtype)) return dtype;
  }
  return std::nullopt;
}

// Puts `entry`, which begins where the one before it ended, into `tensors`.
std::optional<Error> Place(const Entry& entry, std::uint64_t begin,
                           std::span<const std::uint8_t> data,
                           TensorMap& tensors) {
  if (entry.offset_count != 2 || !entry.has_shape || entry.dtype.empty()) {
    return Damaged(entry.name, "has no dtype, shape or data_offsets");
  }
  const auto dtype = ParseDType(entry.dtype);
  if (!dtype) {
    return Error{
        ErrorCode::kFileUnsupported,
        Sentence({"Tensor ", Quote(entry.name), " has the dtype ",
                  Quote(entry.dtype),
                  ", which is not supported. Save it as F32 or F16."})};
  }
  std::uint64_t elements = 1;
  for (std::size_t size : entry.shape) {
    // Both factors are at most 2^31.
    elements *= size;
    if (elements > kMaxElements) {
      return Damaged(entry.name, "has too many elements");
    }
  }
  const auto [first, last] = entry.offsets;
  if (first != begin || last < first) {
    return Damaged(entry.name, "overlaps another, or leaves a gap before it");
  }
  if (last - first != elements * ElementSize(*dtype)) {
    return Damaged(entry.name, "has more or fewer bytes than its shape needs");
  }
  if (last > data.size()) {
    return Error{ErrorCode::kFileTruncated,
                 Sentence({"The file is incomplete: tensor ", Quote(entry.name),
                           " is beyond its end. Download or copy it again."})};
  }
  tensors.emplace(
      entry.name,
      Tensor{.dtype = *dtype,
             .shape = entry.shape,
             .bytes = data.subspan(static_cast<std::size_t>(first),
                                   static_cast<std::size_t>(last - first))});
  return std::nullopt;
}

}  // namespace

std::string_view DTypeName(DType dtype) {
  switch (dtype) {
    case DType::kF32:
      return "F32";
    case DType::kF16:
      return "F16";
    case DType::kI8:
      return "I8";
    case DType::kU8:
      return "U8";
  }
  return "";
}

const std::string* Safetensors::Metadata(std::string_view key) const {
  for (const auto& [name, value] : metadata) {
    if (name == key) return &value;
  }
  return nullptr;
}

Result<Safetensors> ReadSafetensors(std::span<const std::uint8_t> bytes) {
  if (bytes.size() < kLengthBytes) {
    return Fail(ErrorCode::kFileTruncated,
                Sentence({"The file is incomplete: it has only ",
                          WholeText(bytes.size()),
                          " bytes. Download or copy it again."}));
  }
  std::uint64_t length = 0;
  for (std::size_t i = kLengthBytes; i-- > 0;) length = length << 8 | bytes[i];
  if (length < 2 || length > kMaxHeaderBytes) {
    return Fail(ErrorCode::kFileCorrupt,
                "This is not a model file: it does not begin with a "
                "safetensors header. Check the address: a server may have sent "
                "a web page instead.");
  }
  const auto rest = bytes.subspan(kLengthBytes);
  if (length > rest.size()) {
    return Fail(ErrorCode::kFileTruncated,
                "The file is incomplete: it ends inside its header. Download "
                "or copy it again.");
  }
  const auto header_size = static_cast<std::size_t>(length);
  std::string header(rest.begin(), rest.begin() + header_size);
  const auto data = rest.subspan(header_size);

  HeaderVisitor visitor;
  if (auto read = ReadJson(header, "header", visitor); !read) {
    return std::unexpected(std::move(read.error()));
  }
  std::uint64_t end = 0;
  for (std::size_t n = visitor.entries.size(); n > 0; --n) {
    // Quadratic in a few dozen tensors, 4096 at most; a sort is 2 kB of code.
    Entry* next = nullptr;
    for (Entry& entry : visitor.entries) {
      if (entry.placed) continue;
      if (next == nullptr || entry.offsets < next->offsets) next = &entry;
    }
    if (auto error = Place(*next, end, data, visitor.contents.tensors)) {
      return std::unexpected(std::move(*error));
    }
    next->placed = true;
    end = next->offsets[1];
  }
  if (end != data.size()) {
    return Fail(ErrorCode::kFileCorrupt,
                Sentence({"The file is damaged: ", WholeText(data.size() - end),
                          " bytes at its end belong to no tensor. Download or "
                          "make it again."}));
  }
  return std::move(visitor.contents);
}

}  // namespace lukewarm
