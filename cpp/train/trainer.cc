#include "train/trainer.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <string>
#include <utility>

#include "base/rng.h"
#include "model/model_file.h"
#include "quant/quantize.h"
#include "train/checkpoint.h"
#include "train/evaluator.h"
#include "train/optimizer.h"
#include "train/round_weights.h"
#include "train/stream_group.h"
#include "train/stream_plan.h"

namespace lukewarm {

using train::Evaluator;
using train::Identity;
using train::Network;
using train::Optimizer;
using train::Parameter;
using train::Progress;
using train::Range;
using train::Share;
using train::StreamGroup;
using train::StreamPlan;
using train::TrainArrays;
using train::WeightRounder;
using train::WorkerPool;

namespace {

constexpr std::uint64_t kResetStream = 103;  // of the seed

// FNV-1a, 64 bits, over whatever tells one training from another.
class Fingerprint {
 public:
  void Add(std::uint64_t number) {
    for (int byte = 0; byte < 8; ++byte) {
      hash_ = (hash_ ^ (number >> (8 * byte) & 0xFF)) * 0x100000001B3;
    }
  }
  std::uint64_t value() const { return hash_; }

 private:
  std::uint64_t hash_ = 0xCBF29CE484222325;
};

std::uint64_t HashIds(const std::vector<int>& ids) {
  Fingerprint hash;
  for (const int id : ids) hash.Add(static_cast<std::uint64_t>(id));
  return hash.value();
}

std::uint64_t HashArchitecture(const Architecture& architecture) {
  Fingerprint hash;
  hash.Add(static_cast<std::uint64_t>(architecture.cell));
  hash.Add(static_cast<std::uint64_t>(architecture.activation));
  hash.Add(static_cast<std::uint64_t>(architecture.reset));
  hash.Add(architecture.vocab_size);
  hash.Add(architecture.embedding_size);
  hash.Add(architecture.tied ? 1 : 0);
  for (const std::size_t hidden : architecture.hidden_sizes) hash.Add(hidden);
  return hash.value();
}

Identity Identify(const Corpus& corpus, const Architecture& architecture,
                  const TrainOptions& options, std::uint64_t start) {
  const auto bits = [](double value) {
    return std::bit_cast<std::uint64_t>(value);
  };
  return {
      {"the training text", HashIds(corpus.train)},
      {"the validation text", HashIds(corpus.valid)},
      {"the architecture", HashArchitecture(architecture)},
      {"the number of passes", options.passes},
      {"the number of streams", options.streams},
      {"the BPTT length", options.length},
      {"the dropout", bits(options.dropout)},
      {"the embedding dropout", bits(options.embedding_dropout)},
      {"the recurrent dropout", bits(options.recurrent_dropout)},
      {"the rate of state resets", bits(options.state_resets)},
      {"the optimizer", static_cast<std::uint64_t>(options.optimizer)},
      {"the learning rate", bits(options.learning_rate)},
      {"the number of warm-up steps", options.warmup_steps},
      {"the decay of the learning rate",
       static_cast<std::uint64_t>(options.decay)},
      {"the weight decay", bits(options.weight_decay)},
      {"the clip of the gradient", bits(options.clip)},
      {"the decay of the average", bits(options.average)},
      {"the bits of the weights",
       static_cast<std::uint64_t>(options.weight_bits)},
      {"the number of steps between measurements", options.evaluate_every},
      {"the seed", options.seed},
      {"the model that training began with", start},
  };
}

train::DropoutRates Rates(const TrainOptions& options) {
  return {options.dropout, options.embedding_dropout,
          options.recurrent_dropout};
}

}  // namespace

class Trainer::Impl {
 public:
  Impl(Corpus corpus, const Architecture& architecture,
       const TrainOptions& options, const StreamPlan& plan);

  // Begins with the weights of a model instead of random ones.
  Result<void> TakeWeights(const ModelFile& from);
  Result<TrainStep> Step();
  std::vector<std::uint8_t> ModelBytes(const ModelConfig& description,
                                       Weights which) const;
  std::vector<std::uint8_t> Checkpoint();
  Result<void> Resume(std::span<const std::uint8_t> checkpoint);

  TrainStatus status() const {
    return static_cast<TrainStatus>(progress_.status);
  }
  std::size_t total_steps() const {
    return plan_.steps_per_pass() * options_.passes;
  }

  const Corpus corpus_;
  const Architecture architecture_;
  const TrainOptions options_;
  const StreamPlan plan_;
  Progress progress_;
  WorkerPool pool_;
  Network<float> network_;

 private:
  struct Group {
    std::size_t first;  // stream
    StreamGroup<float> streams;
    std::vector<int> inputs;
    std::vector<int> targets;
    double loss = 0;
  };

