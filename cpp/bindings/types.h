// How C++ types cross to JavaScript beyond what embind knows: a Result as its
// value or a Failure, a vector as an array, a string_view as the bytes of a
// string or Uint8Array. A Result of a unique_ptr gives JavaScript the object.
//
// Errors cross as values. An exception thrown through WebAssembly would skip
// destructors; web/engine/module.js throws instead, when the call is over.
#pragma once

#include <emscripten/bind.h>
#include <emscripten/val.h>

#include <cstddef>
#include <limits>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace lukewarm {

// JavaScript's numbers are doubles. Returns the whole number, or `none` for
// what is not one or is too large.
template <typename Whole>
Whole ToWhole(double value, Whole none) {
  constexpr auto kLargest =
      static_cast<double>(std::numeric_limits<Whole>::max());
  if (!(value >= 0 && value < kLargest)) return none;
  const auto whole = static_cast<Whole>(value);
  return static_cast<double>(whole) == value ? whole : none;
}

// A value_object that goes to JavaScript only, which saves every field's
// setter.
template <typename T>
class ResultObject {
 public:
  explicit ResultObject(const char* name) : object_(name) {}

  // One function per type of field, not a copy at every field.
  template <typename Field>
  [[gnu::noinline]] ResultObject& field(const char* name, Field T::* member) {
    using namespace emscripten::internal;
    const auto get = &MemberAccess<T, Field>::template getWire<T>;
    const auto set = &Ignore;
    _embind_register_value_object_field(
        TypeID<T>::get(), name, TypeID<Field>::get(), getSignature(get),
        reinterpret_cast<GenericFunction>(get), getContext(member),
        TypeID<Field>::get(), getSignature(set),
        reinterpret_cast<GenericFunction>(set), nullptr);
    return *this;
  }

 private:
  static void Ignore(void*, T&, int) {}

  emscripten::value_object<T> object_;
};

// Returns the error as JavaScript sees it.
emscripten::val ToFailure(Error& error);

}  // namespace lukewarm

namespace emscripten::internal {

template <typename T>
struct BindingType<lukewarm::Result<T>> {
  using WireType = EM_VAL;
  static WireType toWireType(lukewarm::Result<T>&& result, rvp::default_tag) {
    return BindingType<val>::toWireType(ToVal(result), rvp::default_tag{});
  }

 private:
  static val ToVal(lukewarm::Result<T>& result) {
    if (!result) return lukewarm::ToFailure(result.error());
    if constexpr (std::is_void_v<T>) {
      return val::undefined();
    } else if constexpr (requires { result->release(); }) {
      return val(result->release(), allow_raw_pointers());
    } else {
      return val(*std::move(result));
    }
  }
};

template <typename T>
struct BindingType<std::vector<T>> {
  using WireType = EM_VAL;
  static WireType toWireType(const std::vector<T>& values, rvp::default_tag) {
    return BindingType<val>::toWireType(val::array(values), rvp::default_tag{});
  }
};

// Valid during the call. The wire format is that of std::string.
template <>
struct BindingType<std::string_view> {
  using WireType = BindingType<std::string>::WireType;
  static std::string_view fromWireType(WireType wire) {
    return {wire->data, wire->length};
  }
};

}  // namespace emscripten::internal
