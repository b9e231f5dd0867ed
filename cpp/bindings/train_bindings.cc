// The training module as JavaScript sees it: web/engine/trainer.js wraps it,
// nobody else calls it. A module of its own, which only those load who train.
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "bindings/exports.h"
#include "bindings/web_trainer.h"

namespace lukewarm {

extern "C" {

// Settings are made one by one, then handed over to a trainer.
LUKEWARM_EXPORT TrainSettings* newSettings() { return new TrainSettings; }
LUKEWARM_EXPORT bool set(TrainSettings* settings, const char* name,
                         std::size_t size, double value) {
  return settings->Set({name, size}, value);
}

// Returns a trainer or null; frees the settings either way. `model` and
// `checkpoint` stay the caller's; their size is 0 where there is none.
LUKEWARM_EXPORT WebTrainer* newTrainer(TrainSettings* settings,
                                       const char* text, std::size_t size,
                                       const std::uint8_t* model,
                                       std::size_t model_size,
                                       const std::uint8_t* checkpoint,
                                       std::size_t checkpoint_size) {
  auto trainer =
      WebTrainer::Create({text, size}, std::move(*settings),
                         {model, model_size}, {checkpoint, checkpoint_size});
  delete settings;
  if (trainer) return new WebTrainer(*std::move(trainer));
  last_error = std::move(trainer.error());
  return nullptr;
}
LUKEWARM_EXPORT void freeTrainer(WebTrainer* trainer) { delete trainer; }

LUKEWARM_EXPORT bool step(WebTrainer* trainer) {
  return Succeeds(trainer->Step());
}
LUKEWARM_EXPORT const Text* facts(WebTrainer* trainer) {
  const auto facts = trainer->Facts();
  return Answer(facts.data(), facts.size_bytes());
}
LUKEWARM_EXPORT const Text* replacements(WebTrainer* trainer) {
  return Answer(trainer->replacements());
}

// Returns null, or bytes that are there until releaseBytes().
static std::vector<std::uint8_t> bytes;
LUKEWARM_EXPORT const Text* modelBytes(
    WebTrainer* trainer, bool latest, int bits, const char* name,
    std::size_t name_size, const char* license, std::size_t license_size,
    const char* data, std::size_t data_size) {
  ModelConfig description;
  description.name.assign(name, name_size);
  description.license.assign(license, license_size);
  description.training_data.assign(data, data_size);
  description.evaluation.split =
      "the last part of the text, state carried through";
  auto made = trainer->ModelBytes(description, latest, bits);
  if (!made) {
    last_error = std::move(made.error());
    return nullptr;
  }
  bytes = std::move(*made);
  return Answer(bytes.data(), bytes.size());
}
LUKEWARM_EXPORT const Text* checkpoint(WebTrainer* trainer) {
  bytes = trainer->Checkpoint();
  return Answer(bytes.data(), bytes.size());
}
LUKEWARM_EXPORT void releaseBytes() { std::vector<std::uint8_t>().swap(bytes); }

LUKEWARM_EXPORT const Text* errorCode() {
  return Answer(CodeName(last_error.code));
}
LUKEWARM_EXPORT const Text* errorMessage() {
  return Answer(last_error.message);
}

}  // extern "C"

}  // namespace lukewarm
