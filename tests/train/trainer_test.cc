#include "train/trainer.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <set>
#include <string>
#include <vector>

#include "base/rng.h"
#include "model/model_file.h"
#include "nn/language_model.h"
#include "quant/quantize_model_file.h"

namespace lukewarm {
namespace {

using Bytes = std::vector<std::uint8_t>;

// Words of a little grammar: enough to learn, little enough to learn fast.
std::string Text(std::size_t size) {
  const char* words[] = {"the cat sat on a mat. ", "the dog ran. ",
                         "a frog sat in the fog. "};
  Rng random(5);
  std::string text;
  while (text.size() < size) text += words[random.NextU64() % 3];
  return text.substr(0, size);
}

Corpus MakeText(std::size_t size, double held_out = 0.1) {
  CorpusOptions options;
  options.validation_fraction = held_out;
  auto corpus = MakeCorpus(Text(size), std::nullopt, options);
  EXPECT_TRUE(corpus.has_value());
  return std::move(*corpus);
}

Architecture MakeArchitecture(CellKind cell = CellKind::kLstm) {
  Architecture architecture;
  architecture.cell = cell;
  architecture.embedding_size = 8;
  architecture.hidden_sizes = {24, 16};
  return architecture;
}

TrainOptions MakeOptions() {
  TrainOptions options;
  options.passes = 3;
  options.streams = 5;
  options.length = 16;
  options.dropout = 0.1;
  options.embedding_dropout = 0.05;
  options.recurrent_dropout = 0.1;
  options.state_resets = 0.1;
  options.learning_rate = 0.01;
  options.warmup_steps = 5;
  options.average = 0.9;
  return options;
}

Trainer Make(const Corpus& corpus, const Architecture& architecture,
             const TrainOptions& options) {
  auto trainer = Trainer::Create(corpus, architecture, options);
  EXPECT_TRUE(trainer.has_value()) << trainer.error().message;
  return std::move(*trainer);
}

void Finish(Trainer& trainer) {
  while (trainer.status() == TrainStatus::kRunning) {
    const auto step = trainer.Step();
    ASSERT_TRUE(step.has_value()) << step.error().message;
  }
}

std::vector<Architecture> EveryCell() {
  std::vector<Architecture> cells = {
      MakeArchitecture(CellKind::kLstm), MakeArchitecture(CellKind::kGru),
      MakeArchitecture(CellKind::kGru), MakeArchitecture(CellKind::kRnn),
      MakeArchitecture(CellKind::kRnn)};
  cells[2].reset = GruReset::kBefore;
  cells[4].activation = RnnActivation::kRelu;
  return cells;
}

TEST(Trainer, LearnsWithEveryCell) {
  const Corpus corpus = MakeText(6000);
  for (const Architecture& architecture : EveryCell()) {
    TrainOptions options = MakeOptions();
    options.passes = 6;
    Trainer trainer = Make(corpus, architecture, options);
    Finish(trainer);
    EXPECT_EQ(trainer.status(), TrainStatus::kDone);
    EXPECT_EQ(trainer.steps_done(), trainer.steps_total());
    // A uniform guess over 15 letters is 2.7 nats, their frequencies 2.5.
    EXPECT_LT(trainer.best_loss().value(), 1.5)
        << static_cast<int>(architecture.cell);
  }
}

TEST(Trainer, ResumedAfterAnyStepGivesTheSameBits) {
  const Corpus corpus = MakeText(1100);
  for (Architecture architecture : EveryCell()) {
    for (const std::size_t threads : {1, 2}) {
      TrainOptions options = MakeOptions();
      options.threads = threads;
      Trainer whole = Make(corpus, architecture, options);
      std::vector<Bytes> checkpoints = {whole.Checkpoint()};
      while (whole.status() == TrainStatus::kRunning) {
        ASSERT_TRUE(whole.Step().has_value());
        checkpoints.push_back(whole.Checkpoint());
      }
      ASSERT_GE(checkpoints.size(), 30u);
      for (std::size_t i = 0; i < checkpoints.size(); i += 7) {
        Trainer resumed = Make(corpus, architecture, options);
        ASSERT_TRUE(resumed.Resume(checkpoints[i]).has_value());
        EXPECT_EQ(resumed.steps_done(), i);
        EXPECT_EQ(resumed.Checkpoint(), checkpoints[i]);
        Finish(resumed);
        ASSERT_EQ(resumed.Checkpoint(), checkpoints.back()) << "step " << i;
        ASSERT_EQ(resumed.ModelBytes({}), whole.ModelBytes({}));
      }
    }
  }
}

TEST(Trainer, ThreadsShareOnlyTheWork) {
  const Corpus corpus = MakeText(2000);
  TrainOptions options = MakeOptions();
  options.threads = 1;
  Trainer one = Make(corpus, MakeArchitecture(), options);
  options.threads = 3;
  Trainer three = Make(corpus, MakeArchitecture(), options);
  // A checkpoint of one goes on in three, masks and streams included.
  for (int i = 0; i < 7; ++i) ASSERT_TRUE(one.Step().has_value());
  ASSERT_TRUE(three.Resume(one.Checkpoint()).has_value());
  for (int i = 0; i < 3; ++i) {
    const auto a = one.Step(), b = three.Step();
    EXPECT_NEAR(a->loss, b->loss, 1e-5);
    EXPECT_NEAR(a->gradient_norm, b->gradient_norm, 1e-4);
  }
}

// The engine's own float path over the held-out ids, one token after another.
TEST(Trainer, ModelLoadsInTheEngineWithTheLossItReported) {
  const Corpus corpus = MakeText(6000);
  for (Architecture architecture : EveryCell()) {
    for (const bool one_hot : {false, true}) {
      TrainOptions options = MakeOptions();
      architecture.embedding_size = one_hot ? 0 : 16;
      architecture.tied = !one_hot;
      if (one_hot) options.embedding_dropout = 0;
      Trainer trainer = Make(corpus, architecture, options);
      Finish(trainer);
      ModelConfig description;
      description.name = "grammar";
      const Bytes bytes = trainer.ModelBytes(description);
      const auto file = ReadModelFile(bytes);
      ASSERT_TRUE(file.has_value()) << file.error().message;
      EXPECT_EQ(file->config.name, "grammar");
      EXPECT_NEAR(file->config.evaluation.loss, *trainer.best_loss(), 1e-8);
      const auto model = LanguageModel::Load(file->config.architecture,
                                             file->tensors, Precision::kF32);
      ASSERT_TRUE(model.has_value()) << model.error().message;
      auto state = model->InitialState();
      auto workspace = model->MakeWorkspace();
      std::vector<float> logits(corpus.vocab_size);
      double loss = 0;
      for (std::size_t i = 0; i + 1 < corpus.valid.size(); ++i) {
        model->Feed(corpus.valid[i], state, workspace);
        model->Logits(state, logits, workspace);
        double sum = 0;
        for (const float logit : logits) sum += std::exp(logit);
        loss += std::log(sum) -
                logits[static_cast<std::size_t>(corpus.valid[i + 1])];
      }
      loss /= static_cast<double>(corpus.valid.size() - 1);
      EXPECT_NEAR(loss, *trainer.best_loss(), 1e-5);
    }
  }
}

// The weights of a small training, by the checksum in its file: the same on
// every machine, in every build and in WebAssembly (tests/web/trainer.test.mjs
// compares with the command line). They may change when the arithmetic does on
// purpose; then take the new ones from the message.
TEST(Trainer, GivesTheSameBitsOnEveryMachine) {
  const Corpus corpus = MakeText(2000);
  std::vector<std::string> checksums;
  for (const Architecture& architecture : EveryCell()) {
    TrainOptions options = MakeOptions();
    options.threads = 1;
    Trainer trainer = Make(corpus, architecture, options);
    Finish(trainer);
    const Bytes bytes = trainer.ModelBytes({});
    const std::string_view file(reinterpret_cast<const char*>(bytes.data()),
                                bytes.size());
    const std::string_view key = "\"checksum\":\"";
    checksums.emplace_back(file.substr(file.find(key) + key.size(), 8));
  }
  EXPECT_EQ(checksums,
            (std::vector<std::string>{"ed4e0895", "f32a2f10", "4435739c",
                                      "119c61c3", "ee3cce2f"}));
}

// Chunks that are all alike, and weights that stay: only what a stream still
// knows of the chunk before can change the loss.
TEST(Trainer, StateResetsMakeEveryChunkTheFirst) {
  const std::string chunk = "a frog in a fog.";
  std::string text;
  while (text.size() < 1000) text += chunk;
  CorpusOptions whole;
  whole.validation_fraction = 0;
  const Corpus corpus = MakeCorpus(text, std::nullopt, whole).value();
  TrainOptions options;
  options.passes = 1;
  options.streams = 3;
  options.length = chunk.size();
  options.dropout = 0;
  options.learning_rate = 1e-30;
  for (const double rate : {0.0, 0.5, 1 - 1e-12}) {
    options.state_resets = rate;
    Trainer trainer = Make(corpus, MakeArchitecture(), options);
    std::set<double> losses;
    while (trainer.status() == TrainStatus::kRunning) {
      losses.insert(trainer.Step()->loss);
    }
    EXPECT_EQ(losses.size() == 1, rate > 0.9) << rate;
  }
}

TEST(Trainer, GoesOnFromAModelOfAnyPrecision) {
  const Corpus corpus = MakeText(6000);
  for (const Architecture& architecture : EveryCell()) {
    Trainer first = Make(corpus, architecture, MakeOptions());
    Finish(first);
    const Bytes bytes = first.ModelBytes({});
    const auto file = ReadModelFile(bytes);
    ASSERT_TRUE(file.has_value());
    for (const int bits : {32, 8, 4}) {
      const auto stored = QuantizeModelFile(*file, bits);
      const auto model = ReadModelFile(*stored);
      ASSERT_TRUE(model.has_value());
      CorpusOptions corpus_options;
      corpus_options.tokenizer = model->config.tokenizer;
      auto same = MakeCorpus(Text(6000), std::nullopt, corpus_options);
      ASSERT_TRUE(same.has_value());
      EXPECT_EQ(same->train, corpus.train);
      TrainOptions options = MakeOptions();
      options.passes = 1;
      options.evaluate_every = 1;
      options.learning_rate = 1e-9;
      auto next = Trainer::Create(*same, architecture, options, &*model);
      ASSERT_TRUE(next.has_value()) << next.error().message;
      const auto step = next->Step();
      ASSERT_TRUE(step.has_value() && step->evaluation);
      // At once as good as it was; a little less in few bits.
      EXPECT_NEAR(*step->evaluation->valid_loss, *first.best_loss(),
                  bits == 32  ? 1e-6
                  : bits == 8 ? 0.02
                              : 0.3);
    }
    Architecture other = architecture;
    other.hidden_sizes.back() += 1;
    EXPECT_FALSE(
        Trainer::Create(corpus, other, MakeOptions(), &*file).has_value());
  }
}

// Rounded without it, these weights lose more than with it.
TEST(Trainer, LearnsWeightsThatStandFourBits) {
  const Corpus corpus = MakeText(6000);
  Architecture architecture = MakeArchitecture();
  TrainOptions options = MakeOptions();
  options.passes = 6;
  std::vector<double> losses;
  for (const int bits : {32, 4}) {
    options.weight_bits = bits;
    Trainer trainer = Make(corpus, architecture, options);
    Finish(trainer);
    const Bytes bytes = trainer.ModelBytes({});
    const auto stored = QuantizeModelFile(*ReadModelFile(bytes), 4);
    const auto model = ReadModelFile(*stored);
    TrainOptions once = MakeOptions();
    once.learning_rate = 1e-9;
    once.evaluate_every = 1;
    auto measured = Trainer::Create(corpus, architecture, once, &*model);
    const auto step = measured->Step();
    losses.push_back(*step->evaluation->valid_loss);
    if (bits == 4) {
      EXPECT_NEAR(losses.back(), *trainer.best_loss(), 1e-3);
    }
  }
  EXPECT_LT(losses[1], losses[0]);
}

TEST(Trainer, EvaluatesWhereItIsAskedTo) {
  const Corpus corpus = MakeText(2000);
  TrainOptions options = MakeOptions();
  options.evaluate_every = 7;
  Trainer trainer = Make(corpus, MakeArchitecture(), options);
  const std::size_t total = trainer.steps_total();
  ASSERT_NE(total % 7, 0u);
  for (std::size_t i = 1; i <= total; ++i) {
    const auto step = trainer.Step();
    ASSERT_TRUE(step.has_value());
    EXPECT_EQ(step->evaluation.has_value(), i % 7 == 0 || i == total) << i;
    if (step->evaluation && step->evaluation->best) {
      EXPECT_EQ(trainer.best_step(), i);
      EXPECT_EQ(trainer.best_loss(), step->evaluation->valid_loss);
    }
  }
  EXPECT_EQ(trainer.status(), TrainStatus::kDone);
  // The latest weights can be had before they are the best.
  EXPECT_NE(trainer.ModelBytes({}, Trainer::Weights::kLatest), Bytes{});
}

TEST(Trainer, KeepsTheLatestWhenNothingIsHeldOut) {
  Trainer trainer = Make(MakeText(1000, 0), MakeArchitecture(), MakeOptions());
  Finish(trainer);
  EXPECT_FALSE(trainer.best_loss().has_value());
  EXPECT_EQ(trainer.best_pass(), 3u);
}

TEST(Trainer, StopsEarlyAndKeepsTheBest) {
  TrainOptions options = MakeOptions();
  options.passes = 200;
  options.patience = 2;
  options.dropout = options.recurrent_dropout = options.embedding_dropout = 0;
  options.decay = LearningRateDecay::kConstant;
  // Noise cannot be learned, only learned by heart.
  Corpus corpus = MakeText(600);
  Rng random(3);
  for (auto* ids : {&corpus.train, &corpus.valid}) {
    for (int& id : *ids) {
      id = static_cast<int>(random.NextU64() % corpus.vocab_size);
    }
  }
  Trainer trainer = Make(corpus, MakeArchitecture(), options);
  std::size_t passes = 0, best = 0;
  while (trainer.status() == TrainStatus::kRunning) {
    const auto step = trainer.Step();
    ASSERT_TRUE(step.has_value());
    if (!step->evaluation) continue;
    ++passes;
    if (step->evaluation->best) best = passes;
  }
  EXPECT_EQ(trainer.status(), TrainStatus::kStoppedEarly);
  EXPECT_EQ(trainer.best_pass(), best);
  EXPECT_EQ(passes, best + 2);
}

TEST(Trainer, StopsWhenItDivergesAndKeepsTheBest) {
  TrainOptions options = MakeOptions();
  options.passes = 50;
  options.learning_rate = 10;
  options.warmup_steps = 200;
  options.clip = 0;
  options.dropout = options.recurrent_dropout = options.embedding_dropout = 0;
  Architecture architecture = MakeArchitecture(CellKind::kRnn);
  architecture.activation = RnnActivation::kRelu;
  Trainer trainer = Make(MakeText(1500), architecture, options);
  while (trainer.status() == TrainStatus::kRunning) {
    const auto step = trainer.Step();
    if (step) continue;
    EXPECT_EQ(step.error().code, ErrorCode::kInvalidArgument);
    EXPECT_NE(step.error().message.find("diverged"), std::string::npos);
  }
  ASSERT_EQ(trainer.status(), TrainStatus::kDiverged);
  ASSERT_GE(trainer.best_pass(), 1u);
  const Bytes bytes = trainer.ModelBytes({});
  const auto file = ReadModelFile(bytes);
  ASSERT_TRUE(file.has_value()) << file.error().message;
  for (const auto& [name, tensor] : file->tensors) {
    for (const float weight : ToFloats(tensor)) {
      ASSERT_TRUE(std::isfinite(weight)) << name;
    }
  }
  EXPECT_FALSE(trainer.Step().has_value());
}

TEST(Trainer, RefusesACheckpointOfAnotherTraining) {
  const Corpus corpus = MakeText(1000);
  const Trainer one = Make(corpus, MakeArchitecture(), MakeOptions());
  const Bytes checkpoint = one.Checkpoint();
  const auto refuses = [&](const Corpus& text, const Architecture& architecture,
                           const TrainOptions& options, const char* reason) {
    Trainer other = Make(text, architecture, options);
    const Bytes before = other.Checkpoint();
    const auto resumed = other.Resume(checkpoint);
    ASSERT_FALSE(resumed.has_value()) << reason;
    EXPECT_EQ(resumed.error().code, ErrorCode::kInvalidArgument);
    EXPECT_NE(resumed.error().message.find(reason), std::string::npos)
        << resumed.error().message;
    EXPECT_EQ(other.Checkpoint(), before);
  };
  refuses(MakeText(1010), MakeArchitecture(), MakeOptions(), "training text");
  refuses(corpus, MakeArchitecture(CellKind::kGru), MakeOptions(),
          "architecture");
  TrainOptions options = MakeOptions();
  options.learning_rate *= 2;
  refuses(corpus, MakeArchitecture(), options, "learning rate");
}

TEST(Trainer, RefusesADamagedCheckpointAndStaysAsItWas) {
  const Corpus corpus = MakeText(1000);
  Trainer trainer = Make(corpus, MakeArchitecture(), MakeOptions());
  ASSERT_TRUE(trainer.Step().has_value());
  const Bytes before = trainer.Checkpoint();
  for (std::size_t size = 0; size < before.size(); size += 997) {
    EXPECT_FALSE(trainer.Resume(std::span(before).first(size)).has_value());
  }
  for (std::size_t at = 0; at < before.size(); at += 991) {
    Bytes damaged = before;
    damaged[at] ^= 4;
    EXPECT_FALSE(trainer.Resume(damaged).has_value()) << at;
  }
  const auto resumed = trainer.Resume(trainer.ModelBytes({}));
  ASSERT_FALSE(resumed.has_value());
  EXPECT_EQ(resumed.error().code, ErrorCode::kFileUnsupported);
  EXPECT_EQ(trainer.Checkpoint(), before);
}

TEST(Trainer, RefusesWhatIsOutOfRange) {
  const Corpus corpus = MakeText(1000);
  const auto refuses = [&](auto change) {
    Architecture architecture = MakeArchitecture();
    TrainOptions options = MakeOptions();
    change(architecture, options);
    const auto trainer = Trainer::Create(corpus, architecture, options);
    ASSERT_FALSE(trainer.has_value());
    EXPECT_EQ(trainer.error().code, ErrorCode::kInvalidArgument);
    EXPECT_TRUE(trainer.error().message.ends_with('.'));
  };
  refuses([](auto& a, auto&) { a.hidden_sizes.clear(); });
  refuses([](auto& a, auto&) { a.hidden_sizes = {8, 0}; });
  refuses([](auto& a, auto&) { a.tied = true; });
  refuses([](auto& a, auto&) { a.embedding_size = 0; });
  refuses([](auto&, auto& o) { o.passes = 0; });
  refuses([](auto&, auto& o) { o.streams = 0; });
  refuses([](auto&, auto& o) { o.length = 0; });
  refuses([](auto&, auto& o) { o.threads = 0; });
  refuses([](auto&, auto& o) { o.dropout = 1; });
  refuses([](auto&, auto& o) { o.recurrent_dropout = -0.1; });
  refuses([](auto&, auto& o) { o.state_resets = 1; });
  refuses([](auto&, auto& o) { o.learning_rate = 0; });
  refuses([](auto&, auto& o) { o.learning_rate = std::nan(""); });
  refuses([](auto&, auto& o) { o.average = 1; });
  refuses([](auto&, auto& o) { o.clip = std::nan(""); });
  refuses([](auto&, auto& o) { o.weight_decay = -1; });
  constexpr auto kNoCount = std::numeric_limits<std::size_t>::max();
  refuses([](auto&, auto& o) { o.warmup_steps = kNoCount; });
  refuses([](auto&, auto& o) { o.evaluate_every = kNoCount; });
  refuses([](auto&, auto& o) { o.patience = kNoCount; });
}

}  // namespace
}  // namespace lukewarm
