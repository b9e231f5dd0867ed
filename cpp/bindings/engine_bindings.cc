// The engine's classes, options and results as JavaScript sees them. Names that
// begin with _ are for web/engine, which has the public methods.
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "bindings/types.h"
#include "engine/activations.h"
#include "engine/batched_session.h"
#include "engine/columns.h"
#include "engine/model.h"
#include "engine/score.h"
#include "kernels/matvec.h"
#include "kernels/self_test.h"
#include "model/config_names.h"

namespace lukewarm {
namespace {

using emscripten::typed_memory_view;
using emscripten::val;

// Sessions keep the model's weights while they are open.
struct ModelHandle {
  std::shared_ptr<const Model> model;
};

struct LayerInfo {
  std::string kind;  // as in the file
  int size;          // numbers that it gives per token
};

struct ModelInfo {
  std::string name, license, training_data;
  std::vector<LayerInfo> layers;
  int window;  // tokens that are read; 0: stateful
  int vocab_size;
  TokenizerKind tokenizer;  // kWord for kSplit: to a reader both are words
  int bytes;
  int bits;
  Evaluation evaluation;
  bool has_evaluation;
};

Result<std::unique_ptr<ModelHandle>> LoadModel(std::string_view bytes,
                                               bool f32) {
  auto model = Model::Load(
      {reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()},
      f32 ? Precision::kF32 : Precision::kInt8);
  if (!model) return std::unexpected(std::move(model.error()));
  return std::make_unique<ModelHandle>(*std::move(model));
}

ModelInfo Describe(const ModelHandle& handle) {
  const Model& model = *handle.model;
  const ModelConfig& config = model.config();
  const Network& network = model.network();
  ModelInfo info{.name = config.name,
                 .license = config.license,
                 .training_data = config.training_data,
                 .layers = {},
                 .window = static_cast<int>(config.network.context.window),
                 .vocab_size = static_cast<int>(model.tokenizer().vocab_size()),
                 .tokenizer = config.tokenizer.kind == TokenizerKind::kSplit
                                  ? TokenizerKind::kWord
                                  : config.tokenizer.kind,
                 .bytes = static_cast<int>(model.file_size()),
                 .bits = config.bits,
                 .evaluation = config.evaluation.value_or(Evaluation{}),
                 .has_evaluation = config.evaluation.has_value()};
  for (std::size_t i = 0; i < network.plans().size(); ++i) {
    const auto kind = static_cast<std::size_t>(config.network.layers[i].kind);
    info.layers.push_back({std::string(kLayerNames[kind]),
                           static_cast<int>(network.plans()[i].output.size)});
  }
  return info;
}

std::string TokenText(const ModelHandle& handle, int id) {
  return handle.model->tokenizer().TokenText(id);
}

// JavaScript owns what these two return.
BatchedSession* OpenSession(const ModelHandle& handle, std::uint64_t seed) {
  return new BatchedSession(handle.model, seed);
}

BatchedSession* Fork(const BatchedSession& session) {
  return new BatchedSession(session);
}

// Texts that are written side by side. JavaScript keeps the sessions, and lets
// none go before this.
struct SessionGroup {
  std::vector<BatchedSession*> sessions;
};

SessionGroup* OpenGroup(const ModelHandle&) { return new SessionGroup; }

void Join(BatchedSession& session, SessionGroup& group) {
  group.sessions.push_back(&session);
}

std::vector<StepColumns> RunGroup(SessionGroup& group, std::size_t count) {
  return BatchedSession::RunSideBySide(group.sessions, count);
}

// A text while it is scored.
struct TextScorer {
  ModelHandle handle;
  std::string text;
  std::unique_ptr<Scorer> scorer;
  ScoreColumns tokens = {};
  std::size_t read = 0;  // bytes of the text
};

Result<std::unique_ptr<TextScorer>> OpenScorer(const ModelHandle& handle,
                                               std::string_view text) {
  auto scorer = Scorer::Create(*handle.model, text);
  if (!scorer) return std::unexpected(std::move(scorer.error()));
  return std::make_unique<TextScorer>(handle, std::string(text),
                                      *std::move(scorer));
}

std::size_t ScoreNext(TextScorer& self, std::size_t count) {
  return self.scorer->Next(count, [&](const TokenScore& token) {
    self.tokens.Add(
        token, std::string_view(self.text).substr(self.read, token.length));
    self.read += token.length;
  });
}

ScoreColumns TokenScores(const TextScorer& self) { return self.tokens; }
Score TotalScore(const TextScorer& self) { return self.scorer->score(); }

// A text whose activations are read.
struct Activations {
  ModelHandle handle;
  ActivationReader reader;
};

Result<std::unique_ptr<Activations>> OpenActivations(const ModelHandle& handle,
                                                     std::string_view text,
                                                     int layer,
                                                     unsigned parts) {
  auto reader = ActivationReader::Create(*handle.model, text, layer, parts);
  if (!reader) return std::unexpected(std::move(reader.error()));
  return std::make_unique<Activations>(handle, *std::move(reader));
}

std::size_t ReadNext(Activations& self, std::size_t count) {
  return self.reader.Next(count);
}

val ActivationValues(const Activations& self) {
  const auto& values = self.reader.values();
  return val(typed_memory_view(values.size(), values.data()));
}

std::vector<int> ActivationIds(const Activations& self) {
  return self.reader.encoding().ids;
}

// In the text that was read, in UTF-16 units.
std::vector<int> ActivationTextEnds(const Activations& self,
                                    std::string_view text) {
  std::vector<int> ends;
  for (const std::size_t length : self.reader.encoding().lengths) {
    AddTextEnd(text.substr(0, length), &ends);
    text.remove_prefix(length);
  }
  return ends;
}

double TopK(const SamplingOptions& options) { return options.top_k; }
void SetTopK(SamplingOptions& options, double value) {
  options.top_k = ToWhole<int>(value, -1);
}

bool KeepOpen(const GenerateOptions& options) {
  return options.ending == Ending::kKeepOpen;
}
void SetKeepOpen(GenerateOptions& options, bool keep_open) {
  options.ending = keep_open ? Ending::kKeepOpen : Ending::kFlush;
}

bool HasStatistics(const GenerateOptions& options) {
  return options.statistics == Statistics::kAll;
}
void SetStatistics(GenerateOptions& options, bool wanted) {
  options.statistics = wanted ? Statistics::kAll : Statistics::kNone;
}

SamplingOptions SamplingDefaults() { return {}; }

bool TakeKernel(std::string_view name) {
  for (const Kernel kernel : AvailableKernels()) {
    if (KernelName(kernel) == name) return ForceKernel(kernel);
  }
  return false;
}

std::string KernelInUse() { return std::string(KernelName(CurrentKernel())); }

}  // namespace

EMSCRIPTEN_BINDINGS(engine) {
  using namespace emscripten;

  register_type<std::vector<int>>("number[]");
  register_type<std::vector<float>>("number[]");
  register_type<std::vector<double>>("number[]");
  register_type<std::vector<LayerInfo>>("LayerInfo[]");
  register_type<std::vector<StepColumns>>("StepColumns[]");
  register_type<Result<void>>("Failure | undefined");
  register_type<Result<std::unique_ptr<ModelHandle>>>("Model | Failure");
  register_type<Result<ReplacementColumns>>("ReplacementColumns | Failure");
  register_type<Result<StepColumns>>("StepColumns | Failure");
  register_type<Result<CandidateColumns>>("CandidateColumns | Failure");
  register_type<Result<std::unique_ptr<TextScorer>>>("Scorer | Failure");
  register_type<Result<std::unique_ptr<Activations>>>("Activations | Failure");

  enum_<TokenizerKind>("Tokenizer", enum_value_type::string)
      .value("char", TokenizerKind::kChar)
      .value("byte", TokenizerKind::kByte)
      .value("word", TokenizerKind::kWord)
      .value("bpe", TokenizerKind::kBpe);
  enum_<SamplingOrder>("Order", enum_value_type::string)
      .value("temperature-first", SamplingOrder::kTemperatureFirst)
      .value("temperature-last", SamplingOrder::kTemperatureLast);

  ResultObject<Evaluation>("Evaluation")
      .field("split", &Evaluation::split)
      .field("loss", &Evaluation::loss)
      .field("lossF32", &Evaluation::loss_f32);
  ResultObject<LayerInfo>("LayerInfo")
      .field("kind", &LayerInfo::kind)
      .field("size", &LayerInfo::size);
  ResultObject<ModelInfo>("ModelInfo")
      .field("name", &ModelInfo::name)
      .field("license", &ModelInfo::license)
      .field("trainingData", &ModelInfo::training_data)
      .field("layers", &ModelInfo::layers)
      .field("window", &ModelInfo::window)
      .field("vocabSize", &ModelInfo::vocab_size)
      .field("tokenizer", &ModelInfo::tokenizer)
      .field("bytes", &ModelInfo::bytes)
      .field("bits", &ModelInfo::bits)
      .field("evaluation", &ModelInfo::evaluation)
      .field("hasEvaluation", &ModelInfo::has_evaluation);
  value_object<SamplingOptions>("SamplingOptions")
      .field("temperature", &SamplingOptions::temperature)
      .field("topK", &TopK, &SetTopK)
      .field("topP", &SamplingOptions::top_p)
      .field("minP", &SamplingOptions::min_p)
      .field("typicalP", &SamplingOptions::typical_p)
      .field("repetitionPenalty", &SamplingOptions::repetition_penalty)
      .field("presencePenalty", &SamplingOptions::presence_penalty)
      .field("frequencyPenalty", &SamplingOptions::frequency_penalty)
      .field("order", &SamplingOptions::order);
  value_object<GenerateOptions>("GenerateOptions")
      .field("sampling", &GenerateOptions::sampling)
      .field("maxTokens", &GenerateOptions::max_tokens)
      .field("keepOpen", &KeepOpen, &SetKeepOpen)
      .field("statistics", &HasStatistics, &SetStatistics);
  ResultObject<ReplacementColumns>("ReplacementColumns")
      .field("text", &ReplacementColumns::text)
      .field("textEnds", &ReplacementColumns::text_ends);
  ResultObject<CandidateColumns>("CandidateColumns")
      .field("ids", &CandidateColumns::ids)
      .field("text", &CandidateColumns::text)
      .field("textEnds", &CandidateColumns::text_ends)
      .field("logits", &CandidateColumns::logits)
      .field("probabilities", &CandidateColumns::probabilities)
      .field("samplingProbabilities",
             &CandidateColumns::sampling_probabilities);
  ResultObject<StepColumns>("StepColumns")
      .field("ids", &StepColumns::ids)
      .field("text", &StepColumns::text)
      .field("textEnds", &StepColumns::text_ends)
      .field("probabilities", &StepColumns::probabilities)
      .field("logProbabilities", &StepColumns::log_probabilities)
      .field("uniforms", &StepColumns::uniforms)
      .field("entropies", &StepColumns::entropies)
      .field("candidates", &StepColumns::candidates);
  ResultObject<ScoreColumns>("ScoreColumns")
      .field("ids", &ScoreColumns::ids)
      .field("textEnds", &ScoreColumns::text_ends)
      .field("logProbabilities", &ScoreColumns::log_probabilities)
      .field("ranks", &ScoreColumns::ranks)
      .field("entropies", &ScoreColumns::entropies);
  ResultObject<Score>("Score")
      .field("loss", &Score::loss)
      .field("perplexity", &Score::perplexity)
      .field("bitsPerCharacter", &Score::bits_per_character);

  class_<ModelHandle>("Model")
      .function("_info", &Describe)
      .function("_tokenText", &TokenText)
      .function("_session", &OpenSession, allow_raw_pointers())
      .function("_group", &OpenGroup, allow_raw_pointers())
      .function("_scorer", &OpenScorer)
      .function("_activations", &OpenActivations);
  class_<BatchedSession>("Session")
      .function("_fork", &Fork, allow_raw_pointers())
      .function("_read", &BatchedSession::Read)
      .function("_feed", &BatchedSession::Feed)
      .function("_begin", &BatchedSession::Begin)
      .function("_stopAt", &BatchedSession::StopAt)
      .function("_run", &BatchedSession::Run)
      .function("_join", &Join)
      .function("_choose", &BatchedSession::Choose)
      .function("_distribution", &BatchedSession::Distribution);
  class_<SessionGroup>("Group").function("_run", &RunGroup);
  class_<TextScorer>("Scorer")
      .function("_next", &ScoreNext)
      .function("_tokens", &TokenScores)
      .function("_total", &TotalScore);
  class_<Activations>("Activations")
      .function("_next", &ReadNext)
      .function("_ids", &ActivationIds)
      .function("_textEnds", &ActivationTextEnds)
      .function("_values", &ActivationValues);

  function("_loadModel", &LoadModel);
  function("samplingDefaults", &SamplingDefaults);
  function("selfTest", &SelfTest);
  function("runTrial", &RunTrial);
  function("kernel", &KernelInUse);
  function("forceKernel", &TakeKernel);
}

}  // namespace lukewarm
