// The trainer as JavaScript sees it, in a module of its own, which only those
// load who train, or store a model in fewer bits. Names that begin with _ are
// for web/train/trainer.js and web/engine/training-module.js.
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "bindings/types.h"
#include "model/config.h"
#include "model/model_file.h"
#include "quant/quantize_model_file.h"
#include "train/corpus.h"
#include "train/layer_list.h"
#include "train/train_options.h"
#include "train/trainer.h"

namespace lukewarm {
namespace {

using emscripten::typed_memory_view;
using emscripten::val;

using ByteView = std::span<const std::uint8_t>;

// All options as members of one struct.
struct TrainSettings : VocabOptions,
                       CorpusOptions,
                       NetworkOptions,
                       TrainOptions {
  TrainSettings() { threads = 1; }
};

struct TrainInfo {
  double parameters;
  double vocab_size;
  double train_tokens;
  double valid_tokens;
  double characters_per_token;
  double steps_per_epoch;
  double steps_total;
  double tokens_per_step;
};

struct Bytes {
  std::vector<std::uint8_t> values;
};

ByteView AsBytes(std::string_view bytes) {
  return {reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()};
}

// Empty bytes: no model, no checkpoint.
Result<std::unique_ptr<Trainer>> CreateTrainer(std::string_view text,
                                               const TrainSettings& settings,
                                               std::string_view model,
                                               std::string_view checkpoint) {
  CorpusOptions corpus_options = settings;
  corpus_options.vocab = settings;
  NetworkConfig network;
  std::optional<ModelFile> from;
  if (!model.empty()) {
    auto file = ReadModelFile(AsBytes(model));
    if (!file) return std::unexpected(std::move(file.error()));
    from = std::move(*file);
    corpus_options.tokenizer = from->config.tokenizer;
    network = from->config.network;
  } else {
    auto layers = MakeLayers(settings);
    if (!layers) return std::unexpected(std::move(layers.error()));
    network.layers = *std::move(layers);
  }
  auto corpus = MakeCorpus(text, std::nullopt, corpus_options);
  if (!corpus) return std::unexpected(std::move(corpus.error()));
  auto trainer = Trainer::Create(std::move(*corpus), std::move(network),
                                 settings, from ? &*from : nullptr);
  if (!trainer) return std::unexpected(std::move(trainer.error()));
  if (!checkpoint.empty()) {
    auto resumed = trainer->Resume(AsBytes(checkpoint));
    if (!resumed) return std::unexpected(std::move(resumed.error()));
  }
  return std::make_unique<Trainer>(std::move(*trainer));
}

TrainInfo Describe(const Trainer& trainer) {
  const auto number = [](std::size_t value) {
    return static_cast<double>(value);
  };
  const Corpus& corpus = trainer.corpus();
  return {number(trainer.parameter_count()), number(corpus.vocab_size),
          number(corpus.train.size()),       number(corpus.valid.size()),
          corpus.characters_per_token,       number(trainer.steps_per_epoch()),
          number(trainer.steps_total()),     number(trainer.tokens_per_step())};
}

std::vector<Encoding::Replacement> Replacements(const Trainer& trainer) {
  return trainer.corpus().replacements;
}

// A model file with its weights in 8 or 4 bits.
Result<std::unique_ptr<Bytes>> Quantize(std::string_view model, int bits) {
  auto file = ReadModelFile(AsBytes(model));
  if (!file) return std::unexpected(std::move(file.error()));
  // The loss that the file states is that of its float weights.
  file->config.evaluation.reset();
  auto quantized = QuantizeModelFile(*file, bits);
  if (!quantized) return std::unexpected(std::move(quantized.error()));
  return std::make_unique<Bytes>(*std::move(quantized));
}

// The model file in 32, 8 or 4 bits.
Result<std::unique_ptr<Bytes>> MakeModel(const Trainer& trainer, bool latest,
                                         int bits, std::string_view name,
                                         std::string_view license,
                                         std::string_view training_data) {
  ModelConfig description;
  description.name = name;
  description.license = license;
  description.training_data = training_data;
  description.evaluation.emplace().split =
      "the last part of the text, state carried through";
  auto bytes =
      trainer.ModelBytes(description, latest ? Trainer::Weights::kLatest
                                             : Trainer::Weights::kBest);
  if (bits == 32) return std::make_unique<Bytes>(std::move(bytes));
  return Quantize({reinterpret_cast<const char*>(bytes.data()), bytes.size()},
                  bits);
}

Bytes Checkpoint(const Trainer& trainer) { return {trainer.Checkpoint()}; }

val View(const Bytes& bytes) {
  return val(typed_memory_view(bytes.values.size(), bytes.values.data()));
}

TrainSettings Defaults() { return {}; }

// Binds members of TrainSettings under names, with one pair of functions for
// each type.
class OptionTable {
 public:
  template <typename Group, typename Field>
  OptionTable& Value(const char* name, Field Group::* member) {
    AddValue(name, static_cast<Field TrainSettings::*>(member));
    return *this;
  }
  // A count crosses as a double and becomes the largest there is if it is none,
  // which the checks of the options refuse.
  template <typename Group>
  OptionTable& Count(const char* name, std::size_t Group::* member) {
    AddCount(name, member);
    return *this;
  }
  template <typename Getter, typename Setter>
  OptionTable& Field(const char* name, Getter get, Setter set) {
    object_.field(name, get, set);
    return *this;
  }

