#include "bindings/web_trainer.h"

#include <limits>
#include <optional>
#include <utility>

#include "bindings/exports.h"
#include "model/model_file.h"
#include "quant/quantize_model_file.h"

namespace lukewarm {
namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

struct Setting {
  std::string_view name;
  void (*set)(TrainSettings& settings, double value);
};

std::size_t Count(double value) {
  return static_cast<std::size_t>(ToInt(value));
}

// A choice that an enum does not have becomes its first.
template <typename Enum>
Enum Choice(double value, Enum last) {
  const int number = ToInt(value);
  return number >= 0 && number <= static_cast<int>(last)
             ? static_cast<Enum>(number)
             : Enum{};
}

constexpr Setting kSettings[] = {
    {"layer",
     [](auto& s, double v) {
       s.architecture.hidden_sizes.push_back(Count(v));
     }},
    {"tokenizer",
     [](auto& s, double v) {
       s.corpus.vocab.kind = Choice(v, TokenizerKind::kWord);
     }},
    {"vocab", [](auto& s, double v) { s.corpus.vocab.max_size = Count(v); }},
    {"minCount",
     [](auto& s, double v) { s.corpus.vocab.min_count = Count(v); }},
    {"validationFraction",
     [](auto& s, double v) { s.corpus.validation_fraction = v; }},
    {"cell",
     [](auto& s, double v) {
       s.architecture.cell = Choice(v, CellKind::kLstm);
     }},
    {"embedding",
     [](auto& s, double v) { s.architecture.embedding_size = Count(v); }},
    {"tied", [](auto& s, double v) { s.architecture.tied = v != 0; }},
    {"passes", [](auto& s, double v) { s.options.passes = Count(v); }},
    {"streams", [](auto& s, double v) { s.options.streams = Count(v); }},
    {"length", [](auto& s, double v) { s.options.length = Count(v); }},
    {"dropout", [](auto& s, double v) { s.options.dropout = v; }},
    {"embeddingDropout",
     [](auto& s, double v) { s.options.embedding_dropout = v; }},
    {"recurrentDropout",
     [](auto& s, double v) { s.options.recurrent_dropout = v; }},
    {"stateResets", [](auto& s, double v) { s.options.state_resets = v; }},
    {"learningRate", [](auto& s, double v) { s.options.learning_rate = v; }},
    {"warmup", [](auto& s, double v) { s.options.warmup_steps = Count(v); }},
    {"decay",
     [](auto& s, double v) {
       s.options.decay = Choice(v, LearningRateDecay::kCosine);
     }},
    {"weightDecay", [](auto& s, double v) { s.options.weight_decay = v; }},
    {"clip", [](auto& s, double v) { s.options.clip = v; }},
    {"average", [](auto& s, double v) { s.options.average = v; }},
    {"weightBits", [](auto& s, double v) { s.options.weight_bits = ToInt(v); }},
    {"evaluateEvery",
     [](auto& s, double v) { s.options.evaluate_every = Count(v); }},
    {"patience", [](auto& s, double v) { s.options.patience = Count(v); }},
    {"seedLow",
     [](auto& s, double v) {
       s.options.seed =
           (s.options.seed >> 32 << 32) | static_cast<std::uint32_t>(v);
     }},
    {"seedHigh",
     [](auto& s, double v) {
       s.options.seed = std::uint64_t{static_cast<std::uint32_t>(v)} << 32 |
                        (s.options.seed & 0xFFFFFFFF);
     }},
};

}  // namespace

TrainSettings::TrainSettings() {
  architecture.embedding_size = 64;
  options.threads = 1;
}

bool TrainSettings::Set(std::string_view name, double value) {
  for (const Setting& setting : kSettings) {
    if (setting.name != name) continue;
    setting.set(*this, value);
    return true;
  }
  return false;
}

WebTrainer::WebTrainer(Trainer trainer) : trainer_(std::move(trainer)) {}

Result<WebTrainer> WebTrainer::Create(std::string_view text,
                                      TrainSettings settings, Bytes model,
                                      Bytes checkpoint) {
  std::optional<ModelFile> from;
  if (!model.empty()) {
    auto file = ReadModelFile(model);
    if (!file) return std::unexpected(std::move(file.error()));
    from = std::move(*file);
    settings.corpus.tokenizer = from->config.tokenizer;
    settings.architecture = from->config.architecture;
  }
  auto corpus = MakeCorpus(text, std::nullopt, settings.corpus);
  if (!corpus) return std::unexpected(std::move(corpus.error()));
  auto trainer = Trainer::Create(std::move(*corpus), settings.architecture,
                                 settings.options, from ? &*from : nullptr);
  if (!trainer) return std::unexpected(std::move(trainer.error()));
  if (!checkpoint.empty()) {
    auto resumed = trainer->Resume(checkpoint);
    if (!resumed) return std::unexpected(std::move(resumed.error()));
  }
  WebTrainer made(std::move(*trainer));
  for (const auto& [typed, read] : made.trainer_.corpus().replacements) {
    if (!made.replacements_.empty()) made.replacements_ += '\1';
    made.replacements_ += typed + '\1' + read;
  }
  return made;
}

Result<void> WebTrainer::Step() {
  auto step = trainer_.Step();
  if (!step) return std::unexpected(std::move(step.error()));
  last_ = *step;
  return {};
}

std::span<const double> WebTrainer::Facts() {
  const auto number = [](auto value) { return static_cast<double>(value); };
  const Corpus& corpus = trainer_.corpus();
  const auto& evaluation = last_.evaluation;
  facts_ = {
      number(trainer_.parameter_count()),
      number(corpus.vocab_size),
      number(corpus.train.size()),
      number(corpus.valid.size()),
      corpus.characters_per_token,
      number(trainer_.steps_per_pass()),
      number(trainer_.steps_total()),
      number(trainer_.tokens_per_step()),
      number(trainer_.steps_done()),
      number(trainer_.status()),
      trainer_.best_loss().value_or(kNone),
      number(trainer_.best_step()),
      number(last_.pass),
      number(last_.passes),
      number(last_.step),
      last_.loss,
      last_.gradient_norm,
      last_.learning_rate,
      evaluation ? evaluation->train_loss : kNone,
      evaluation ? evaluation->valid_loss.value_or(kNone) : kNone,
      evaluation && evaluation->best ? 1.0 : 0.0,
  };
  return facts_;
}

Result<std::vector<std::uint8_t>> WebTrainer::ModelBytes(
    const ModelConfig& description, bool latest, int bits) const {
  const auto bytes =
      trainer_.ModelBytes(description, latest ? Trainer::Weights::kLatest
                                              : Trainer::Weights::kBest);
  if (bits == 32) return bytes;
  auto file = ReadModelFile(bytes);
  if (!file) return std::unexpected(std::move(file.error()));
  // The loss that the file states is that of its float weights.
  file->config.has_evaluation = false;
  return QuantizeModelFile(*file, bits);
}

}  // namespace lukewarm
