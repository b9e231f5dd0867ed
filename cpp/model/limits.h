// How much a model file may ask for. A file is hostile until it is read: each
// of these is checked before anything of that size is allocated, and all of
// them are far above what a model that runs on one thread can use.
#pragma once

#include <cstddef>
#include <cstdint>

namespace lukewarm {

// A million words of ten letters with their quotes and commas. (The safetensors
// library itself stops at 100 MB.)
inline constexpr std::uint64_t kMaxHeaderBytes = std::uint64_t{16} << 20;
// 64 layers have 4 tensors each, a 4-bit matrix has 2 companions: 518 at most
// are ours.
inline constexpr std::size_t kMaxTensors = 4096;
inline constexpr std::size_t kMaxTensorNameBytes = 256;
inline constexpr std::size_t kMaxRank = 8;
// Keeps every product of two sizes, and a tensor's bytes, within 64 bits; 2^31
// floats are 8 GB, twice what WebAssembly can address.
inline constexpr std::uint64_t kMaxElements = std::uint64_t{1} << 31;
// The metadata's entries plus the tensors' four keys each.
inline constexpr std::size_t kMaxJsonKeys = 5 * kMaxTensors;
// The config is 3 deep. RapidJSON's parser recurses; this bounds its stack.
inline constexpr std::size_t kMaxJsonDepth = 8;

inline constexpr std::size_t kMaxVocabSize = 1'000'000;
// A 65,536-wide LSTM step is 34 billion products.
inline constexpr std::size_t kMaxWidth = 65'536;
inline constexpr std::size_t kMaxLayers = 64;
// It is read when a model is loaded.
inline constexpr std::size_t kMaxStartBytes = 256;
// A loss of 13.9 nats is a uniform guess over the largest vocab; the rest is
// room for a model that is very sure and wrong. Below 2^53 / 1e9, so nine
// decimals are exact.
inline constexpr double kMaxMeasure = 1e6;

}  // namespace lukewarm
