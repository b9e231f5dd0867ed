// A mutation fuzzer for compilers without libFuzzer: the same seed gives the
// same inputs everywhere.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <string>

#include "base/rng.h"
#include "fuzz/corpus.h"

namespace lukewarm {
namespace {

using Bytes = std::vector<std::uint8_t>;

class Mutator {
 public:
  explicit Mutator(std::uint64_t seed) : rng_(seed) {}

  Bytes Next() {
    Bytes input = corpus_[Below(corpus_.size())];
    for (std::size_t n = 1 + Below(4); n > 0; --n) Mutate(input);
    // Half of the inputs stay broken at the surface.
    if (Below(2) == 0) Mend(input);
    return input;
  }

 private:
  std::size_t Below(std::size_t bound) {
    return static_cast<std::size_t>(rng_.NextU64() % bound);
  }

  void Mutate(Bytes& input) {
    const std::size_t at = Below(input.size() + 1);
    const auto place = input.begin() + static_cast<std::ptrdiff_t>(at);
    const std::size_t rest = input.size() - at;
    switch (Below(8)) {
      case 0:
        if (rest > 0) *place ^= static_cast<std::uint8_t>(1u << Below(8));
        break;
      case 1:
        if (rest > 0) *place = static_cast<std::uint8_t>(Below(256));
        break;
      case 2: {  // one piece for another, or inserted
        const std::string& word = dictionary_[Below(dictionary_.size())];
        const std::size_t cut = std::min(Below(12), rest);
        input.erase(place, place + static_cast<std::ptrdiff_t>(cut));
        input.insert(input.begin() + static_cast<std::ptrdiff_t>(at),
                     word.begin(), word.end());
        break;
      }
      case 3:
        input.resize(at);
        break;
      case 4: {
        const std::size_t size = std::min(Below(32), rest);
        input.erase(place, place + static_cast<std::ptrdiff_t>(size));
        break;
      }
      case 5: {  // a stretch of another input, or of this one
        const Bytes& other = corpus_[Below(corpus_.size())];
        const std::size_t from = Below(other.size());
        const std::size_t size = std::min(Below(200), other.size() - from);
        const auto begin = other.begin() + static_cast<std::ptrdiff_t>(from);
        input.insert(place, begin, begin + static_cast<std::ptrdiff_t>(size));
        break;
      }
      case 6: {  // another number
        const auto digit = std::find_if(place, input.end(), [](auto byte) {
          return byte >= '0' && byte <= '9';
        });
        if (digit != input.end()) {
          *digit = static_cast<std::uint8_t>('0' + Below(10));
        }
        break;
      }
      default:
        input.insert(place, Below(9), static_cast<std::uint8_t>(Below(256)));
    }
  }

  Rng rng_;
  const std::vector<Bytes> corpus_ = Corpus();
  const std::vector<std::string> dictionary_ = Dictionary();
};

int Run(int argc, char** argv) {
  std::uint64_t iterations = 20000, seed = 1;
  for (int i = 1; i + 1 < argc; i += 2) {
    const std::uint64_t value = std::strtoull(argv[i + 1], nullptr, 10);
    if (std::strcmp(argv[i], "--iterations") == 0) iterations = value;
    if (std::strcmp(argv[i], "--seed") == 0) seed = value;
  }
  for (const Bytes& input : Corpus()) {
    LLVMFuzzerTestOneInput(input.data(), input.size());
  }
  const char* keep = std::getenv("LUKEWARM_FUZZ_KEEP");
  Mutator mutator(seed);
  for (std::uint64_t i = 0; i < iterations; ++i) {
    const Bytes input = mutator.Next();
    // The input that crashes is the last one kept.
    if (keep != nullptr) {
      std::ofstream(keep, std::ios::binary)
          .write(reinterpret_cast<const char*>(input.data()),
                 static_cast<std::streamsize>(input.size()));
    }
    LLVMFuzzerTestOneInput(input.data(), input.size());
  }
  std::printf("%llu inputs from seed %llu, all properties hold\n",
              static_cast<unsigned long long>(iterations),
              static_cast<unsigned long long>(seed));
  return 0;
}

}  // namespace
}  // namespace lukewarm

int main(int argc, char** argv) { return lukewarm::Run(argc, argv); }
