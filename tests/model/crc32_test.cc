#include "model/crc32.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace lukewarm {
namespace {

std::uint32_t Crc(std::string_view text) {
  Crc32 crc;
  crc.Update(text.data(), text.size());
  return crc.value();
}

// The check value of CRC-32/ISO-HDLC in the catalogue of parametrised CRC
// algorithms (G. Cook), and zlib's for others.
TEST(Crc32, GivesThePublishedValues) {
  EXPECT_EQ(Crc("123456789"), 0xCBF43926u);
  EXPECT_EQ(Crc(""), 0u);
  EXPECT_EQ(Crc("a"), 0xE8B7BE43u);
  EXPECT_EQ(Crc("The quick brown fox jumps over the lazy dog"), 0x414FA339u);
}

TEST(Crc32, PiecesGiveTheWhole) {
  const std::string text = "one two three";
  for (std::size_t cut = 0; cut <= text.size(); ++cut) {
    Crc32 crc;
    crc.Update(text.data(), cut);
    crc.Update(text.data() + cut, text.size() - cut);
    EXPECT_EQ(crc.value(), Crc(text)) << cut;
  }
}

}  // namespace
}  // namespace lukewarm
