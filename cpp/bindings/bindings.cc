// What JavaScript sees. web/engine wraps it; nobody else calls it.
#include <emscripten/bind.h>

#include <cstdint>
#include <memory>
#include <span>
#include <string>

#include "bindings/last_error.h"
#include "bindings/web_session.h"
#include "engine/model.h"
#include "kernels/matvec.h"
#include "kernels/self_test.h"

namespace lukewarm {
namespace {

Error last_error{ErrorCode::kInvalidArgument, ""};

// Returns null, with LastError() set, if the bytes at `address` (a pointer
// from malloc, still the caller's) hold no model.
std::shared_ptr<Model> LoadModel(std::uintptr_t address, std::uint32_t size,
                                 bool f32) {
  auto model =
      Model::Load({reinterpret_cast<const std::uint8_t*>(address), size},
                  f32 ? Precision::kF32 : Precision::kInt8);
  if (!model) {
    SetLastError(model.error());
    return nullptr;
  }
  return std::const_pointer_cast<Model>(*model);
}

std::string TokenText(const Model& model, int id) {
  return model.tokenizer().TokenText(id);
}

std::string ErrorCodeName() { return std::string(CodeName(LastError().code)); }
std::string ErrorMessage() { return LastError().message; }
std::string CurrentKernelName() {
  return std::string(KernelName(CurrentKernel()));
}
bool ForceKernelByName(const std::string& name) {
  for (const Kernel kernel : AvailableKernels()) {
    if (KernelName(kernel) == name) return ForceKernel(kernel);
  }
  return false;
}

std::shared_ptr<WebSession> Fork(const WebSession& session) {
  return std::make_shared<WebSession>(session);
}

}  // namespace

bool SetLastError(const Error& error) {
  last_error = error;
  return false;
}
const Error& LastError() { return last_error; }

EMSCRIPTEN_BINDINGS(lukewarm) {
  using emscripten::class_;
  using emscripten::function;
  function("loadModel", &LoadModel);
  function("selfTest", &SelfTest);
  function("kernel", &CurrentKernelName);
  function("forceKernel", &ForceKernelByName);
  function("errorCode", &ErrorCodeName);
  function("errorMessage", &ErrorMessage);
  class_<Model>("Model")
      .smart_ptr<std::shared_ptr<Model>>("ModelPointer")
      .function("tokenText", &TokenText);
  class_<WebSession>("Session")
      .smart_ptr_constructor(
          "SessionPointer",
          &std::make_shared<WebSession, const std::shared_ptr<Model>&,
                            std::uint32_t, std::uint32_t>)
      .function("configure", &WebSession::Configure)
      .function("feed", &WebSession::Feed)
      .function("replacements", &WebSession::Replacements)
      .function("begin", &WebSession::Begin)
      .function("run", &WebSession::Run)
      .function("choose", &WebSession::Choose)
      .function("fork", &Fork)
      .function("distribution", &WebSession::Distribution)
      .function("score", &WebSession::Score)
      .function("ids", &WebSession::Ids)
      .function("probabilities", &WebSession::Probabilities)
      .function("logProbabilities", &WebSession::LogProbabilities)
      .function("uniforms", &WebSession::Uniforms)
      .function("logits", &WebSession::Logits)
      .function("adjusted", &WebSession::Adjusted)
      .function("ranks", &WebSession::Ranks)
      .function("entropies", &WebSession::Entropies)
      .function("textEnds", &WebSession::TextEnds)
      .function("text", &WebSession::Text)
      .function("candidateIds", &WebSession::CandidateIds)
      .function("candidateProbabilities", &WebSession::CandidateProbabilities)
      .function("candidateAdjusted", &WebSession::CandidateAdjusted);
}

}  // namespace lukewarm
