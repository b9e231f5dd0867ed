// lukewarm generate: prompt and continuation to standard output, notes to
// standard error.
#include <cstdint>
#include <cstdio>
#include <limits>
#include <optional>
#include <random>
#include <vector>

#include "cli/commands.h"
#include "cli/files.h"
#include "cli/options.h"
#include "cli/terminal.h"
#include "engine/beam_search.h"
#include "engine/generator.h"
#include "engine/session.h"

namespace lukewarm {
namespace {

struct GenerateOptions {
  std::string model;
  std::string prompt;
  SamplingOptions sampling;
  std::optional<std::uint64_t> seed;
  std::size_t max_tokens = 200;
  std::vector<std::string> stop;
  bool temperature_last = false;
  bool greedy = false;
  std::size_t beams = 0;
};

void NoteReplacements(const Encoding& encoding) {
  for (const auto& [from, to] : encoding.replacements) {
    Note("this model does not know \"" + from +
         "\": " + (to.empty() ? "skipped" : "read as \"" + to + "\""));
  }
}

Result<void> Sample(const std::shared_ptr<const Model>& model,
                    const std::string& prompt, const GenerateOptions& options) {
  const std::uint64_t seed =
      options.seed ? *options.seed : std::random_device()();
  Session session(model, seed);
  auto encoding = session.Feed(prompt);
  if (!encoding) return std::unexpected(std::move(encoding.error()));
  NoteReplacements(*encoding);
  if (!options.seed) {
    Note("seed " + std::to_string(seed));
  }
  PrintText(prompt);
  Generator generator(session, options.sampling, options.max_tokens,
                      options.stop);
  // main() reports what cannot be written.
  while (const auto step = generator.Next()) {
    if (!PrintText(step->text)) break;
  }
  return {};
}

Result<void> Search(const std::shared_ptr<const Model>& model,
                    const std::string& prompt, const GenerateOptions& options) {
  auto beams = BeamSearch(model, prompt, options.beams, options.max_tokens);
  if (!beams) return std::unexpected(std::move(beams.error()));
  char note[64];
  std::snprintf(note, sizeof note, "log-probability %.4f nats",
                beams->front().log_probability);
  Note(note);
  PrintText(prompt + beams->front().text);
  return {};
}

int Generate(GenerateOptions options) {
  if (options.temperature_last) {
    options.sampling.order = SamplingOrder::kTemperatureLast;
  }
  if (options.greedy) options.sampling.temperature = 0;
  if (auto valid = Validate(options.sampling); !valid) {
    return Report(valid.error());
  }
  const auto prompt = Normalize(options.prompt);
  if (!prompt) return Report(prompt.error());
  const auto model = OpenModel(options.model);
  if (!model) return Report(model.error());
  const auto done = options.beams > 0 ? Search(*model, *prompt, options)
                                      : Sample(*model, *prompt, options);
  return done ? 0 : Report(done.error());
}

}  // namespace

void AddGenerateCommand(CLI::App& app, int& status) {
  auto* command = app.add_subcommand(
      "generate", "Continue a prompt. The same seed gives the same text.");
  auto options = std::make_shared<GenerateOptions>();
  auto& sampling = options->sampling;
  command->add_option("MODEL", options->model, "model file")->required();
  command->add_option("--prompt,-p", options->prompt, "text to continue");
  AddNumber<double>(*command, "--temperature,-t", sampling.temperature,
                    {0, std::numeric_limits<double>::infinity()},
                    "0: greedy; 1: the model's probabilities; inf: uniform");
  AddNumber<int>(*command, "--top-k", sampling.top_k,
                 {0, std::numeric_limits<int>::max()}, "0: off");
  AddNumber<double>(*command, "--top-p", sampling.top_p, {0, 1}, "1: off");
  AddNumber<double>(*command, "--min-p", sampling.min_p, {0, 1}, "0: off");
  AddNumber<double>(*command, "--typical-p", sampling.typical_p, {0, 1},
                    "1: off");
  AddNumber<double>(*command, "--repetition-penalty",
                    sampling.repetition_penalty, {1e-6, 1e6}, "1: off");
  AddNumber<double>(*command, "--presence-penalty", sampling.presence_penalty,
                    {-1e6, 1e6}, "0: off");
  AddNumber<double>(*command, "--frequency-penalty", sampling.frequency_penalty,
                    {-1e6, 1e6}, "0: off");
  command->add_flag("--temperature-last", options->temperature_last,
                    "truncate before the temperature, as llama.cpp does");
  AddNumber<std::uint64_t>(*command, "--seed,-s", options->seed,
                           {0, std::numeric_limits<std::uint64_t>::max()},
                           "default: random, and printed");
  AddNumber<std::size_t>(*command, "--max-tokens,-n", options->max_tokens,
                         {0, kMostTokens}, "number of tokens to generate");
  command->add_option("--stop", options->stop,
                      "stop after this text has been generated (repeatable)");
  command->add_flag("--greedy", options->greedy, "the same as temperature 0");
  AddNumber<std::size_t>(*command, "--beam", options->beams, {0, 1000},
                         "beam search with so many beams; 0: sampling");
  AddKernelOption(*command);
  command->callback([options, &status] { status = Generate(*options); });
}

}  // namespace lukewarm
