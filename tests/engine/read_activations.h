// A text read to its end by an ActivationReader, a few tokens at a time.
#pragma once

#include <string_view>
#include <utility>
#include <vector>

#include "engine/activations.h"

namespace lukewarm {

struct Activations {
  Encoding encoding;
  std::vector<float> values;
};

inline Result<Activations> ReadActivations(const Model& model,
                                           std::string_view text, int layer,
                                           unsigned parts,
                                           std::size_t slice = 3) {
  auto reader = ActivationReader::Create(model, text, layer, parts);
  if (!reader) return std::unexpected(std::move(reader.error()));
  while (reader->Next(slice) > 0) {
  }
  return Activations{reader->encoding(), reader->values()};
}

}  // namespace lukewarm
