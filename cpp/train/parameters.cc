#include "train/parameters.h"

#include <cmath>
#include <utility>

#include "base/rng.h"

namespace lukewarm::train {
namespace {

constexpr std::size_t kAlignment = 16;         // elements
constexpr std::uint64_t kInitialStream = 101;  // of the seed

}  // namespace

std::size_t ParameterLayout::Add(std::string name,
                                 std::vector<std::size_t> shape) {
  Parameter parameter{std::move(name), std::move(shape), size_, 1};
  for (const std::size_t extent : parameter.shape) parameter.size *= extent;
  size_ += (parameter.size + kAlignment - 1) / kAlignment * kAlignment;
  parameters_.push_back(std::move(parameter));
  return parameters_.back().offset;
}

ParameterLayout::ParameterLayout(const Architecture& architecture) {
  const std::size_t vocab = architecture.vocab_size;
  if (architecture.embedding_size > 0) {
    encoder_ = Add("encoder.weight", {vocab, architecture.embedding_size});
  }
  for (std::size_t l = 0; l < architecture.hidden_sizes.size(); ++l) {
    const std::size_t hidden = architecture.hidden_sizes[l];
    const std::size_t rows = architecture.Gates() * hidden;
    const std::string suffix = "_l" + std::to_string(l);
    Layer layer{};
    layer.weight_ih =
        Add("rnn.weight_ih" + suffix, {rows, architecture.InputSize(l)});
    layer.weight_hh = Add("rnn.weight_hh" + suffix, {rows, hidden});
    layer.bias_ih = Add("rnn.bias_ih" + suffix, {rows});
    layer.bias_hh = Add("rnn.bias_hh" + suffix, {rows});
    layers_.push_back(layer);
  }
  decoder_ = architecture.tied ? encoder_
                               : Add("decoder.weight",
                                     {vocab, architecture.hidden_sizes.back()});
  decoder_bias_ = Add("decoder.bias", {vocab});
}

std::size_t ParameterLayout::count() const {
  std::size_t count = 0;
  for (const Parameter& parameter : parameters_) count += parameter.size;
  return count;
}

template <typename Scalar>
void InitializeParameters(const Architecture& architecture,
                          const ParameterLayout& layout, std::uint64_t seed,
                          std::span<Scalar> weights) {
  Rng random(seed, kInitialStream);
  const auto fill = [&](std::size_t offset, std::size_t size, double limit) {
    for (std::size_t i = 0; i < size; ++i) {
      weights[offset + i] =
          static_cast<Scalar>(limit * (2 * random.NextDouble() - 1));
    }
  };
  const std::size_t vocab = architecture.vocab_size;
  if (architecture.embedding_size > 0) {
    fill(layout.encoder(), vocab * architecture.embedding_size,
         architecture.tied ? 0.1 : std::sqrt(3.0));
  }
  for (std::size_t l = 0; l < architecture.hidden_sizes.size(); ++l) {
    const auto& layer = layout.layer(l);
    const std::size_t hidden = architecture.hidden_sizes[l];
    const std::size_t rows = architecture.Gates() * hidden;
    const double limit = 1 / std::sqrt(static_cast<double>(hidden));
    fill(layer.weight_ih, rows * architecture.InputSize(l), limit);
    fill(layer.weight_hh, rows * hidden, limit);
    fill(layer.bias_ih, rows, limit);
    fill(layer.bias_hh, rows, limit);
  }
  if (!architecture.tied) {
    const std::size_t hidden = architecture.hidden_sizes.back();
    fill(layout.decoder(), vocab * hidden,
         1 / std::sqrt(static_cast<double>(hidden)));
  }
}

template void InitializeParameters(const Architecture&, const ParameterLayout&,
                                   std::uint64_t, std::span<float>);
template void InitializeParameters(const Architecture&, const ParameterLayout&,
                                   std::uint64_t, std::span<double>);

}  // namespace lukewarm::train
