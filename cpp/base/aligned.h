// A std::vector whose storage starts on a 64-byte boundary, for the vector
// kernels.
#pragma once

#include <cstddef>
#include <new>
#include <vector>

namespace lukewarm {

// WebAssembly loads vectors from any address: there one kind of vector is less
// code.
#ifdef __EMSCRIPTEN__

template <typename T>
using AlignedVector = std::vector<T>;

#else

template <typename T>
struct AlignedAllocator {
  using value_type = T;
  static constexpr std::align_val_t kAlignment{64};

  AlignedAllocator() = default;
  template <typename U>
  AlignedAllocator(const AlignedAllocator<U>&) {
  }  // NOLINT(google-explicit-constructor): the standard asks for it

  T* allocate(std::size_t count) {
    return static_cast<T*>(::operator new(count * sizeof(T), kAlignment));
  }
  void deallocate(T* pointer, std::size_t) {
    ::operator delete(pointer, kAlignment);
  }
  friend bool operator==(const AlignedAllocator&, const AlignedAllocator&) {
    return true;
  }
};

template <typename T>
using AlignedVector = std::vector<T, AlignedAllocator<T> >;

#endif

}  // namespace lukewarm
