// What tells one training from another: a checkpoint belongs to a training
// whose fingerprint is the same.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "model/config.h"
#include "train/corpus.h"
#include "train/train_options.h"

namespace lukewarm::train {

// Properties of a training: a name for people, a number.
using RunFingerprint = std::vector<std::pair<std::string, std::uint64_t>>;

// FNV-1a, 64 bits.
class Hash {
 public:
  void Add(std::uint64_t number) {
    for (int byte = 0; byte < 8; ++byte) {
      hash_ = (hash_ ^ (number >> (8 * byte) & 0xFF)) * 0x100000001B3;
    }
  }
  std::uint64_t value() const { return hash_; }

 private:
  std::uint64_t hash_ = 0xCBF29CE484222325;
};

// initial_model: tells the weights that training began with.
RunFingerprint MakeRunFingerprint(const Corpus& corpus,
                                  const NetworkConfig& network,
                                  const TrainOptions& options,
                                  std::uint64_t initial_model);

}  // namespace lukewarm::train
