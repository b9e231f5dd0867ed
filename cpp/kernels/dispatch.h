// The implementations of one function, one of which is in use.
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <span>

namespace lukewarm {

template <typename Kernel, typename Function>
struct Implementation {
  Kernel kernel;
  Function function;
  bool (*runs_here)();  // whether this processor has the instructions
};

template <typename Kernel, typename Function, std::size_t size>
class Dispatch {
 public:
  // all: slowest first. The last one that runs here is in use at first.
  explicit Dispatch(
      const std::array<Implementation<Kernel, Function>, size>& all) {
    for (const auto& [kernel, function, runs_here] : all) {
      if (!runs_here()) continue;
      kernels_[count_] = kernel;
      functions_[count_++] = function;
    }
    current_ = count_ - 1;
  }

  // Returns those that run here.
  std::span<const Kernel> Available() const {
    return std::span(kernels_).first(count_);
  }

  Kernel CurrentKernel() const {
    return kernels_[current_.load(std::memory_order_relaxed)];
  }
  Function Current() const {
    return functions_[current_.load(std::memory_order_relaxed)];
  }

  // Uses `kernel` from now on; returns false, and changes nothing, if it does
  // not run here.
  bool Force(Kernel kernel) {
    for (std::size_t i = 0; i < count_; ++i) {
      if (kernels_[i] != kernel) continue;
      current_.store(i, std::memory_order_relaxed);
      return true;
    }
    return false;
  }

 private:
  std::array<Kernel, size> kernels_;
  std::array<Function, size> functions_;
  std::size_t count_ = 0;
  std::atomic<std::size_t> current_;
};

}  // namespace lukewarm
