// Limits of a model file, which may be hostile. Each is checked before anything
// of that size is allocated, and is far above what a model that runs on one
// thread can use.
#pragma once

#include <cstddef>
#include <cstdint>

namespace lukewarm {

// A million words of ten letters with their quotes and commas. (The safetensors
// library itself stops at 100 MB.)
inline constexpr std::uint64_t kMaxHeaderBytes = std::uint64_t{16} << 20;
// 64 bidirectional layers have 12 tensors each, and a 4-bit matrix has two
// more: 1,280 at most are ours.
inline constexpr std::size_t kMaxTensors = 4096;
inline constexpr std::size_t kMaxTensorNameBytes = 256;
inline constexpr std::size_t kMaxRank = 8;
// Keeps every product of two sizes, and a tensor's bytes, within 64 bits; 2^31
// floats are 8 GB, twice what WebAssembly can address.
inline constexpr std::uint64_t kMaxElements = std::uint64_t{1} << 31;
// The metadata's entries plus the tensors' four keys each.
inline constexpr std::size_t kMaxJsonKeys = 5 * kMaxTensors;
// The config is 5 deep. RapidJSON's parser recurses; this bounds its stack.
inline constexpr std::size_t kMaxJsonDepth = 8;

inline constexpr std::size_t kMaxVocabSize = 1'000'000;
// A 65,536-wide LSTM step is 34 billion products.
inline constexpr std::size_t kMaxWidth = 65'536;
inline constexpr std::size_t kMaxLayers = 64;
// Every token reads the whole window anew.
inline constexpr std::size_t kMaxWindow = 4096;
// The BOS text, which is read when a model is loaded.
inline constexpr std::size_t kMaxStartBytes = 256;
// Losses (13.9 nats are a uniform guess over the largest vocab), divisors,
// epsilons. With 15 digits a decimal number of this size is exact.
inline constexpr double kMaxDecimal = 1e9;

}  // namespace lukewarm
