#include "train/products.h"

#include <algorithm>

#include "kernels/rows.h"
#include "train/worker_pool.h"

namespace lukewarm::train {
namespace {

// Sets row r of y to the row of `table` [.., size] that ids[r] names.
template <typename Scalar>
void CopyRows(const Scalar* table, const int* ids, std::size_t count,
              std::size_t size, Scalar* y, std::size_t y_stride) {
  for (std::size_t r = 0; r < count; ++r) {
    std::copy_n(table + static_cast<std::size_t>(ids[r]) * size, size,
                y + r * y_stride);
  }
}

// Adds row r of dy to the row of `table` that ids[r] names.
template <typename Scalar>
void AddRows(const Scalar* dy, std::size_t dy_stride, const int* ids,
             std::size_t count, std::size_t size, Scalar* table) {
  for (std::size_t r = 0; r < count; ++r) {
    MakeRow(table + static_cast<std::size_t>(ids[r]) * size, size) +=
        MakeRow(dy + r * dy_stride, size);
  }
}

template <typename Scalar>
class MatrixProduct : public PreparedProduct<Scalar> {
 public:
  MatrixProduct(const ProductPlace& place, bool masked)
      : place_(place),
        mask_(masked ? place.rows * place.cols : 0),
        masked_(mask_.size()) {
    forward_.Resize(place.cols, place.rows);
    backward_.Resize(place.rows, place.cols);
  }

  void MaskWeights(const Scalar* weights, const DropoutSite& site, double rate,
                   std::size_t thread, std::size_t threads) final {
    if (mask_.empty()) return;
    const Range rows = Share(place_.rows, thread, threads);
    for (std::size_t r = rows.begin; r < rows.end; ++r) {
      const std::size_t first = r * place_.cols;
      FillDropoutMask(site, static_cast<std::uint32_t>(r), rate, place_.cols,
                      mask_.data() + first);
      MakeRow(masked_.data() + first, place_.cols) =
          MakeRow(weights + place_.weight + first, place_.cols) *
          MakeRow(mask_.data() + first, place_.cols);
    }
  }

  void Prepare(const Scalar* weights, bool training,
               std::vector<Packing<Scalar>>& packings) final {
    weights_ = weights;
    const Scalar* source =
        training && !masked_.empty() ? masked_.data() : weights + place_.weight;
    packings.push_back({&forward_, source, 1, place_.cols});
    if (training) packings.push_back({&backward_, source, place_.cols, 1});
  }

  void Set(const Input<Scalar>& x, std::size_t count, Scalar* y,
           std::size_t y_stride, Scratch<Scalar>&) const override {
    for (std::size_t r = 0; r < count; ++r) {
      std::copy_n(weights_ + place_.bias, place_.rows, y + r * y_stride);
    }
    Multiply(x.rows, place_.cols, count, forward_, y, y_stride, true);
  }

  void Add(const Scalar* x, std::size_t count, Scalar* y, std::size_t y_stride,
           Scratch<Scalar>&) const final {
    const auto bias = MakeRow(weights_ + place_.bias, place_.rows);
    for (std::size_t r = 0; r < count; ++r) {
      MakeRow(y + r * y_stride, place_.rows) += bias;
    }
    Multiply(x, place_.cols, count, forward_, y, y_stride, true);
  }

  void Backward(const Scalar* dy, std::size_t dy_stride, std::size_t count,
                Scalar* dx, bool accumulate) const final {
    Multiply(dy, dy_stride, count, backward_, dx, place_.cols, accumulate);
  }

  void AddGradients(const Input<Scalar>& x, const Scalar* dy,
                    std::size_t dy_stride, std::size_t count, Scalar* gradient,
                    Scratch<Scalar>&) const override {
    Scalar* dw = gradient + place_.weight;
    AddOuterProducts(dy, dy_stride, place_.rows, x.rows, place_.cols,
                     place_.cols, count, dw);
    auto db = MakeRow(gradient + place_.bias, place_.rows);
    for (std::size_t r = 0; r < count; ++r) {
      db += MakeRow(dy + r * dy_stride, place_.rows);
    }
    // A masked matrix belongs to this product alone, whose gradients are added
    // once a step, to zeros.
    if (!mask_.empty()) {
      MakeRow(dw, mask_.size()) *= MakeRow(mask_.data(), mask_.size());
    }
  }

 protected:
  const ProductPlace place_;
  const Scalar* weights_ = nullptr;

 private:
  GemmPanels<Scalar> forward_;   // W^T [cols, rows]
  GemmPanels<Scalar> backward_;  // W [rows, cols]
  AlignedVector<Scalar> mask_;   // [rows, cols], or empty
  AlignedVector<Scalar> masked_;
};

template <typename Scalar>
class TableProduct final : public MatrixProduct<Scalar> {
 public:
  TableProduct(const ProductPlace& place, std::size_t embedding,
               std::size_t vocab)
      : MatrixProduct<Scalar>(place, false),
        embedding_(embedding),
        vocab_(vocab),
        table_(vocab * place.rows) {}

  void FillTable(std::size_t thread, std::size_t threads) override {
    const Range ids = Share(vocab_, thread, threads);
    Scratch<Scalar> scratch;
    MatrixProduct<Scalar>::Set(Embedding(ids.begin), ids.end - ids.begin,
                               table_.data() + ids.begin * this->place_.rows,
                               this->place_.rows, scratch);
  }

  void Set(const Input<Scalar>& x, std::size_t count, Scalar* y,
           std::size_t y_stride, Scratch<Scalar>&) const override {
    CopyRows(table_.data(), x.ids, count, this->place_.rows, y, y_stride);
  }

