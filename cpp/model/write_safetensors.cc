#include <algorithm>
#include <cstddef>

#include "model/json_writer.h"
#include "model/safetensors.h"

namespace lukewarm {

std::vector<std::uint8_t> WriteSafetensors(
    std::span<const std::pair<std::string, std::string>> metadata,
    const TensorMap& tensors) {
  std::vector<TensorMap::const_iterator> order;
  order.reserve(tensors.size());
  for (auto it = tensors.begin(); it != tensors.end(); ++it) {
    order.push_back(it);
  }
  std::sort(order.begin(), order.end(), [](auto a, auto b) {
    const std::size_t a_size = ElementSize(a->second.dtype);
    const std::size_t b_size = ElementSize(b->second.dtype);
    return a_size != b_size ? a_size > b_size : a->first < b->first;
  });

  JsonWriter json;
  json.StartObject();
  json.Key("__metadata__");
  json.StartObject();
  for (const auto& [key, value] : metadata) {
    json.Key(key);
    json.String(value);
  }
  json.EndObject();
  std::size_t offset = 0;
  for (const auto& it : order) {
    const Tensor& tensor = it->second;
    json.Key(it->first);
    json.StartObject();
    json.Key("dtype");
    json.String(DTypeName(tensor.dtype));
    json.Key("shape");
    json.StartArray();
    for (std::size_t size : tensor.shape) json.Whole(size);
    json.EndArray();
    json.Key("data_offsets");
    json.StartArray();
    json.Whole(offset);
    offset += tensor.bytes.size();
    json.Whole(offset);
    json.EndArray();
    json.EndObject();
  }
  json.EndObject();

  std::string header = json.Take();
  header.append((0 - header.size()) % 8, ' ');
  std::vector<std::uint8_t> file;
  file.reserve(8 + header.size() + offset);
  for (std::size_t i = 0; i < 8; ++i) {
    file.push_back(
        static_cast<std::uint8_t>(std::uint64_t{header.size()} >> (8 * i)));
  }
  file.insert(file.end(), header.begin(), header.end());
  for (const auto& it : order) {
    const auto bytes = it->second.bytes;
    file.insert(file.end(), bytes.begin(), bytes.end());
  }
  return file;
}

}  // namespace lukewarm