 private:
  using CountMember = std::size_t TrainSettings::*;

  template <typename Field>
  [[gnu::noinline]] void AddValue(const char* name,
                                  Field TrainSettings::* member) {
    object_.field(name, member);
  }

  [[gnu::noinline]] static void AddCount(const char* name, CountMember member) {
    using namespace emscripten::internal;
    _embind_register_value_object_field(
        TypeID<TrainSettings>::get(), name, TypeID<double>::get(),
        getSignature(&GetCount), reinterpret_cast<GenericFunction>(&GetCount),
        getContext(member), TypeID<double>::get(), getSignature(&SetCount),
        reinterpret_cast<GenericFunction>(&SetCount), getContext(member));
  }
  static double GetCount(const CountMember& member,
                         const TrainSettings& settings) {
    return static_cast<double>(settings.*member);
  }
  static void SetCount(const CountMember& member, TrainSettings& settings,
                       double value) {
    settings.*member =
        ToWhole<std::size_t>(value, std::numeric_limits<std::size_t>::max());
  }

  emscripten::value_object<TrainSettings> object_{"TrainOptions"};
};

val HiddenSizes(const TrainSettings& settings) {
  const auto& sizes = settings.hidden;
  return val::array(std::vector<double>(sizes.begin(), sizes.end()));
}
void SetHiddenSizes(TrainSettings& settings, val sizes) {
  settings.hidden.clear();
  for (const double size :
       emscripten::convertJSArrayToNumberVector<double>(sizes)) {
    settings.hidden.push_back(ToWhole<std::size_t>(size, 0));
  }
}

// Empty: as the model has it that training starts from, or nothing.
std::string StartText(const TrainSettings& settings) {
  return settings.start.value_or("");
}
void SetStartText(TrainSettings& settings, std::string start) {
  if (!start.empty()) settings.start = std::move(start);
}

}  // namespace

EMSCRIPTEN_BINDINGS(train) {
  using namespace emscripten;

  register_type<std::vector<Encoding::Replacement>>("Replacement[]");
  register_type<Result<std::unique_ptr<Trainer>>>("Trainer | Failure");
  register_type<Result<TrainStep>>("TrainStep | Failure");
  register_type<Result<std::unique_ptr<Bytes>>>("Bytes | Failure");
  register_optional<double>();
  register_optional<TrainStep::Evaluation>();

  enum_<LayerKind>("Cell", enum_value_type::string)
      .value("rnn", LayerKind::kRnn)
      .value("gru", LayerKind::kGru)
      .value("lstm", LayerKind::kLstm);
  enum_<TokenizerKind>("Tokenizer", enum_value_type::string)
      .value("char", TokenizerKind::kChar)
      .value("byte", TokenizerKind::kByte)
      .value("word", TokenizerKind::kWord);
  enum_<LearningRateDecay>("Decay", enum_value_type::string)
      .value("constant", LearningRateDecay::kConstant)
      .value("linear", LearningRateDecay::kLinear)
      .value("cosine", LearningRateDecay::kCosine)
      .value("plateau", LearningRateDecay::kPlateau);
  enum_<OptimizerKind>("Optimizer", enum_value_type::string)
      .value("adam", OptimizerKind::kAdam)
      .value("adamw", OptimizerKind::kAdamW)
      .value("sgd", OptimizerKind::kSgd);
  enum_<TrainStatus>("Status", enum_value_type::string)
      .value("running", TrainStatus::kRunning)
      .value("done", TrainStatus::kDone)
      .value("stopped-early", TrainStatus::kStoppedEarly)
      .value("diverged", TrainStatus::kDiverged);

  // The options' names in JavaScript; web/train/trainer.js has them from here.
  OptionTable()
      .Value("tokenizer", &VocabOptions::kind)
      .Count("vocab", &VocabOptions::max_size)
      .Count("minCount", &VocabOptions::min_count)
      .Field("start", &StartText, &SetStartText)
      .Value("validationFraction", &CorpusOptions::validation_fraction)
      .Value("layers", &NetworkOptions::layers)
      .Value("cell", &NetworkOptions::cell)
      .Field("hidden", &HiddenSizes, &SetHiddenSizes)
      .Count("embedding", &NetworkOptions::embedding)
      .Value("tied", &NetworkOptions::tied)
      .Count("epochs", &TrainOptions::epochs)
      .Count("batchSize", &TrainOptions::batch_size)
      .Count("bpttLength", &TrainOptions::bptt_length)
      .Value("dropout", &TrainOptions::dropout)
      .Value("embeddingDropout", &TrainOptions::embedding_dropout)
      .Value("tokenDropout", &TrainOptions::token_dropout)
      .Value("stateDropout", &TrainOptions::state_dropout)
      .Value("weightDropout", &TrainOptions::weight_dropout)
      .Value("lockedDropout", &TrainOptions::locked_dropout)
      .Value("stateResetProbability", &TrainOptions::state_reset_probability)
      .Value("learningRate", &TrainOptions::learning_rate)
      .Count("warmup", &TrainOptions::warmup_steps)
      .Value("decay", &TrainOptions::decay)
      .Value("plateauFactor", &TrainOptions::plateau_factor)
      .Value("optimizer", &TrainOptions::optimizer)
      .Value("weightDecay", &TrainOptions::weight_decay)
      .Value("beta1", &TrainOptions::beta1)
      .Value("beta2", &TrainOptions::beta2)
      .Value("maxGradNorm", &TrainOptions::max_grad_norm)
      .Value("emaDecay", &TrainOptions::ema_decay)
      .Count("averagePatience", &TrainOptions::average_patience)
      .Count("weightBits", &TrainOptions::weight_bits)
      .Count("evaluateEvery", &TrainOptions::evaluate_every)
      .Count("patience", &TrainOptions::patience)
      .Value("seed", &TrainOptions::seed);

  ResultObject<Encoding::Replacement>("Replacement")
      .field("from", &Encoding::Replacement::from)
      .field("to", &Encoding::Replacement::to);
  ResultObject<TrainInfo>("TrainInfo")
      .field("parameters", &TrainInfo::parameters)
      .field("vocabSize", &TrainInfo::vocab_size)
      .field("trainTokens", &TrainInfo::train_tokens)
      .field("validTokens", &TrainInfo::valid_tokens)
      .field("charactersPerToken", &TrainInfo::characters_per_token)
      .field("stepsPerEpoch", &TrainInfo::steps_per_epoch)
      .field("stepsTotal", &TrainInfo::steps_total)
      .field("tokensPerStep", &TrainInfo::tokens_per_step);
  ResultObject<TrainStep::Evaluation>("TrainEvaluation")
      .field("trainLoss", &TrainStep::Evaluation::train_loss)
      .field("validLoss", &TrainStep::Evaluation::valid_loss)
      .field("best", &TrainStep::Evaluation::best)
      .field("averaging", &TrainStep::Evaluation::averaging);
  ResultObject<TrainStep>("TrainStep")
      .field("epoch", &TrainStep::epoch)
      .field("epochs", &TrainStep::epochs)
      .field("step", &TrainStep::step)
      .field("stepsPerEpoch", &TrainStep::steps_per_epoch)
      .field("tokens", &TrainStep::tokens)
      .field("loss", &TrainStep::loss)
      .field("gradientNorm", &TrainStep::gradient_norm)
      .field("learningRate", &TrainStep::learning_rate)
      .field("evaluation", &TrainStep::evaluation);

  class_<Bytes>("Bytes").function("_view", &View);
  class_<Trainer>("Trainer")
      .function("_info", &Describe)
      .function("_replacements", &Replacements)
      .function("_step", &Trainer::Step)
      .function("_status", &Trainer::status)
      .function("_stepsDone", &Trainer::steps_done)
      .function("_bestLoss", &Trainer::best_loss)
      .function("_model", &MakeModel)
      .function("_checkpoint", &Checkpoint);

  function("_createTrainer", &CreateTrainer);
  function("_quantize", &Quantize);
  function("trainDefaults", &Defaults);
}

}  // namespace lukewarm
