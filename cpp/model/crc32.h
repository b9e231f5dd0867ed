// CRC-32 as zlib, PNG and Python's binascii.crc32 compute it (reflected
// polynomial 0xEDB88320), against accidental damage. The table is computed, not
// stored: 1 kB less to download.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace lukewarm {

class Crc32 {
 public:
  Crc32() {
    for (std::uint32_t byte = 0; byte < 256; ++byte) {
      std::uint32_t value = byte;
      for (int bit = 0; bit < 8; ++bit) {
        value = (value >> 1) ^ (0xEDB88320u & (0u - (value & 1u)));
      }
      table_[byte] = value;
    }
  }

  void Update(const void* data, std::size_t size) {
    const auto* bytes = static_cast<const std::uint8_t*>(data);
    for (std::size_t i = 0; i < size; ++i) {
      state_ = table_[(state_ ^ bytes[i]) & 0xFFu] ^ (state_ >> 8);
    }
  }

  // Returns the CRC of everything so far.
  std::uint32_t value() const { return ~state_; }

 private:
  std::array<std::uint32_t, 256> table_;
  std::uint32_t state_ = 0xFFFFFFFFu;
};

}  // namespace lukewarm
