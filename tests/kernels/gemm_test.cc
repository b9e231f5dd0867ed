#include "kernels/gemm.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include "base/rng.h"

namespace lukewarm {
namespace {

// Small whole numbers: every sum is exact, so results must be equal.
template <typename Scalar>
std::vector<Scalar> Numbers(std::size_t count, std::uint64_t seed) {
  Rng random(seed);
  std::vector<Scalar> numbers(count);
  for (Scalar& number : numbers) {
    number = static_cast<Scalar>(static_cast<int>(random.NextU64() % 9) - 4);
  }
  return numbers;
}

// Numbers whose sums round.
template <typename Scalar>
std::vector<Scalar> Fractions(std::size_t count, std::uint64_t seed) {
  Rng random(seed);
  std::vector<Scalar> numbers(count);
  for (Scalar& number : numbers) {
    number = static_cast<Scalar>(random.NextDouble() - 0.5);
  }
  return numbers;
}

template <typename Scalar>
class Gemm : public testing::Test {
 protected:
  ~Gemm() override { ForceGemmKernel(before_); }

  // Forces each kernel in turn.
  template <typename Check>
  static void ForEveryKernel(Check check) {
    for (const GemmKernel kernel : AvailableGemmKernels()) {
      SCOPED_TRACE(std::string(GemmKernelName(kernel)));
      ASSERT_TRUE(ForceGemmKernel(kernel));
      ASSERT_EQ(CurrentGemmKernel(), kernel);
      check();
    }
  }

  const GemmKernel before_ = CurrentGemmKernel();
};
using Scalars = testing::Types<float, double>;
TYPED_TEST_SUITE(Gemm, Scalars);

TYPED_TEST(Gemm, SumsInTheStatedOrderBitForBit) {
  for (const std::size_t rows : {1, 6, 7, 193}) {
    for (const std::size_t inner : {1, 255, 1024, 1025, 2100}) {
      for (const std::size_t columns : {1, 15, 64, 70}) {
        const auto a = Fractions<TypeParam>(rows * inner, 1);
        const auto b = Fractions<TypeParam>(inner * columns, 2);
        const auto start = Fractions<TypeParam>(rows * columns, 3);
        GemmPanels<TypeParam> packed;
        packed.Resize(inner, columns);
        packed.Pack(b.data(), columns, 1, 0, packed.panels());
        auto expected = start;
        for (std::size_t r = 0; r < rows; ++r) {
          for (std::size_t j = 0; j < columns; ++j) {
            for (std::size_t k = 0; k < inner; k += kInnerBlock) {
              TypeParam sum = 0;
              for (std::size_t i = k; i < std::min(k + kInnerBlock, inner);
                   ++i) {
                const TypeParam product = a[r * inner + i] * b[i * columns + j];
                sum += product;
              }
              expected[r * columns + j] += sum;
            }
          }
        }
        this->ForEveryKernel([&] {
          auto c = start;
          Multiply(a.data(), inner, rows, packed, c.data(), columns, true);
          ASSERT_EQ(c, expected) << rows << " x " << inner << " x " << columns;
        });
      }
    }
  }
}

TYPED_TEST(Gemm, EqualsScalarForEveryShape) {
  std::vector<std::size_t> sizes = {31, 32, 33, 63, 64, 65, 127, 130, 200};
  for (std::size_t n = 1; n <= 18; ++n) sizes.push_back(n);
  for (const std::size_t rows : {1, 2, 3, 4, 5, 6, 7, 12, 13, 193}) {
    for (const std::size_t inner : {1, 2, 17, 512, 515}) {
      for (const std::size_t columns : sizes) {
        const std::size_t a_stride = inner + 3, c_stride = columns + 5;
        const auto a = Numbers<TypeParam>(rows * a_stride, 1);
        const auto b = Numbers<TypeParam>(inner * columns, 2);
        const auto start = Numbers<TypeParam>(rows * c_stride, 3);
        std::vector<TypeParam> product(rows * columns);
        for (std::size_t r = 0; r < rows; ++r) {
          for (std::size_t k = 0; k < inner; ++k) {
            for (std::size_t j = 0; j < columns; ++j) {
              product[r * columns + j] +=
                  a[r * a_stride + k] * b[k * columns + j];
            }
          }
        }
        GemmPanels<TypeParam> packed;
        packed.Resize(inner, columns);
        packed.Pack(b.data(), columns, 1, 0, packed.panels());
        this->ForEveryKernel([&] {
          for (const bool accumulate : {false, true}) {
            auto c = start;
            Multiply(a.data(), a_stride, rows, packed, c.data(), c_stride,
                     accumulate);
            std::size_t wrong = 0;
            for (std::size_t r = 0; r < rows; ++r) {
              for (std::size_t j = 0; j < c_stride; ++j) {
                const std::size_t at = r * c_stride + j;
                TypeParam expected = start[at];  // beyond the columns
                if (j < columns) {
                  expected = product[r * columns + j] +
                             (accumulate ? start[at] : TypeParam{0});
                }
                wrong += c[at] != expected;
              }
            }
            ASSERT_EQ(wrong, 0u) << rows << " x " << inner << " x " << columns
                                 << ", accumulate " << accumulate;
          }
        });
      }
    }
  }
}

TYPED_TEST(Gemm, PackingTransposedEqualsPackingTheTranspose) {
  constexpr std::size_t kInner = 37, kColumns = 150;
  const auto b = Numbers<TypeParam>(kInner * kColumns, 1);
  std::vector<TypeParam> transposed(b.size());
  for (std::size_t i = 0; i < kInner; ++i) {
    for (std::size_t j = 0; j < kColumns; ++j) {
      transposed[j * kInner + i] = b[i * kColumns + j];
    }
  }
  GemmPanels<TypeParam> one, other;
  one.Resize(kInner, kColumns);
  other.Resize(kInner, kColumns);
  one.Pack(b.data(), kColumns, 1, 0, one.panels());
  for (std::size_t p = 0; p < other.panels(); ++p) {  // panel by panel
    other.Pack(transposed.data(), 1, kInner, p, p + 1);
  }
  const std::vector<TypeParam> first(one.panel(0), one.panel(one.panels()));
  const std::vector<TypeParam> second(other.panel(0),
                                      other.panel(other.panels()));
  EXPECT_EQ(first, second);
}

TYPED_TEST(Gemm, OuterProductsEqualTheSumOverPositions) {
  for (const auto& [count, m, n] :
       {std::tuple<std::size_t, std::size_t, std::size_t>{1, 1, 1},
        {3, 7, 65},
        {256, 193, 64},
        {300, 20, 70},
        {1025, 200, 3}}) {
    const std::size_t a_stride = m + 2, b_stride = n + 1;
    const auto a = Numbers<TypeParam>(count * a_stride, 1);
    const auto b = Numbers<TypeParam>(count * b_stride, 2);
    auto c = Numbers<TypeParam>(m * n, 3);
    auto expected = c;
    for (std::size_t p = 0; p < count; ++p) {
      for (std::size_t i = 0; i < m; ++i) {
        for (std::size_t j = 0; j < n; ++j) {
          expected[i * n + j] += a[p * a_stride + i] * b[p * b_stride + j];
        }
      }
    }
    AddOuterProducts(a.data(), a_stride, m, b.data(), b_stride, n, count,
                     c.data());
    EXPECT_EQ(c, expected) << count << " " << m << " " << n;
  }
}

}  // namespace
}  // namespace lukewarm
