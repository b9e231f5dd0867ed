#include "kernels/matvec.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <set>
#include <string>
#include <vector>

#include "base/aligned.h"
#include "base/rng.h"
#include "kernels/self_test.h"

namespace lukewarm {
namespace {

struct Problem {
  std::size_t rows, cols;
  std::vector<std::int8_t> weights;
  AlignedVector<std::uint8_t> x;  // past `cols` 255, which must not matter

  Problem(std::size_t row_count, std::size_t col_count)
      : rows(row_count),
        cols(col_count),
        weights(rows * cols),
        x((cols + 3) / 4 * 4, 255) {}

  static Problem Random(std::size_t rows, std::size_t cols) {
    Problem problem(rows, cols);
    Rng rng(rows, cols);
    for (std::int8_t& weight : problem.weights)
      weight = static_cast<std::int8_t>(rng.NextU64());
    for (std::size_t c = 0; c < cols; ++c)
      problem.x[c] = static_cast<std::uint8_t>(1 + rng.NextU64() % 127);
    return problem;
  }

  static Problem Constant(std::size_t rows, std::size_t cols, int weight,
                          int activation) {
    Problem problem(rows, cols);
    std::ranges::fill(problem.weights, static_cast<std::int8_t>(weight));
    std::fill_n(problem.x.begin(), cols, static_cast<std::uint8_t>(activation));
    return problem;
  }

  // The law, from the weights as they are.
  std::vector<std::int32_t> Definition() const {
    std::vector<std::int32_t> out(rows);
    for (std::size_t r = 0; r < rows; ++r)
      for (std::size_t c = 0; c < cols; ++c)
        out[r] += weights[r * cols + c] * (x[c] - 64);
    return out;
  }

  std::vector<std::int32_t> Computed() const {
    const PackedMatrix matrix(weights, rows, cols);
    AlignedVector<std::int32_t> out(matrix.padded_rows(), -1);
    MatVec(matrix, x.data(), out.data());
    return {out.begin(), out.begin() + static_cast<std::ptrdiff_t>(rows)};
  }
};

// Forces each kernel in turn, and puts the default back.
class MatVecTest : public testing::Test {
 protected:
  ~MatVecTest() override { ForceKernel(before_); }

  template <typename Check>
  void ForEveryKernel(Check check) {
    for (Kernel kernel : AvailableKernels()) {
      SCOPED_TRACE(std::string(KernelName(kernel)));
      ASSERT_TRUE(ForceKernel(kernel));
      check();
    }
  }

