#include "train/trainer.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <string>
#include <vector>

#include "base/rng.h"
#include "model/model_file.h"
#include "nn/network.h"
#include "quant/quantize_model_file.h"
#include "train/layer_list.h"

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

NetworkConfig MakeNetwork(const char* layers, bool tied = false) {
  NetworkConfig network;
  network.layers = MakeLayers({.layers = layers, .tied = tied}).value();
  return network;
}

NetworkConfig Lstm() { return MakeNetwork("embedding 8, lstm 24, lstm 16"); }

TrainOptions MakeOptions() {
  TrainOptions options;
  options.epochs = 3;
  options.batch_size = 5;
  options.bptt_length = 16;
  options.dropout = 0.1;
  options.embedding_dropout = 0.05;
  options.weight_dropout = 0.1;
  options.state_reset_probability = 0.1;
  options.learning_rate = 0.01;
  options.warmup_steps = 5;
  options.ema_decay = 0.9;
  return options;
}

Trainer Make(const Corpus& corpus, const NetworkConfig& network,
             const TrainOptions& options) {
  auto trainer = Trainer::Create(corpus, network, options);
  EXPECT_TRUE(trainer.has_value()) << trainer.error().message;
  return std::move(*trainer);
}

void Finish(Trainer& trainer) {
  while (trainer.status() == TrainStatus::kRunning) {
    const auto step = trainer.Step();
    ASSERT_TRUE(step.has_value()) << step.error().message;
  }
}

std::vector<NetworkConfig> EveryCell() {
  return {Lstm(), MakeNetwork("embedding 8, gru 24, gru 16"),
          MakeNetwork("embedding 8, gru 24 reset=before, gru 16 reset=before"),
          MakeNetwork("embedding 8, rnn 24, rnn 16"),
          MakeNetwork("embedding 8, rnn 24 activation=relu, layer-norm, "
                      "dense 16 activation=tanh")};
}

TEST(Trainer, LearnsWithEveryKindOfLayer) {
  const Corpus corpus = MakeText(6000);
  for (const NetworkConfig& network : EveryCell()) {
    TrainOptions options = MakeOptions();
    options.epochs = 6;
    Trainer trainer = Make(corpus, network, options);
    Finish(trainer);
    EXPECT_EQ(trainer.status(), TrainStatus::kDone);
    EXPECT_EQ(trainer.steps_done(), trainer.steps_total());
    // A uniform guess over 15 letters is 2.7 nats, their frequencies 2.5.
    EXPECT_LT(trainer.best_loss().value(), 1.5)
        << static_cast<int>(network.layers[1].kind);
  }
}

// Of a plateau after every measurement but the best, as in PyTorch's
// word_language_model example, with and without NT-ASGD.
TEST(Trainer, RateFallsAtEachPlateauAndSgdResumesWithTheSameBits) {
  const Corpus corpus = MakeText(1100);
  for (const std::size_t average_patience : {0, 2}) {
    TrainOptions options = MakeOptions();
    options.optimizer = OptimizerKind::kSgd;
    options.decay = LearningRateDecay::kPlateau;
    options.learning_rate = 20;
    options.warmup_steps = 0;
    options.max_grad_norm = 0.25;
    options.ema_decay = 0;
    options.average_patience = average_patience;
    options.evaluate_every = 4;
    options.epochs = 6;
    Trainer whole = Make(corpus, Lstm(), options);
    std::vector<Bytes> checkpoints = {whole.Checkpoint()};
    double rate = 20, best = 1e9;
    bool averaging = false, fell = false;
    while (whole.status() == TrainStatus::kRunning) {
      const auto step = whole.Step();
      ASSERT_TRUE(step.has_value());
      ASSERT_DOUBLE_EQ(step->learning_rate, rate);
      checkpoints.push_back(whole.Checkpoint());
      if (!step->evaluation) continue;
      averaging |= step->evaluation->averaging;
      const double loss = *step->evaluation->valid_loss;
      fell |= loss >= best;
      if (loss >= best) rate /= 4;
      best = std::min(best, loss);
      EXPECT_EQ(whole.best_loss(), best);
    }
    EXPECT_TRUE(fell);
    EXPECT_EQ(averaging, average_patience > 0);
    for (std::size_t i = 0; i < checkpoints.size(); i += 9) {
      Trainer resumed = Make(corpus, Lstm(), options);
      ASSERT_TRUE(resumed.Resume(checkpoints[i]).has_value());
      EXPECT_EQ(resumed.Checkpoint(), checkpoints[i]);
      Finish(resumed);
      ASSERT_EQ(resumed.Checkpoint(), checkpoints.back()) << "step " << i;
      ASSERT_EQ(resumed.ModelBytes({}), whole.ModelBytes({}));
    }
  }
}

