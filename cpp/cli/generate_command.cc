// lukewarm generate: prompt and continuation to stdout, the rest to stderr.
#include <algorithm>
#include <cstdint>
#include <optional>
#include <random>
#include <vector>

#include "cli/commands.h"
#include "cli/files.h"
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

void Print(const std::string& text) {
  std::fwrite(text.data(), 1, text.size(), stdout);
}

// Says what of the prompt the model does not know.
void ReportReplacements(const Encoding& encoding) {
  for (const auto& [from, to] : encoding.replacements) {
    std::fprintf(stderr, "lukewarm: this model does not know \"%s\": %s%s%s\n",
                 from.c_str(), to.empty() ? "skipped" : "read as \"",
                 to.c_str(), to.empty() ? "" : "\"");
  }
}

Result<void> Sample(const std::shared_ptr<const Model>& model,
                    const std::string& prompt, const GenerateOptions& options) {
  const std::uint64_t seed =
      options.seed ? *options.seed : std::random_device()();
  Session session(model, seed);
  auto encoding = session.Feed(prompt);
  if (!encoding) return std::unexpected(std::move(encoding.error()));
  ReportReplacements(*encoding);
  if (!options.seed) {
    std::fprintf(stderr, "lukewarm: seed %llu\n",
                 static_cast<unsigned long long>(seed));
  }
  Print(prompt);
  Generator generator(session, options.sampling, options.max_tokens,
                      options.stop);
  while (const auto step = generator.Next()) {
    Print(step->text);
    // A pipe is written in blocks, a terminal as the text comes.
    if (step->text.ends_with('\n')) std::fflush(stdout);
  }
  return {};
}

Result<void> Search(const std::shared_ptr<const Model>& model,
                    const std::string& prompt, const GenerateOptions& options) {
  auto beams = BeamSearch(model, prompt, options.beams, options.max_tokens);
  if (!beams) return std::unexpected(std::move(beams.error()));
  std::fprintf(stderr, "lukewarm: log-probability %.4f nats\n",
               beams->front().log_probability);
  Print(prompt + beams->front().text);
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
  if (!done) return Report(done.error());
  if (std::fflush(stdout) != 0) {
    return Report({ErrorCode::kIo, "The text cannot be written."});
  }
  return 0;
}

}  // namespace

void AddGenerateCommand(CLI::App& app, int& status) {
  auto* command = app.add_subcommand(
      "generate", "Continue a prompt; the same seed gives the same text.");
  auto options = std::make_shared<GenerateOptions>();
  auto& sampling = options->sampling;
  command->add_option("MODEL", options->model, "model file")->required();
  command->add_option("--prompt,-p", options->prompt, "text to continue");
  command
      ->add_option("--temperature,-t", sampling.temperature,
                   "0: greedy; 1: as the model says; inf: even")
      ->capture_default_str();
  command->add_option("--top-k", sampling.top_k, "0: off")
      ->capture_default_str();
  command->add_option("--top-p", sampling.top_p, "1: off")
      ->capture_default_str();
  command->add_option("--min-p", sampling.min_p, "0: off")
      ->capture_default_str();
  command->add_option("--typical-p", sampling.typical_p, "1: off")
      ->capture_default_str();
  command
      ->add_option("--repetition-penalty", sampling.repetition_penalty,
                   "1: off")
      ->capture_default_str();
  command->add_option("--presence-penalty", sampling.presence_penalty, "0: off")
      ->capture_default_str();
  command
      ->add_option("--frequency-penalty", sampling.frequency_penalty, "0: off")
      ->capture_default_str();
  command->add_flag("--temperature-last", options->temperature_last,
                    "truncate before the temperature, as llama.cpp does");
  command->add_option("--seed,-s", options->seed, "drawn if missing");
  command->add_option("--max-tokens,-n", options->max_tokens, "")
      ->capture_default_str();
  command->add_option("--stop", options->stop,
                      "end once this has been generated (may be repeated)");
  command->add_flag("--greedy", options->greedy, "temperature 0");
  command->add_option("--beam", options->beams,
                      "beam search with this many beams instead of sampling");
  AddKernelOption(*command);
  command->callback([options, &status] { status = Generate(*options); });
}

}  // namespace lukewarm
