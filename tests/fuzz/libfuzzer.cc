// The corpus, the dictionary and Mend() of a fuzzer, given to libFuzzer through
// its hooks; driver.cc is used instead where there is no libFuzzer.
#include <algorithm>
#include <cstring>

#include "base/rng.h"
#include "fuzz/corpus.h"

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size,
                                        std::size_t max_size);

// Starts again from the corpus now and then, inserts words of the dictionary,
// and mends half of the inputs.
extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data,
                                               std::size_t size,
                                               std::size_t max_size,
                                               unsigned int seed) {
  static const auto corpus = lukewarm::Corpus();
  static const auto dictionary = lukewarm::Dictionary();
  lukewarm::Rng rng(seed);
  const auto below = [&rng](std::size_t bound) {
    return static_cast<std::size_t>(rng.NextU64() % bound);
  };
  std::vector<std::uint8_t> input(data, data + size);
  if (below(64) == 0) input = corpus[below(corpus.size())];
  if (below(2) == 0) {
    const std::string& word = dictionary[below(dictionary.size())];
    const auto at = static_cast<std::ptrdiff_t>(below(input.size() + 1));
    input.insert(input.begin() + at, word.begin(), word.end());
  } else {
    const std::size_t used = input.size();
    input.resize(std::max(used, max_size));
    input.resize(LLVMFuzzerMutate(input.data(), used, max_size));
  }
  if (below(2) == 0) lukewarm::Mend(input);
  const std::size_t result = std::min(input.size(), max_size);
  std::memcpy(data, input.data(), result);
  return result;
}
