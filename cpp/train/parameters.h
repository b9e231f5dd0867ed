// Where every weight of a model lies in one flat array, under PyTorch's names:
// the optimiser sees one long vector, the network sees matrices, the model file
// sees tensors.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "model/config.h"

namespace lukewarm::train {

struct Parameter {
  std::string name;
  std::vector<std::size_t> shape;
  std::size_t offset = 0;  // of the first element in the flat array
  std::size_t size = 0;    // product of shape
};

class ParameterLayout {
 public:
  struct Layer {
    std::size_t weight_ih, weight_hh, bias_ih, bias_hh;  // offsets
  };

  explicit ParameterLayout(const Architecture& architecture);

  const std::vector<Parameter>& parameters() const { return parameters_; }
  // Length of the flat array; every tensor starts on a 64-byte boundary of it,
  // and the elements between two tensors stay zero.
  std::size_t size() const { return size_; }
  // How many weights there are.
  std::size_t count() const;

  std::size_t encoder() const { return encoder_; }  // unused for one-hot input
  std::size_t decoder() const { return decoder_; }  // the encoder's if tied
  std::size_t decoder_bias() const { return decoder_bias_; }
  const Layer& layer(std::size_t index) const { return layers_[index]; }

 private:
  std::size_t Add(std::string name, std::vector<std::size_t> shape);

  std::vector<Parameter> parameters_;
  std::vector<Layer> layers_;
  std::size_t size_ = 0;
  std::size_t encoder_ = 0;
  std::size_t decoder_ = 0;
  std::size_t decoder_bias_ = 0;
};

// Fills `weights` [layout.size()] with the start of a training, the same on
// every machine: recurrent layers and decoder uniform in +-1/sqrt(hidden), as
// PyTorch has it; the embedding uniform with variance 1, or in +-0.1 where the
// decoder shares it. (Rejected: an LSTM's forget bias at 1, Jozefowicz et al.
// 2015. A 512-unit model of Tiny Shakespeare then ends, after 16 passes, at
// 1.5136 nats held out against 1.4633.)
template <typename Scalar>
void InitializeParameters(const Architecture& architecture,
                          const ParameterLayout& layout, std::uint64_t seed,
                          std::span<Scalar> weights);

}  // namespace lukewarm::train
