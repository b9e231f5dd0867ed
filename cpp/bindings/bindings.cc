// What JavaScript sees: web/engine/module.js wraps it, nobody else calls it.
//
// Plain functions over pointers and numbers, exported under their own names. No
// embind: for what web/engine/module.js does in forty lines it would add 2.5 kB
// of glue and 1.5 kB of wasm, gzipped.
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "bindings/exports.h"
#include "bindings/web_session.h"
#include "engine/model.h"
#include "kernels/matvec.h"
#include "kernels/self_test.h"

namespace lukewarm {
namespace {

using ModelPointer = std::shared_ptr<const Model>;

}  // namespace

extern "C" {

// Returns a model, or null if the `size` bytes at `address`, which stay the
// caller's, hold none.
LUKEWARM_EXPORT ModelPointer* loadModel(const std::uint8_t* address,
                                        std::size_t size, bool f32) {
  auto model =
      Model::Load({address, size}, f32 ? Precision::kF32 : Precision::kInt8);
  if (model) return new ModelPointer(*std::move(model));
  last_error = std::move(model.error());
  return nullptr;
}
LUKEWARM_EXPORT void freeModel(ModelPointer* model) { delete model; }

LUKEWARM_EXPORT const Text* tokenText(ModelPointer* model, int id) {
  static std::string text;
  text = (*model)->tokenizer().TokenText(id);
  return Answer(text);
}

// The seed comes as its low and high 32 bits.
LUKEWARM_EXPORT WebSession* openSession(ModelPointer* model,
                                        std::uint32_t seed_low,
                                        std::uint32_t seed_high) {
  return new WebSession(*model, std::uint64_t{seed_high} << 32 | seed_low);
}
LUKEWARM_EXPORT WebSession* forkSession(WebSession* session) {
  return new WebSession(*session);
}
LUKEWARM_EXPORT void freeSession(WebSession* session) { delete session; }

LUKEWARM_EXPORT bool configure(WebSession* session, double temperature,
                               double top_k, double top_p, double min_p,
                               double typical_p, double repetition_penalty,
                               double presence_penalty,
                               double frequency_penalty,
                               bool temperature_last) {
  return Succeeds(session->Configure(
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

LUKEWARM_EXPORT bool feed(WebSession* session, const char* text,
                          std::size_t size) {
  return Succeeds(session->Feed({text, size}));
}
LUKEWARM_EXPORT const Text* replacements(WebSession* session) {
  return Answer(session->replacements());
}
LUKEWARM_EXPORT void begin(WebSession* session, double max_tokens,
                           const char* stop, std::size_t size, bool goes_on) {
  session->Begin(static_cast<std::size_t>(ToInt(max_tokens)), {stop, size},
                 goes_on ? Ending::kGoesOn : Ending::kOver);
}
LUKEWARM_EXPORT int run(WebSession* session, int count, int candidates,
                        int chosen) {
  return session->Run(count, candidates, chosen);
}
LUKEWARM_EXPORT void choose(WebSession* session, int id) {
  session->Choose(id);
}
LUKEWARM_EXPORT void distribution(WebSession* session, int count) {
  session->Distribution(count);
}
LUKEWARM_EXPORT bool score(WebSession* session, const char* text,
                           std::size_t size) {
  return Succeeds(session->Score({text, size}));
}
LUKEWARM_EXPORT bool activations(WebSession* session, const char* text,
                                 std::size_t size, int layer, unsigned parts) {
  return Succeeds(session->Activations({text, size}, layer, parts));
}

LUKEWARM_EXPORT const Text* text(WebSession* session) {
  return Answer(session->text());
}
LUKEWARM_EXPORT const void* columnAddress(WebSession* session,
                                          WebSession::Column column) {
  return session->Read(column).data;
}
LUKEWARM_EXPORT std::size_t columnSize(WebSession* session,
                                       WebSession::Column column) {
  return session->Read(column).size;
}

LUKEWARM_EXPORT const Text* errorCode() {
  return Answer(CodeName(last_error.code));
}
LUKEWARM_EXPORT const Text* errorMessage() {
  return Answer(last_error.message);
}

LUKEWARM_EXPORT bool selfTest() { return SelfTest(); }
LUKEWARM_EXPORT const Text* kernel() {
  return Answer(KernelName(CurrentKernel()));
}
LUKEWARM_EXPORT bool forceKernel(const char* name, std::size_t size) {
  for (const Kernel kernel : AvailableKernels()) {
    if (KernelName(kernel) == std::string_view(name, size)) {
      return ForceKernel(kernel);
    }
  }
  return false;
}

}  // extern "C"

}  // namespace lukewarm
