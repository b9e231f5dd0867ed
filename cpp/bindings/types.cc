#include "bindings/types.h"

namespace lukewarm {

EMSCRIPTEN_BINDINGS(types) {
  using namespace emscripten;

  ResultObject<Failure>("Failure")
      .field("code", &Failure::code)
      .field("message", &Failure::message);
  internal::_embind_register_std_string(
      internal::TypeID<std::string_view>::get(), "std::string_view");
}

}  // namespace lukewarm