  void AddGradients(const Input<Scalar>& x, const Scalar* dy,
                    std::size_t dy_stride, std::size_t count, Scalar* gradient,
                    Scratch<Scalar>& scratch) const override {
    const std::size_t rows = this->place_.rows;
    scratch.values.assign(table_.size(), Scalar{0});
    AddRows(dy, dy_stride, x.ids, count, rows, scratch.values.data());
    MatrixProduct<Scalar>::AddGradients(Embedding(0), scratch.values.data(),
                                        rows, vocab_, gradient, scratch);
    this->Backward(scratch.values.data(), rows, vocab_, gradient + embedding_,
                   true);
  }

 private:
  Input<Scalar> Embedding(std::size_t id) const {
    const std::size_t size = this->place_.cols;
    return {this->weights_ + embedding_ + id * size, nullptr, size};
  }

  const std::size_t embedding_;
  const std::size_t vocab_;
  AlignedVector<Scalar> table_;  // [vocab, rows]
};

// Products that ids alone go into; nobody adds them or asks for dx.
template <typename Scalar>
class IdProduct : public PreparedProduct<Scalar> {
 public:
  explicit IdProduct(const ProductPlace& place) : place_(place) {}

  void Prepare(const Scalar* weights, bool,
               std::vector<Packing<Scalar>>&) final {
    weights_ = weights;
  }
  void Add(const Scalar*, std::size_t, Scalar*, std::size_t,
           Scratch<Scalar>&) const final {}
  void Backward(const Scalar*, std::size_t, std::size_t, Scalar*,
                bool) const final {}

 protected:
  const ProductPlace place_;
  const Scalar* weights_ = nullptr;
};

template <typename Scalar>
class OneHotProduct final : public IdProduct<Scalar> {
 public:
  explicit OneHotProduct(const ProductPlace& place)
      : IdProduct<Scalar>(place), table_(place.cols * place.rows) {}

  void FillTable(std::size_t thread, std::size_t threads) override {
    const auto [weight, bias, rows, cols] = this->place_;
    const Range ids = Share(cols, thread, threads);
    for (std::size_t id = ids.begin; id < ids.end; ++id) {
      for (std::size_t r = 0; r < rows; ++r) {
        table_[id * rows + r] =
            this->weights_[weight + r * cols + id] + this->weights_[bias + r];
      }
    }
  }

  void Set(const Input<Scalar>& x, std::size_t count, Scalar* y,
           std::size_t y_stride, Scratch<Scalar>&) const override {
    CopyRows(table_.data(), x.ids, count, this->place_.rows, y, y_stride);
  }

  void AddGradients(const Input<Scalar>& x, const Scalar* dy,
                    std::size_t dy_stride, std::size_t count, Scalar* gradient,
                    Scratch<Scalar>& scratch) const override {
    const auto [weight, bias, rows, cols] = this->place_;
    scratch.values.assign(table_.size(), Scalar{0});
    AddRows(dy, dy_stride, x.ids, count, rows, scratch.values.data());
    auto db = MakeRow(gradient + bias, rows);
    for (std::size_t id = 0; id < cols; ++id) {
      const Scalar* column = scratch.values.data() + id * rows;
      db += MakeRow(column, rows);
      for (std::size_t r = 0; r < rows; ++r) {
        gradient[weight + r * cols + id] += column[r];
      }
    }
  }

 private:
  AlignedVector<Scalar> table_;  // [vocab, rows]
};

template <typename Scalar>
class LookupProduct final : public IdProduct<Scalar> {
 public:
  using IdProduct<Scalar>::IdProduct;

  void Set(const Input<Scalar>& x, std::size_t count, Scalar* y,
           std::size_t y_stride, Scratch<Scalar>&) const override {
    CopyRows(this->weights_ + this->place_.weight, x.ids, count,
             this->place_.cols, y, y_stride);
  }

  void AddGradients(const Input<Scalar>& x, const Scalar* dy,
                    std::size_t dy_stride, std::size_t count, Scalar* gradient,
                    Scratch<Scalar>&) const override {
    AddRows(dy, dy_stride, x.ids, count, this->place_.cols,
            gradient + this->place_.weight);
  }
};

}  // namespace

template <typename Scalar>
PreparedProductPointer<Scalar> MakeMatrixProduct(const ProductPlace& place,
                                                 bool masked) {
  return std::make_unique<MatrixProduct<Scalar>>(place, masked);
}

template <typename Scalar>
PreparedProductPointer<Scalar> MakeTableProduct(const ProductPlace& place,
                                                std::size_t embedding,
                                                std::size_t vocab) {
  return std::make_unique<TableProduct<Scalar>>(place, embedding, vocab);
}

template <typename Scalar>
PreparedProductPointer<Scalar> MakeOneHotProduct(const ProductPlace& place) {
  return std::make_unique<OneHotProduct<Scalar>>(place);
}

template <typename Scalar>
PreparedProductPointer<Scalar> MakeLookupProduct(const ProductPlace& place) {
  return std::make_unique<LookupProduct<Scalar>>(place);
}

#define LUKEWARM_INSTANTIATE(Scalar)                                 \
  template PreparedProductPointer<Scalar> MakeMatrixProduct<Scalar>( \
      const ProductPlace&, bool);                                    \
  template PreparedProductPointer<Scalar> MakeTableProduct<Scalar>(  \
      const ProductPlace&, std::size_t, std::size_t);                \
  template PreparedProductPointer<Scalar> MakeOneHotProduct<Scalar>( \
      const ProductPlace&);                                          \
  template PreparedProductPointer<Scalar> MakeLookupProduct<Scalar>( \
      const ProductPlace&)
LUKEWARM_INSTANTIATE(float);
LUKEWARM_INSTANTIATE(double);
#undef LUKEWARM_INSTANTIATE

}  // namespace lukewarm::train