  const Kernel before_ = CurrentKernel();
};

TEST_F(MatVecTest, EqualsTheDefinitionForEveryShape) {
  for (std::size_t rows = 1; rows <= 70; ++rows)
    for (std::size_t cols = 1; cols <= 70; ++cols) {
      const Problem problem = Problem::Random(rows, cols);
      const auto expected = problem.Definition();
      ForEveryKernel([&] {
        ASSERT_EQ(problem.Computed(), expected) << rows << 'x' << cols;
      });
    }
}

TEST_F(MatVecTest, EqualsTheDefinitionForBigShapes) {
  for (const auto& [rows, cols] :
       {std::pair<std::size_t, std::size_t>{2048, 512},
        {1027, 1025},
        {129, 4099},
        {10001, 64}}) {
    const Problem problem = Problem::Random(rows, cols);
    const auto expected = problem.Definition();
    ForEveryKernel([&] {
      ASSERT_EQ(problem.Computed(), expected) << rows << 'x' << cols;
    });
  }
}

TEST_F(MatVecTest, OfSeveralVectorsEqualsOneAfterTheOther) {
  for (const auto& [rows, cols] : {std::pair<std::size_t, std::size_t>{1, 1},
                                   {16, 4},
                                   {17, 6},
                                   {150, 67},
                                   {2048, 130}})
    for (std::size_t count = 0; count <= 20; ++count) {
      const Problem problem = Problem::Random(rows, cols);
      const PackedMatrix matrix(problem.weights, rows, cols);
      const std::size_t x_stride = (cols + 15) / 16 * 16 + 16;
      const std::size_t out_stride = matrix.padded_rows() + 16;
      AlignedVector<std::uint8_t> x(count * x_stride + 64);
      Rng rng(count);
      for (std::uint8_t& value : x)
        value = static_cast<std::uint8_t>(rng.NextU64() % 128);
      AlignedVector<std::int32_t> expected(count * out_stride, -1);
      for (std::size_t t = 0; t < count; ++t)
        MatVec(matrix, &x[t * x_stride], &expected[t * out_stride]);
      ForEveryKernel([&] {
        AlignedVector<std::int32_t> out(count * out_stride, -1);
        MatMul(matrix, x.data(), x_stride, count, out.data(), out_stride);
        ASSERT_EQ(out, expected) << rows << 'x' << cols << ' ' << count;
      });
    }
}

// A pair of products that saturated 16 bits would show here.
TEST_F(MatVecTest, NeverSaturatesAtTheExtremes) {
  for (std::size_t cols : {1, 2, 3, 4, 512, 4096})
    for (int weight : {-128, -127, -1, 0, 1, 127})
      for (int activation : {0, 1, 63, 64, 65, 126, 127}) {
        const Problem problem = Problem::Constant(20, cols, weight, activation);
        ForEveryKernel([&] {
          ASSERT_EQ(problem.Computed(), std::vector<std::int32_t>(
                                            20, static_cast<int>(cols) *
                                                    weight * (activation - 64)))
              << weight << " * " << activation << " x " << cols;
        });
      }
}

// No model is that wide, but a sum past 32 bits must not differ either.
TEST_F(MatVecTest, SumsPast32BitsWrapAlike) {
  constexpr int kCols = 300000;
  const Problem problem = Problem::Constant(16, kCols, -128, 127);
  const std::int64_t sum = std::int64_t{kCols} * -128 * 63;
  ASSERT_LT(sum, std::numeric_limits<std::int32_t>::min());
  ForEveryKernel([&] {
    EXPECT_EQ(problem.Computed(),
              std::vector<std::int32_t>(16, static_cast<std::int32_t>(sum)));
  });
}

TEST_F(MatVecTest, EmptyMatrixWritesNothing) {
  const PackedMatrix matrix;
  AlignedVector<std::uint8_t> x(16, 1);
  AlignedVector<std::int32_t> out(16, 77);
  ForEveryKernel([&] {
    MatVec(matrix, x.data(), out.data());
    EXPECT_EQ(out, AlignedVector<std::int32_t>(16, 77));
  });
}

TEST_F(MatVecTest, ForcedKernelIsTheOneThatRuns) {
  ForEveryKernel([] {});
  for (Kernel kernel : AvailableKernels()) {
    ASSERT_TRUE(ForceKernel(kernel));
    EXPECT_EQ(CurrentKernel(), kernel);
    // Beyond the contract the instruction sets differ, which tells them apart:
    // with 8-bit activations AVX2 saturates, the others do not.
    const auto out = Problem::Constant(16, 4, 127, 255).Computed();
    const int exact = 4 * 127 * (255 - 64);
    const int saturated = 2 * 32767 - 4 * 127 * 64;
    if (kernel == Kernel::kAvx2) {
      EXPECT_EQ(out[0], saturated);
    } else if (kernel != Kernel::kNeon && kernel != Kernel::kNeonDot) {
      EXPECT_EQ(out[0], exact) << KernelName(kernel);
    }
  }
}

TEST_F(MatVecTest, ScalarIsAvailableAndTheFastestIsTheDefault) {
  EXPECT_EQ(AvailableKernels().front(), Kernel::kScalar);
  EXPECT_EQ(before_, AvailableKernels().back());
}

TEST_F(MatVecTest, UnavailableKernelIsRefusedAndChangesNothing) {
  ASSERT_TRUE(ForceKernel(Kernel::kScalar));
  std::set<std::string_view> names;
  for (Kernel kernel :
       {Kernel::kScalar, Kernel::kSimd128, Kernel::kRelaxedSimd,
        Kernel::kRelaxedSimdSplit, Kernel::kAvx2, Kernel::kAvxVnni,
        Kernel::kAvx512Vnni, Kernel::kNeon, Kernel::kNeonDot}) {
    EXPECT_TRUE(names.insert(KernelName(kernel)).second);
    if (std::ranges::count(AvailableKernels(), kernel) > 0) continue;
    EXPECT_FALSE(ForceKernel(kernel)) << KernelName(kernel);
    EXPECT_EQ(CurrentKernel(), Kernel::kScalar);
  }
}

TEST_F(MatVecTest, SelfTestHoldsAndLeavesTheKernelInUse) {
  ForEveryKernel([] {
    const Kernel kernel = CurrentKernel();
    EXPECT_TRUE(SelfTest());
    EXPECT_EQ(CurrentKernel(), kernel);
  });
}

}  // namespace
}  // namespace lukewarm