  double TrainChunk();
  void ResetSomeStates(StreamGroup<float>& streams, std::size_t first) const;
  // The weights that the network is to run with: rounded, if that is asked for.
  const float* Ready(const AlignedVector<float>& weights);
  bool EvaluationIsDue() const;
  TrainStep::Evaluation Evaluate();
  TrainStatus StatusNow() const;
  ModelConfig Config(const ModelConfig& description) const;
  std::span<const float> Best() const;
  TrainArrays Arrays(std::span<float> hidden);
  std::size_t StateSize() const;
  void CopyStates(std::span<float> states, bool into_groups);

  Optimizer optimizer_;
  std::optional<WeightRounder> rounder_;
  AlignedVector<float> rounded_;
  std::uint64_t start_ = 0;  // tells the weights that training began with
  AlignedVector<float> best_;
  std::vector<std::unique_ptr<Group>> groups_;
  std::unique_ptr<Evaluator> evaluator_;
};

Trainer::Impl::Impl(Corpus corpus, const Architecture& architecture,
                    const TrainOptions& options, const StreamPlan& plan)
    : corpus_(std::move(corpus)),
      architecture_(architecture),
      options_(options),
      plan_(plan),
      pool_(std::min(options.threads, options.streams)),
      network_(architecture, Rates(options), options.seed,
               options.streams / pool_.size() * options.length),
      optimizer_(options, network_.layout()) {
  auto& weights = optimizer_.weights();
  train::InitializeParameters<float>(architecture, network_.layout(),
                                     options.seed, weights);
  std::ranges::copy(weights, optimizer_.average().begin());
  best_ = weights;
  if (options.weight_bits < 32) {
    rounder_.emplace(architecture, network_.layout(), options.weight_bits);
    rounded_.resize(weights.size());
  }
  for (std::size_t g = 0; g < pool_.size(); ++g) {
    const Range share = Share(options.streams, g, pool_.size());
    const std::size_t count = share.end - share.begin;
    groups_.push_back(std::unique_ptr<Group>(
        new Group{share.begin,
                  StreamGroup<float>(network_, count, share.begin,
                                     options.streams, options.length, true),
                  std::vector<int>(count * options.length),
                  std::vector<int>(count * options.length)}));
  }
  if (!corpus_.valid.empty()) {
    evaluator_ = std::make_unique<Evaluator>(network_, corpus_.valid.size(),
                                             pool_.size());
  }
}

Result<void> Trainer::Impl::TakeWeights(const ModelFile& from) {
  auto& weights = optimizer_.weights();
  for (const Parameter& parameter : network_.layout().parameters()) {
    const auto& shape = parameter.shape;
    auto values =
        shape.size() == 2
            ? LoadFloats(from.tensors, parameter.name, shape[0], shape[1])
            : LoadVector(from.tensors, parameter.name, shape[0],
                         /*optional=*/true);
    if (!values) return std::unexpected(std::move(values.error()));
    std::ranges::copy(*values, weights.begin() + parameter.offset);
  }
  std::ranges::copy(weights, optimizer_.average().begin());
  best_ = weights;
  Fingerprint hash;
  for (const float weight : weights) {
    hash.Add(std::bit_cast<std::uint32_t>(weight));
  }
  start_ = hash.value();
  return {};
}

Result<TrainStep> Trainer::Impl::Step() {
  if (status() != TrainStatus::kRunning) {
    return Fail(ErrorCode::kInvalidArgument, "The training is over.");
  }
  if (progress_.step_of_pass == 0) {
    for (auto& group : groups_) group->streams.ResetStates();
  } else if (options_.state_resets > 0) {
    for (auto& group : groups_) ResetSomeStates(group->streams, group->first);
  }
  TrainStep report;
  report.pass = progress_.pass + 1;
  report.passes = options_.passes;
  report.step = progress_.step_of_pass + 1;
  report.steps_per_pass = plan_.steps_per_pass();
  report.tokens = options_.streams * options_.length;
  report.learning_rate =
      train::LearningRate(options_, progress_.step, total_steps());
  report.loss = TrainChunk();
  std::vector<float*> gradients;
  for (auto& group : groups_) gradients.push_back(group->streams.gradient());
  report.gradient_norm =
      optimizer_.Step(gradients, progress_.step, report.learning_rate, pool_);
  if (!std::isfinite(report.loss) || !std::isfinite(report.gradient_norm)) {
    progress_.status = static_cast<std::size_t>(TrainStatus::kDiverged);
    return Fail(ErrorCode::kInvalidArgument,
                "Training diverged in pass " + std::to_string(report.pass) +
                    ", step " + std::to_string(report.step) +
                    ": the loss is no longer a number. Lower the learning "
                    "rate, warm up longer or clip the gradient harder. The "
                    "best weights so far are kept.");
  }
  ++progress_.step;
  ++progress_.step_of_pass;
  progress_.loss_sum += report.loss;
  ++progress_.loss_steps;
  if (EvaluationIsDue()) report.evaluation = Evaluate();
  if (progress_.step_of_pass == plan_.steps_per_pass()) {
    progress_.step_of_pass = 0;
    ++progress_.pass;
  }
  progress_.status = static_cast<std::size_t>(StatusNow());
  return report;
}

// A number for each step and stream, whichever thread the stream is on.
void Trainer::Impl::ResetSomeStates(StreamGroup<float>& streams,
                                    std::size_t first) const {
  Rng random(options_.seed, kResetStream);
  random.set_position(progress_.step * options_.streams + first);
  for (std::size_t b = 0; b < streams.streams(); ++b) {
    if (random.NextDouble() < options_.state_resets) streams.ResetState(b);
  }
}

const float* Trainer::Impl::Ready(const AlignedVector<float>& weights) {
  if (!rounder_) return weights.data();
  rounder_->Round(weights, rounded_, pool_);
  return rounded_.data();
}

double Trainer::Impl::TrainChunk() {
  network_.Prepare(Ready(optimizer_.weights()), true,
                   static_cast<std::uint32_t>(progress_.step), pool_);
  const auto positions =
      static_cast<double>(options_.streams * options_.length);
  const std::size_t offset = plan_.Offset(options_.seed, progress_.pass);
  pool_.Run([&](std::size_t thread) {
    Group& group = *groups_[thread];
    plan_.Fill(corpus_.train, offset, progress_.step_of_pass, group.first,
               group.streams.streams(), group.inputs.data(),
               group.targets.data());
    group.loss =
        group.streams.Train(network_, group.inputs.data(), group.targets.data(),
                            static_cast<float>(1 / positions));
  });
  double loss = 0;
  for (const auto& group : groups_) loss += group->loss;
  return loss / positions;
}

bool Trainer::Impl::EvaluationIsDue() const {
  const bool last = progress_.step == total_steps();
  return last || (options_.evaluate_every > 0
                      ? progress_.step % options_.evaluate_every == 0
                      : progress_.step_of_pass == plan_.steps_per_pass());
}

TrainStep::Evaluation Trainer::Impl::Evaluate() {
  TrainStep::Evaluation evaluation;
  evaluation.train_loss =
      progress_.loss_sum / static_cast<double>(progress_.loss_steps);
  progress_.loss_sum = 0;
  progress_.loss_steps = 0;
  if (evaluator_) {
    network_.Prepare(Ready(optimizer_.average()), false, 0, pool_);
    evaluation.valid_loss = evaluator_->Loss(corpus_.valid, pool_);
  }
  // With nothing held out the latest is the best.
  evaluation.best = !evaluation.valid_loss || progress_.best_step == 0 ||
                    *evaluation.valid_loss < progress_.best_loss;
  ++progress_.evaluations_since_best;
  if (evaluation.best) {
    progress_.best_step = progress_.step;
    progress_.best_loss = evaluation.valid_loss.value_or(0);
    progress_.evaluations_since_best = 0;
    best_ = optimizer_.average();
  }
  return evaluation;
}

TrainStatus Trainer::Impl::StatusNow() const {
  if (progress_.step == total_steps()) return TrainStatus::kDone;
  return options_.patience > 0 &&
                 progress_.evaluations_since_best >= options_.patience
             ? TrainStatus::kStoppedEarly
             : TrainStatus::kRunning;
}

// Before the first evaluation nothing is best: what the training has by then.
std::span<const float> Trainer::Impl::Best() const {
  return progress_.best_step > 0 ? best_ : optimizer_.average();
}

ModelConfig Trainer::Impl::Config(const ModelConfig& description) const {
  ModelConfig config = description;
  config.architecture = architecture_;
  config.tokenizer = corpus_.tokenizer;
  config.bits = 32;
  config.has_evaluation = evaluator_ && progress_.best_step > 0;
  if (config.has_evaluation) {
    config.evaluation.loss = progress_.best_loss;
    config.evaluation.loss_f32 = progress_.best_loss;
    config.evaluation.characters_per_token = corpus_.characters_per_token;
  }
  return config;
}

std::vector<std::uint8_t> Trainer::Impl::ModelBytes(
    const ModelConfig& description, Weights which) const {
  TensorMap tensors;
  ModelConfig config = Config(description);
  const bool latest = which == Weights::kLatest;
  if (latest) config.has_evaluation = false;
  train::AddModelTensors(network_.layout(),
                         latest ? optimizer_.average() : Best(), tensors);
  return WriteModelFile(config, tensors);
}

TrainArrays Trainer::Impl::Arrays(std::span<float> hidden) {
  TrainArrays arrays{optimizer_.weights(),
                     {},
                     optimizer_.first_moment(),
                     optimizer_.second_moment(),
                     hidden};
  if (options_.average > 0) arrays.average = optimizer_.average();
  return arrays;
}

std::size_t Trainer::Impl::StateSize() const {
  std::size_t size = 0;
  for (const std::size_t hidden : architecture_.hidden_sizes) size += hidden;
  return size * options_.streams *
         (architecture_.cell == CellKind::kLstm ? 2 : 1);
}

// `states` is [layer, h and c, stream, hidden] over all streams, so that a
// checkpoint does not depend on how streams are shared among threads.
void Trainer::Impl::CopyStates(std::span<float> states, bool into_groups) {
  const std::size_t kinds = architecture_.cell == CellKind::kLstm ? 2 : 1;
  for (auto& group : groups_) {
    std::vector<float> own = group->streams.State();
    std::size_t from = 0, to = 0;
    for (const std::size_t hidden : architecture_.hidden_sizes) {
      const std::size_t count = group->streams.streams() * hidden;
      for (std::size_t kind = 0; kind < kinds; ++kind) {
        const auto mine = std::span(own).subspan(from, count);
        const auto all = states.subspan(to + group->first * hidden, count);
        if (into_groups) {
          std::ranges::copy(all, mine.begin());
        } else {
          std::ranges::copy(mine, all.begin());
        }
        from += count;
        to += options_.streams * hidden;
      }
    }
    if (into_groups) group->streams.SetState(own);
  }
}

std::vector<std::uint8_t> Trainer::Impl::Checkpoint() {
  std::vector<float> hidden(StateSize());
  CopyStates(hidden, false);
  return train::WriteCheckpoint(
      Config({}), network_.layout(), Best(), Arrays(hidden), progress_,
      Identify(corpus_, architecture_, options_, start_));
}

Result<void> Trainer::Impl::Resume(std::span<const std::uint8_t> checkpoint) {
  std::vector<float> hidden(StateSize());
  auto progress = train::ReadCheckpoint(
      checkpoint, network_.layout(), best_, Arrays(hidden),
      Identify(corpus_, architecture_, options_, start_));
  if (!progress) return std::unexpected(std::move(progress.error()));
  progress_ = *progress;
  CopyStates(hidden, true);
  return {};
}

Trainer::Trainer(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Trainer::Trainer(Trainer&&) noexcept = default;
Trainer& Trainer::operator=(Trainer&&) noexcept = default;
Trainer::~Trainer() = default;

Result<Trainer> Trainer::Create(Corpus corpus, Architecture architecture,
                                const TrainOptions& options,
                                const ModelFile* from) {
  architecture.vocab_size = corpus.vocab_size;
  if (auto checked = CheckTrainOptions(options, architecture); !checked) {
    return std::unexpected(std::move(checked.error()));
  }
  auto plan =
      StreamPlan::Create(corpus.train.size(), options.streams, options.length);
  if (!plan) return std::unexpected(std::move(plan.error()));
  auto impl =
      std::make_unique<Impl>(std::move(corpus), architecture, options, *plan);
  if (from != nullptr) {
    if (auto taken = impl->TakeWeights(*from); !taken) {
      return std::unexpected(std::move(taken.error()));
    }
  }
  return Trainer(std::move(impl));
}

Result<TrainStep> Trainer::Step() { return impl_->Step(); }
TrainStatus Trainer::status() const { return impl_->status(); }
std::size_t Trainer::steps_done() const { return impl_->progress_.step; }
std::size_t Trainer::steps_total() const { return impl_->total_steps(); }
std::size_t Trainer::steps_per_pass() const {
  return impl_->plan_.steps_per_pass();
}
std::size_t Trainer::tokens_per_step() const {
  return impl_->options_.streams * impl_->options_.length;
}
std::size_t Trainer::parameter_count() const {
  return impl_->network_.layout().count();
}
std::size_t Trainer::best_step() const { return impl_->progress_.best_step; }
std::size_t Trainer::best_pass() const {
  return (best_step() + steps_per_pass() - 1) / steps_per_pass();
}
const Corpus& Trainer::corpus() const { return impl_->corpus_; }
std::optional<double> Trainer::best_loss() const {
  if (best_step() == 0 || impl_->corpus_.valid.empty()) return std::nullopt;
  return impl_->progress_.best_loss;
}
std::vector<std::uint8_t> Trainer::ModelBytes(const ModelConfig& description,
                                              Weights which) const {
  return impl_->ModelBytes(description, which);
}
std::vector<std::uint8_t> Trainer::Checkpoint() const {
  return impl_->Checkpoint();
}
Result<void> Trainer::Resume(std::span<const std::uint8_t> checkpoint) {
  return impl_->Resume(checkpoint);
}

}  // namespace lukewarm
