// Every truncation and every single bit flip of a file is read as what it was,
// or refused with a code and a sentence.
#include <gtest/gtest.h>

#include <string>

#include "model/sample_model.h"

namespace lukewarm {
namespace {

class Damage : public testing::TestWithParam<int> {};

bool IsSentence(const std::string& message) {
  return message.size() > 20 &&
         (message.back() == '.' || message.back() == '?');
}

TEST_P(Damage, EveryTruncationIsCalledTruncated) {
  const auto file = SampleFile(GetParam());
  for (std::size_t size = 0; size < file.size(); ++size) {
    // A copy of its own, so that a sanitizer sees a read past its end.
    const std::vector<std::uint8_t> part(
        file.begin(), file.begin() + static_cast<std::ptrdiff_t>(size));
    const auto read = ReadModelFile(part);
    ASSERT_FALSE(read) << size;
    EXPECT_EQ(read.error().code, ErrorCode::kFileTruncated) << size;
    EXPECT_TRUE(IsSentence(read.error().message)) << read.error().message;
  }
}

TEST_P(Damage, EveryAddedByteIsRefused) {
  auto file = SampleFile(GetParam());
  for (int i = 0; i < 16; ++i) {
    file.push_back(0);
    const auto read = ReadModelFile(file);
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().code, ErrorCode::kFileCorrupt);
  }
}

TEST_P(Damage, EveryBitFlipIsRefusedOrChangesNothing) {
  auto file = SampleFile(GetParam());
  const auto undamaged = file;
  const auto original = ReadModelFile(undamaged);
  ASSERT_TRUE(original);
  std::size_t harmless = 0;
  for (std::size_t bit = 0; bit < 8 * file.size(); ++bit) {
    const auto mask = static_cast<std::uint8_t>(1u << (bit % 8));
    file[bit / 8] ^= mask;
    const auto read = ReadModelFile(file);
    if (read) {
      ++harmless;
      ASSERT_TRUE(SameContent(*read, *original)) << "bit " << bit;
    } else {
      ASSERT_TRUE(IsSentence(read.error().message)) << read.error().message;
      ASSERT_TRUE(read.error().code == ErrorCode::kFileTruncated ||
                  read.error().code == ErrorCode::kFileCorrupt ||
                  read.error().code == ErrorCode::kFileUnsupported)
          << "bit " << bit;
    }
    file[bit / 8] ^= mask;
  }
  // Those in the key "checksum" itself, which turn it into another entry: few,
  // or the checksum is not looked at.
  EXPECT_LE(harmless, 64u);
  EXPECT_EQ(file, undamaged);
}

INSTANTIATE_TEST_SUITE_P(Bits, Damage, testing::Values(32, 8, 4));

}  // namespace
}  // namespace lukewarm