TEST(Trainer, APlateauNeedsHeldOutText) {
  TrainOptions options = MakeOptions();
  options.decay = LearningRateDecay::kPlateau;
  const auto trainer = Trainer::Create(MakeText(1000, 0), Lstm(), options);
  ASSERT_FALSE(trainer.has_value());
  EXPECT_EQ(trainer.error().code, ErrorCode::kInvalidArgument);
  EXPECT_NE(trainer.error().message.find("held-out"), std::string::npos);
}

TEST(Trainer, ResumedAfterAnyStepGivesTheSameBits) {
  const Corpus corpus = MakeText(1100);
  for (const NetworkConfig& network : EveryCell()) {
    for (const std::size_t threads : {1, 2}) {
      TrainOptions options = MakeOptions();
      options.threads = threads;
      options.locked_dropout = threads == 2;
      options.state_dropout = options.locked_dropout ? 0.1 : 0;
      options.evaluate_every = 6;
      options.average_patience = 1;
      Trainer whole = Make(corpus, network, options);
      std::vector<Bytes> checkpoints = {whole.Checkpoint()};
      while (whole.status() == TrainStatus::kRunning) {
        ASSERT_TRUE(whole.Step().has_value());
        checkpoints.push_back(whole.Checkpoint());
      }
      ASSERT_GE(checkpoints.size(), 30u);
      for (std::size_t i = 0; i < checkpoints.size(); i += 7) {
        Trainer resumed = Make(corpus, network, options);
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
  Trainer one = Make(corpus, Lstm(), options);
  options.threads = 3;
  Trainer three = Make(corpus, Lstm(), options);
  // A checkpoint of one goes on in three, masks and streams included.
  for (int i = 0; i < 7; ++i) ASSERT_TRUE(one.Step().has_value());
  ASSERT_TRUE(three.Resume(one.Checkpoint()).has_value());
  for (int i = 0; i < 3; ++i) {
    const auto a = one.Step(), b = three.Step();
    EXPECT_NEAR(a->loss, b->loss, 1e-5);
    EXPECT_NEAR(a->gradient_norm, b->gradient_norm, 1e-4);
  }
}

// The inference network over the held-out ids, one token after another.
TEST(Trainer, ModelLoadsForInferenceWithTheLossItReported) {
  const Corpus corpus = MakeText(6000);
  for (const NetworkConfig& network :
       {MakeNetwork("embedding 16, lstm 24, dense 16", true),
        MakeNetwork("one-hot, gru 16"),
        MakeNetwork("embedding 16, gru 16 reset=before, layer-norm", true),
        MakeNetwork("one-hot, rnn 24, lstm 16"),
        MakeNetwork("embedding 8, dense 12 activation=relu, rnn 16")}) {
    TrainOptions options = MakeOptions();
    options.embedding_dropout = 0;
    Trainer trainer = Make(corpus, network, options);
    Finish(trainer);
    ModelConfig description;
    description.name = "grammar";
    const Bytes bytes = trainer.ModelBytes(description);
    const auto file = ReadModelFile(bytes);
    ASSERT_TRUE(file.has_value()) << file.error().message;
    EXPECT_EQ(file->config.name, "grammar");
    EXPECT_NEAR(file->config.evaluation->loss, *trainer.best_loss(), 1e-8);
    const auto model =
        Network::Load(file->config.network, file->tensors, Precision::kF32);
    ASSERT_TRUE(model.has_value()) << model.error().message;
    auto state = model->InitialState();
    auto workspace = model->MakeWorkspace();
    std::vector<float> logits(corpus.vocab_size);
    double loss = 0;
    for (std::size_t i = 0; i + 1 < corpus.valid.size(); ++i) {
      model->Feed({&corpus.valid[i], 1}, state, workspace);
      model->Logits(state, logits, workspace);
      double sum = 0;
      for (const float logit : logits) sum += std::exp(logit);
      loss +=
          std::log(sum) - logits[static_cast<std::size_t>(corpus.valid[i + 1])];
    }
    loss /= static_cast<double>(corpus.valid.size() - 1);
    EXPECT_NEAR(loss, *trainer.best_loss(), 1e-5);
  }
}

// The weights of a small training, by the checksum in its file: the same on
// every machine, in every build and in WebAssembly (tests/web/trainer.test.mjs
// compares with the command line). They may change when the arithmetic does on
// purpose; then take the new ones from the message.
TEST(Trainer, GivesTheSameBitsOnEveryMachine) {
  const Corpus corpus = MakeText(2000);
  std::vector<std::string> checksums;
  for (const NetworkConfig& network : EveryCell()) {
    TrainOptions options = MakeOptions();
    options.threads = 1;
    Trainer trainer = Make(corpus, network, options);
    Finish(trainer);
    const Bytes bytes = trainer.ModelBytes({});
    const std::string_view file(reinterpret_cast<const char*>(bytes.data()),
                                bytes.size());
    const std::string_view key = "\"checksum\":\"";
    checksums.emplace_back(file.substr(file.find(key) + key.size(), 8));
  }
  EXPECT_EQ(checksums,
            (std::vector<std::string>{"a79880e5", "7bd33342", "a8d12dbc",
                                      "b0259b90", "44ab2693"}));
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
  options.epochs = 1;
  options.batch_size = 3;
  options.bptt_length = chunk.size();
  options.dropout = 0;
  options.learning_rate = 1e-30;
  for (const double rate : {0.0, 0.5, 1 - 1e-12}) {
    options.state_reset_probability = rate;
    Trainer trainer = Make(corpus, Lstm(), options);
    std::set<double> losses;
    while (trainer.status() == TrainStatus::kRunning) {
      losses.insert(trainer.Step()->loss);
    }
    EXPECT_EQ(losses.size() == 1, rate > 0.9) << rate;
  }
}

TEST(Trainer, ContinuesFromAModelOfAnyPrecision) {
  const Corpus corpus = MakeText(6000);
  for (const NetworkConfig& network : EveryCell()) {
    Trainer first = Make(corpus, network, MakeOptions());
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
      options.epochs = 1;
      options.evaluate_every = 1;
      options.learning_rate = 1e-9;
      auto next = Trainer::Create(*same, network, options, &*model);
      ASSERT_TRUE(next.has_value()) << next.error().message;
      const auto step = next->Step();
      ASSERT_TRUE(step.has_value() && step->evaluation);
      // At once as good as it was; a little less in few bits.
      EXPECT_NEAR(*step->evaluation->valid_loss, *first.best_loss(),
                  bits == 32  ? 1e-6
                  : bits == 8 ? 0.02
                              : 0.3);
    }
    NetworkConfig other = network;
    other.layers[1].size += 1;
    EXPECT_FALSE(
        Trainer::Create(corpus, other, MakeOptions(), &*file).has_value());
  }
}

// Weights that were learned in 4 bits lose nothing when they are stored so;
// others do.
TEST(Trainer, LearnsWeightsForFourBits) {
  const Corpus corpus = MakeText(6000);
  const NetworkConfig network = Lstm();
  TrainOptions options = MakeOptions();
  options.epochs = 6;
  std::vector<double> costs;
  for (const std::size_t bits : {32, 4}) {
    options.weight_bits = bits;
    Trainer trainer = Make(corpus, network, options);
    Finish(trainer);
    const Bytes bytes = trainer.ModelBytes({});
    const auto stored = QuantizeModelFile(*ReadModelFile(bytes), 4);
    const auto model = ReadModelFile(*stored);
    TrainOptions once = MakeOptions();
    once.learning_rate = 1e-9;
    once.evaluate_every = 1;
    auto measured = Trainer::Create(corpus, network, once, &*model);
    const auto step = measured->Step();
    costs.push_back(*step->evaluation->valid_loss - *trainer.best_loss());
  }
  EXPECT_GT(costs[0], 1e-3);
  EXPECT_NEAR(costs[1], 0, 1e-4);
}

TEST(Trainer, EvaluatesWhereItIsAskedTo) {
  const Corpus corpus = MakeText(2000);
  TrainOptions options = MakeOptions();
  options.evaluate_every = 7;
  Trainer trainer = Make(corpus, Lstm(), options);
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
  Trainer trainer = Make(MakeText(1000, 0), Lstm(), MakeOptions());
  Finish(trainer);
  EXPECT_FALSE(trainer.best_loss().has_value());
  EXPECT_EQ(trainer.best_epoch(), 3u);
}

TEST(Trainer, StopsEarlyAndKeepsTheBest) {
  TrainOptions options = MakeOptions();
  options.epochs = 200;
  options.patience = 2;
  options.dropout = options.weight_dropout = options.embedding_dropout = 0;
  options.decay = LearningRateDecay::kConstant;
  // Noise cannot be learned, only learned by heart.
  Corpus corpus = MakeText(600);
  Rng random(3);
  for (auto* ids : {&corpus.train, &corpus.valid}) {
    for (int& id : *ids) {
      id = static_cast<int>(random.NextU64() % corpus.vocab_size);
    }
  }
  Trainer trainer = Make(corpus, Lstm(), options);
  std::size_t epochs = 0, best = 0;
  while (trainer.status() == TrainStatus::kRunning) {
    const auto step = trainer.Step();
    ASSERT_TRUE(step.has_value());
    if (!step->evaluation) continue;
    ++epochs;
    if (step->evaluation->best) best = epochs;
  }
  EXPECT_EQ(trainer.status(), TrainStatus::kStoppedEarly);
  EXPECT_EQ(trainer.best_epoch(), best);
  EXPECT_EQ(epochs, best + 2);
}

TEST(Trainer, StopsWhenItDivergesAndKeepsTheBest) {
  TrainOptions options = MakeOptions();
  options.epochs = 50;
  options.learning_rate = 10;
  options.warmup_steps = 200;
  options.max_grad_norm = 0;
  options.dropout = options.weight_dropout = options.embedding_dropout = 0;
  const NetworkConfig network = MakeNetwork(
      "embedding 8, rnn 24 activation=relu, rnn 16 activation=relu");
  Trainer trainer = Make(MakeText(1500), network, options);
  while (trainer.status() == TrainStatus::kRunning) {
    const auto step = trainer.Step();
    if (step) continue;
    EXPECT_EQ(step.error().code, ErrorCode::kInvalidArgument);
    EXPECT_NE(step.error().message.find("diverged"), std::string::npos);
  }
  ASSERT_EQ(trainer.status(), TrainStatus::kDiverged);
  ASSERT_GE(trainer.best_epoch(), 1u);
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
  const Trainer one = Make(corpus, Lstm(), MakeOptions());
  const Bytes checkpoint = one.Checkpoint();
  const auto refuses = [&](const Corpus& text, const NetworkConfig& network,
                           const TrainOptions& options, const char* reason) {
    Trainer other = Make(text, network, options);
    const Bytes before = other.Checkpoint();
    const auto resumed = other.Resume(checkpoint);
    ASSERT_FALSE(resumed.has_value()) << reason;
    EXPECT_EQ(resumed.error().code, ErrorCode::kInvalidArgument);
    EXPECT_NE(resumed.error().message.find(reason), std::string::npos)
        << resumed.error().message;
    EXPECT_EQ(other.Checkpoint(), before);
  };
  refuses(MakeText(1010), Lstm(), MakeOptions(), "training text");
  refuses(corpus, EveryCell()[1], MakeOptions(), "The network");
  TrainOptions options = MakeOptions();
  options.learning_rate *= 2;
  refuses(corpus, Lstm(), options, "learning rate");
  options = MakeOptions();
  options.optimizer = OptimizerKind::kSgd;
  refuses(corpus, Lstm(), options, "The optimizer");
  options = MakeOptions();
  options.decay = LearningRateDecay::kPlateau;
  refuses(corpus, Lstm(), options, "The decay of the learning rate");
}

TEST(Trainer, AveragesWhenValidationStopsImproving) {
  TrainOptions options = MakeOptions();
  options.epochs = 60;
  options.dropout = options.weight_dropout = options.embedding_dropout = 0;
  options.decay = LearningRateDecay::kConstant;
  options.ema_decay = 0;
  options.average_patience = 2;
  options.threads = 1;
  const Corpus corpus = MakeText(900);
  Trainer trainer = Make(corpus, Lstm(), options);
  std::vector<double> losses;
  bool averaging = false;
  while (trainer.status() == TrainStatus::kRunning) {
    const auto step = trainer.Step();
    ASSERT_TRUE(step.has_value());
    if (!step->evaluation) continue;
    // Merity et al. 2017, Algorithm 1.
    const double loss = *step->evaluation->valid_loss;
    for (std::size_t i = 0; i + 2 < losses.size(); ++i) {
      averaging |= loss > losses[i];
    }
    losses.push_back(loss);
    ASSERT_EQ(step->evaluation->averaging, averaging) << losses.size();
  }
  EXPECT_TRUE(averaging);
}

TEST(Trainer, RefusesAnOptionOutOfItsRange) {
  TrainOptions options = MakeOptions();
  options.learning_rate = std::nan("");
  const auto trainer = Trainer::Create(MakeText(1000), Lstm(), options);
  ASSERT_FALSE(trainer.has_value());
  EXPECT_EQ(trainer.error().code, ErrorCode::kInvalidArgument);
}

}  // namespace
}  // namespace lukewarm
