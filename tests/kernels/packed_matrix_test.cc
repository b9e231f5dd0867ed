#include "kernels/packed_matrix.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <vector>

#include "base/rng.h"

namespace lukewarm {
namespace {

TEST(PackedMatrix, GivesBackEveryWeightAndPadsWithZeros) {
  Rng rng(1);
  for (std::size_t rows : {1, 15, 16, 17, 33})
    for (std::size_t cols : {1, 3, 4, 5, 11}) {
      std::vector<std::int8_t> weights(rows * cols);
      for (std::int8_t& weight : weights)
        weight = static_cast<std::int8_t>(rng.NextU64());
      const PackedMatrix matrix(weights, rows, cols);
      EXPECT_EQ(matrix.rows(), rows);
      EXPECT_EQ(matrix.cols(), cols);
      EXPECT_EQ(matrix.padded_rows() % PackedMatrix::kRowBlock, 0u);
      EXPECT_EQ(matrix.padded_cols() % PackedMatrix::kColGroup, 0u);
      for (std::size_t r = 0; r < matrix.padded_rows(); ++r) {
        std::int32_t sum = 0;
        for (std::size_t c = 0; c < matrix.padded_cols(); ++c) {
          const int expected = r < rows && c < cols ? weights[r * cols + c] : 0;
          ASSERT_EQ(matrix.At(r, c), expected) << rows << 'x' << cols;
          sum += expected;
        }
        EXPECT_EQ(matrix.offsets()[r], -64 * sum);
      }
    }
}

TEST(PackedMatrix, StartsOnA64ByteBoundary) {
  const PackedMatrix matrix(std::vector<std::int8_t>(15), 5, 3);
  EXPECT_EQ(reinterpret_cast<std::uintptr_t>(matrix.data()) % 64, 0u);
  EXPECT_EQ(reinterpret_cast<std::uintptr_t>(matrix.offsets()) % 64, 0u);
}

TEST(PackedMatrix, EmptyHasNoRowsAndNoColumns) {
  const PackedMatrix matrix;
  EXPECT_EQ(matrix.padded_rows(), 0u);
  EXPECT_EQ(matrix.padded_cols(), 0u);
}

}  // namespace
}  // namespace lukewarm
