// What libembind's own bind.cpp does for every type of C++, for the types that
// cross here: it would bring 1 kB of names into the download, gzipped.
#include "bindings/types.h"

#include <cstdint>
#include <limits>

namespace lukewarm {
namespace {

struct Failure {
  std::string code;
  std::string message;
};

emscripten::internal::InitFunc* first_binding = nullptr;

template <typename T>
void RegisterInteger(const char* name) {
  emscripten::internal::_embind_register_integer(
      emscripten::internal::TypeID<T>::get(), name, sizeof(T),
      std::numeric_limits<T>::min(), std::numeric_limits<T>::max());
}

// type: its place among JavaScript's typed arrays, as Emscripten lists them.
template <typename T>
void RegisterView(unsigned type) {
  using View = emscripten::memory_view<T>;
  emscripten::internal::_embind_register_memory_view(
      emscripten::internal::TypeID<View>::get(), type, "view");
}

}  // namespace

extern "C" {
const char* __getTypeName(const std::type_info*) { return ""; }
void _embind_initialize_bindings() {
  for (auto* binding = first_binding; binding; binding = binding->next) {
    binding->init_func();
  }
}
void _embind_register_bindings(emscripten::internal::InitFunc* binding) {
  binding->next = first_binding;
  first_binding = binding;
}
}

emscripten::val ToFailure(Error& error) {
  return emscripten::val(
      Failure{std::string(CodeName(error.code)), std::move(error.message)});
}

EMSCRIPTEN_BINDINGS(types) {
  using namespace emscripten::internal;

  _embind_register_void(TypeID<void>::get(), "void");
  _embind_register_bool(TypeID<bool>::get(), "bool", true, false);
  RegisterInteger<int>("int");
  RegisterInteger<unsigned>("unsigned int");
  RegisterInteger<unsigned long>("unsigned long");
  _embind_register_bigint(TypeID<std::uint64_t>::get(), "unsigned long long",
                          sizeof(std::uint64_t), 0,
                          std::numeric_limits<std::uint64_t>::max());
  _embind_register_float(TypeID<double>::get(), "double", sizeof(double));
  _embind_register_std_string(TypeID<std::string>::get(), "std::string");
  _embind_register_std_string(TypeID<std::string_view>::get(), "std::string");
  _embind_register_emval(TypeID<emscripten::val>::get());
  RegisterView<std::uint8_t>(1);
  RegisterView<int>(4);
  RegisterView<float>(6);
  RegisterView<double>(7);

  ResultObject<Failure>("Failure")
      .field("code", &Failure::code)
      .field("message", &Failure::message);
}

}  // namespace lukewarm
