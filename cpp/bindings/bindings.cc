// What JavaScript sees; web/engine wraps it, nobody else calls it.
//
// Free functions over pointers, not embind classes: those would add 5 kB of
// glue (gzipped) for what two small JavaScript classes do. Errors do not cross
// as exceptions, since those would skip C++ destructors and leak: a call
// returns 0 or false, and JavaScript asks for the error and throws.
#include <emscripten/bind.h>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>

#include "bindings/web_session.h"
#include "engine/model.h"
#include "kernels/matvec.h"
#include "kernels/self_test.h"

namespace lukewarm {
namespace {

using Pointer = std::uintptr_t;
using ModelPointer = std::shared_ptr<const Model>;

Error last_error{ErrorCode::kInvalidArgument, ""};

template <typename T>
bool Succeeds(Result<T> result) {
  if (!result) last_error = std::move(result.error());
  return result.has_value();
}

template <typename T>
T& At(Pointer pointer) {
  return *reinterpret_cast<T*>(pointer);
}

template <typename T>
void Free(Pointer pointer) {
  delete &At<T>(pointer);
}

// JavaScript's numbers are doubles: what is beyond an int is clamped, and what
// is negative or NaN becomes -1, which Validate() refuses.
int ToInt(double value) {
  constexpr double kLimit = 2147483647;
  if (!(value >= 0)) return -1;
  return static_cast<int>(std::min(value, kLimit));
}

// Returns a model, or 0 if the `size` bytes at `address`, which stay the
// caller's, hold none.
Pointer LoadModel(Pointer address, std::uint32_t size, bool f32) {
  auto model =
      Model::Load({reinterpret_cast<const std::uint8_t*>(address), size},
                  f32 ? Precision::kF32 : Precision::kInt8);
  if (model) return reinterpret_cast<Pointer>(new ModelPointer(*model));
  last_error = std::move(model.error());
  return 0;
}

std::string TokenText(Pointer model, int id) {
  return At<ModelPointer>(model)->tokenizer().TokenText(id);
}

// The seed comes as its low and high 32 bits.
Pointer OpenSession(Pointer model, std::uint32_t seed_low,
                    std::uint32_t seed_high) {
  const std::uint64_t seed = std::uint64_t{seed_high} << 32 | seed_low;
  return reinterpret_cast<Pointer>(
      new WebSession(At<ModelPointer>(model), seed));
}

Pointer ForkSession(Pointer session) {
  return reinterpret_cast<Pointer>(new WebSession(At<WebSession>(session)));
}

bool Configure(Pointer session, double temperature, double top_k, double top_p,
               double min_p, double typical_p, double repetition_penalty,
               double presence_penalty, double frequency_penalty,
               bool temperature_last) {
  return Succeeds(At<WebSession>(session).Configure(
      {.temperature = temperature,
       .top_k = ToInt(top_k),
       .top_p = top_p,
       .min_p = min_p,
       .typical_p = typical_p,
       .repetition_penalty = repetition_penalty,
       .presence_penalty = presence_penalty,
       .frequency_penalty = frequency_penalty,
       .order = temperature_last ? SamplingOrder::kTemperatureLast
                                 : SamplingOrder::kTemperatureFirst}));
}

bool Feed(Pointer session, const std::string& text) {
  return Succeeds(At<WebSession>(session).Feed(text));
}
std::string Replacements(Pointer session) {
  return At<WebSession>(session).replacements();
}
void Begin(Pointer session, double max_tokens, const std::string& stop,
           bool goes_on) {
  At<WebSession>(session).Begin(static_cast<std::size_t>(ToInt(max_tokens)),
                                stop,
                                goes_on ? Ending::kGoesOn : Ending::kOver);
}
int Run(Pointer session, int count, int candidates, int chosen) {
  return At<WebSession>(session).Run(count, candidates, chosen);
}
void Choose(Pointer session, int id) { At<WebSession>(session).Choose(id); }
void Distribution(Pointer session, int count) {
  At<WebSession>(session).Distribution(count);
}
bool Score(Pointer session, const std::string& text) {
  return Succeeds(At<WebSession>(session).Score(text));
}
bool Activations(Pointer session, const std::string& text, int layer,
                 unsigned parts) {
  return Succeeds(At<WebSession>(session).Activations(text, layer, parts));
}

std::string Text(Pointer session) { return At<WebSession>(session).text(); }
Pointer ColumnAddress(Pointer session, int column) {
  const auto which = static_cast<WebSession::Column>(column);
  return reinterpret_cast<Pointer>(At<WebSession>(session).Read(which).data);
}
int ColumnSize(Pointer session, int column) {
  const auto which = static_cast<WebSession::Column>(column);
  return static_cast<int>(At<WebSession>(session).Read(which).size);
}

std::string ErrorCodeName() { return std::string(CodeName(last_error.code)); }
std::string ErrorMessage() { return last_error.message; }

std::string CurrentKernelName() {
  return std::string(KernelName(CurrentKernel()));
}
bool ForceKernelByName(const std::string& name) {
  for (const Kernel kernel : AvailableKernels()) {
    if (KernelName(kernel) == name) return ForceKernel(kernel);
  }
  return false;
}

}  // namespace

EMSCRIPTEN_BINDINGS(lukewarm) {
  using emscripten::function;
  function("loadModel", &LoadModel);
  function("freeModel", &Free<ModelPointer>);
  function("tokenText", &TokenText);
  function("openSession", &OpenSession);
  function("forkSession", &ForkSession);
  function("freeSession", &Free<WebSession>);
  function("configure", &Configure);
  function("feed", &Feed);
  function("replacements", &Replacements);
  function("begin", &Begin);
  function("run", &Run);
  function("choose", &Choose);
  function("distribution", &Distribution);
  function("score", &Score);
  function("activations", &Activations);
  function("text", &Text);
  function("columnAddress", &ColumnAddress);
  function("columnSize", &ColumnSize);
  function("errorCode", &ErrorCodeName);
  function("errorMessage", &ErrorMessage);
  function("selfTest", &SelfTest);
  function("kernel", &CurrentKernelName);
  function("forceKernel", &ForceKernelByName);
}

}  // namespace lukewarm
