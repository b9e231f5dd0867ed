// The products of inference, loaded from a model file: integers, which the
// number contract is about, and f32, to compare with. After the int32 sum of an
// integer product comes one f32 multiplication by the scale and one addition of
// the bias. The f32 product is Eigen's; its sums have an order of their own.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>

#include "base/result.h"
#include "model/tensor.h"
#include "nn/layer.h"
#include "nn/plan.h"

namespace lukewarm {

// kInt8 is what generates text, the same on every machine. kF32 keeps float
// weights and is there to compare with: evaluation, and the tests against other
// frameworks.
enum class Precision : std::uint8_t { kInt8, kF32 };

// Returns the product that `plan` describes. Errors: as LoadMatrix().
Result<std::unique_ptr<Product<float>>> LoadProduct(const ProductPlan& plan,
                                                    const TensorMap& tensors,
                                                    Precision precision);

// Returns W x + b for every one-hot x, to be looked up by id. Errors: as
// LoadMatrix().
Result<std::unique_ptr<Product<float>>> LoadOneHotTable(
    const ProductPlan& plan, const TensorMap& tensors, Precision precision);

// Returns W x + b for every row x [size] of an embedding of `vocab` ids, to be
// looked up by id: the very bits that looking up and multiplying give.
std::unique_ptr<Product<float>> MakeTable(const Product<float>& embedding,
                                          std::size_t vocab, std::size_t size,
                                          const Product<float>& product,
                                          std::size_t rows);

}  // namespace lukewarm
