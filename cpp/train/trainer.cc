#include "train/trainer.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <string>
#include <utility>

#include "base/rng.h"
#include "quant/quantize.h"
#include "train/batch_iterator.h"
#include "train/batch_shard.h"
#include "train/checkpoint.h"
#include "train/evaluator.h"
#include "train/fake_quantizer.h"
#include "train/optimizer.h"
#include "train/run_fingerprint.h"

namespace lukewarm {

using train::BatchIterator;
using train::BatchShard;
using train::Evaluator;
using train::FakeQuantizer;
using train::Optimizer;
using train::PlacedParameter;
using train::Progress;
using train::Range;
using train::Share;
using train::TrainableNetwork;
using train::TrainArrays;
using train::WorkerPool;

namespace {

constexpr std::uint64_t kResetStream = 103;  // of the seed

train::DropoutRates Rates(const TrainOptions& options) {
  return {.output = options.dropout,
          .embedding = options.embedding_dropout,
          .token = options.token_dropout,
          .state = options.state_dropout,
          .weight = options.weight_dropout,
          .locked = options.locked_dropout};
}

}  // namespace

class Trainer::Impl {
 public:
  Impl(Corpus corpus, const NetworkConfig& network, const TrainOptions& options,
       const BatchIterator& batches);

  // Replaces the random initial weights by those of a model.
  Result<void> InitializeFrom(const ModelFile& from);
  Result<TrainStep> Step();
  TrainStatus status() const;
  std::vector<std::uint8_t> ModelBytes(const ModelConfig& description,
                                       Weights which) const;
  std::vector<std::uint8_t> Checkpoint();
  Result<void> Resume(std::span<const std::uint8_t> checkpoint);

  std::size_t total_steps() const {
    return batches_.steps_per_epoch() * options_.epochs;
  }

  const Corpus corpus_;
  const TrainOptions options_;
  const BatchIterator batches_;
  Progress progress_;
  WorkerPool pool_;
  TrainableNetwork<float> network_;

 private:
  struct Shard {
    BatchShard<float> batch;
    std::vector<int> inputs;
    std::vector<int> targets;
    double loss = 0;
  };

  std::size_t epoch() const {
    return progress_.step / batches_.steps_per_epoch();
  }
  std::size_t step_of_epoch() const {
    return progress_.step % batches_.steps_per_epoch();
  }
  double TrainChunk();
  void ResetStates();
  // The weights that the network is to run with: quantised, if that is an
  // option.
  const float* Ready(const AlignedVector<float>& weights);
  bool EvaluationIsDue() const;
  TrainStep::Evaluation Evaluate();
  bool StartAveraging(double loss);
  ModelConfig Config(const ModelConfig& description) const;
  std::span<const float> Best() const;
  TrainArrays Arrays(std::span<float> state);
  std::size_t StateSize() const;
  // Copies the shards' states from or to those of the whole batch.
  void CopyStates(std::span<float> states, bool into_shards);
  train::RunFingerprint Fingerprint() const;

  Optimizer optimizer_;
  std::optional<FakeQuantizer> quantizer_;
  AlignedVector<float> quantized_;
  std::uint64_t initial_model_ = 0;  // a hash of its weights; 0: random ones
  AlignedVector<float> best_;
  std::vector<std::unique_ptr<Shard>> shards_;
  std::unique_ptr<Evaluator> evaluator_;
};

Trainer::Impl::Impl(Corpus corpus, const NetworkConfig& network,
                    const TrainOptions& options, const BatchIterator& batches)
    : corpus_(std::move(corpus)),
      options_(options),
      batches_(batches),
      pool_(std::min(options.threads, options.batch_size)),
      network_(network, Rates(options), options.seed,
               options.batch_size / pool_.size() * options.bptt_length),
      optimizer_(options, network_.layout()) {
  progress_.recent_losses.assign(options.average_patience,
                                 std::numeric_limits<double>::infinity());
  auto& weights = optimizer_.weights();
  train::InitializeParameters<float>(network_.layout(), options.seed, weights);
  std::ranges::copy(weights, optimizer_.average().begin());
  best_ = weights;
  if (options.weight_bits < 32) {
    quantizer_.emplace(network, network_.layout(),
                       static_cast<int>(options.weight_bits));
    quantized_.resize(weights.size());
  }
  for (std::size_t i = 0; i < pool_.size(); ++i) {
    const Range share = Share(options.batch_size, i, pool_.size());
    const std::size_t count = share.end - share.begin;
    shards_.push_back(std::unique_ptr<Shard>(new Shard{
        BatchShard<float>(network_, count, share.begin, options.batch_size,
                          options.bptt_length, true),
        std::vector<int>(count * options.bptt_length),
        std::vector<int>(count * options.bptt_length)}));
  }
  if (!corpus_.valid.empty()) {
    evaluator_ = std::make_unique<Evaluator>(network_, corpus_.valid.size(),
                                             pool_.size());
  }
}

Result<void> Trainer::Impl::InitializeFrom(const ModelFile& from) {
  auto& weights = optimizer_.weights();
  for (const PlacedParameter& parameter : network_.layout().parameters()) {
    const auto& shape = parameter.shape;
    auto values =
        shape.size() == 2
            ? LoadFloats(from.tensors, parameter.name, shape[0], shape[1])
            : LoadVector(from.tensors, parameter.name, shape[0],
                         /*optional=*/!parameter.ones);
    if (!values) return std::unexpected(std::move(values.error()));
    std::ranges::copy(*values, weights.begin() + parameter.offset);
  }
  std::ranges::copy(weights, optimizer_.average().begin());
  best_ = weights;
  train::Hash hash;
  for (const float weight : weights) {
    hash.Add(std::bit_cast<std::uint32_t>(weight));
  }
  initial_model_ = hash.value();
  return {};
}

Result<TrainStep> Trainer::Impl::Step() {
  if (status() != TrainStatus::kRunning) {
    return Fail(ErrorCode::kInvalidArgument, "The training is over.");
  }
  ResetStates();
  TrainStep report;
  report.epoch = epoch() + 1;
  report.epochs = options_.epochs;
  report.step = step_of_epoch() + 1;
  report.steps_per_epoch = batches_.steps_per_epoch();
  report.tokens = options_.batch_size * options_.bptt_length;
  report.learning_rate = train::LearningRate(options_, progress_.step,
                                             total_steps(), progress_.plateaus);
  report.loss = TrainChunk();
  std::vector<float*> gradients;
  for (auto& shard : shards_) gradients.push_back(shard->batch.gradient());
  const auto mean_from = progress_.mean_from > 0
                             ? std::optional(progress_.mean_from)
                             : std::nullopt;
  report.gradient_norm = optimizer_.Step(
      gradients, progress_.step, report.learning_rate, mean_from, pool_);
  if (!std::isfinite(report.loss) || !std::isfinite(report.gradient_norm)) {
    progress_.diverged = 1;
    return Fail(ErrorCode::kInvalidArgument,
                "Training diverged in epoch " + std::to_string(report.epoch) +
                    ", step " + std::to_string(report.step) +
                    ": the loss is no longer a number. Lower the learning "
                    "rate, take more warm-up steps or a smaller maximum "
                    "gradient norm. The best weights so far are kept.");
  }
  ++progress_.step;
  progress_.loss_sum += report.loss;
  ++progress_.loss_steps;
  if (EvaluationIsDue()) report.evaluation = Evaluate();
  return report;
}

TrainStatus Trainer::Impl::status() const {
  if (progress_.diverged != 0) return TrainStatus::kDiverged;
  if (progress_.step == total_steps()) return TrainStatus::kDone;
  return options_.patience > 0 &&
                 progress_.evaluations_since_best >= options_.patience
             ? TrainStatus::kStoppedEarly
             : TrainStatus::kRunning;
}

// A random number for each step and sequence, whichever thread it is on.
void Trainer::Impl::ResetStates() {
  const bool all = step_of_epoch() == 0;
  const double probability = options_.state_reset_probability;
  if (!all && probability == 0) return;
  for (auto& shard : shards_) {
    BatchShard<float>& batch = shard->batch;
    Rng random(options_.seed, kResetStream);
    random.set_position(progress_.step * options_.batch_size + batch.first());
    for (std::size_t b = 0; b < batch.streams(); ++b) {
      if (all || random.NextDouble() < probability) batch.ResetState(b);
    }
  }
}

const float* Trainer::Impl::Ready(const AlignedVector<float>& weights) {
  if (!quantizer_) return weights.data();
  quantizer_->Quantize(weights, quantized_, pool_);
  return quantized_.data();
}

double Trainer::Impl::TrainChunk() {
  network_.Prepare(Ready(optimizer_.weights()), true,
                   static_cast<std::uint32_t>(progress_.step), pool_);
  const auto positions =
      static_cast<double>(options_.batch_size * options_.bptt_length);
  const std::size_t offset = batches_.Offset(options_.seed, epoch());
  pool_.Run([&](std::size_t thread) {
    Shard& shard = *shards_[thread];
    batches_.Fill(corpus_.train, offset, step_of_epoch(), shard.batch.first(),
                  shard.batch.streams(), shard.inputs.data(),
                  shard.targets.data());
    shard.loss = shard.batch.Train(shard.inputs.data(), shard.targets.data(),
                                   static_cast<float>(1 / positions));
  });
  double loss = 0;
  for (const auto& shard : shards_) loss += shard->loss;
  return loss / positions;
}

bool Trainer::Impl::EvaluationIsDue() const {
  return progress_.step == total_steps() ||
         (options_.evaluate_every > 0
              ? progress_.step % options_.evaluate_every == 0
              : step_of_epoch() == 0);
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
    evaluation.averaging = StartAveraging(*evaluation.valid_loss);
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
  } else {
    ++progress_.plateaus;
  }
  return evaluation;
}

// The non-monotonic trigger of Merity et al. 2017, Algorithm 1. Returns whether
// the weights are averaged.
bool Trainer::Impl::StartAveraging(double loss) {
  auto& recent = progress_.recent_losses;
  if (recent.empty()) return false;
  if (progress_.mean_from == 0 && loss > progress_.lowest_before) {
    progress_.mean_from = progress_.step;
  }
  std::ranges::rotate(recent, recent.begin() + 1);
  progress_.lowest_before = std::min(progress_.lowest_before, recent.back());
  recent.back() = loss;
  return progress_.mean_from > 0;
}

// Before the first evaluation nothing is best: what the training has by then,
// or, where that has diverged, what it began with.
std::span<const float> Trainer::Impl::Best() const {
  return progress_.best_step > 0 || status() == TrainStatus::kDiverged
             ? best_
             : optimizer_.average();
}

ModelConfig Trainer::Impl::Config(const ModelConfig& description) const {
  ModelConfig config = description;
  config.network = network_.config();
  config.tokenizer = corpus_.tokenizer;
  config.bits = 32;
  if (evaluator_ && progress_.best_step > 0) {
    if (!config.evaluation) config.evaluation.emplace();
    config.evaluation->loss = progress_.best_loss;
    config.evaluation->loss_f32 = progress_.best_loss;
    config.evaluation->characters_per_token = corpus_.characters_per_token;
  } else {
    config.evaluation.reset();
  }
  return config;
}

std::vector<std::uint8_t> Trainer::Impl::ModelBytes(
    const ModelConfig& description, Weights which) const {
  TensorMap tensors;
  ModelConfig config = Config(description);
  const bool latest = which == Weights::kLatest;
  if (latest) config.evaluation.reset();
  train::AddModelTensors(network_.layout(),
                         latest ? optimizer_.average() : Best(), tensors);
  return WriteModelFile(config, tensors);
}

TrainArrays Trainer::Impl::Arrays(std::span<float> state) {
  TrainArrays arrays{optimizer_.weights(),
                     {},
                     optimizer_.first_moment(),
                     optimizer_.second_moment(),
                     state};
  if (optimizer_.has_average()) arrays.average = optimizer_.average();
  return arrays;
}

void Trainer::Impl::CopyStates(std::span<float> states, bool into_shards) {
  for (auto& shard : shards_) {
    BatchShard<float>& batch = shard->batch;
    float* mine = batch.state().data();
    float* all = states.data();
    for (const LayerPlan& plan : network_.plans()) {
      const std::size_t count = batch.streams() * plan.units;
      for (std::size_t vector = 0; vector < plan.state_vectors; ++vector) {
        float* place = all + batch.first() * plan.units;
        if (into_shards) {
          std::copy_n(place, count, mine);
        } else {
          std::copy_n(mine, count, place);
        }
        mine += count;
        all += options_.batch_size * plan.units;
      }
    }
  }
}

train::RunFingerprint Trainer::Impl::Fingerprint() const {
  return train::MakeRunFingerprint(corpus_, network_.config(), options_,
                                   initial_model_);
}

std::size_t Trainer::Impl::StateSize() const {
  std::size_t size = 0;
  for (const LayerPlan& plan : network_.plans()) {
    size += plan.state_vectors * plan.units;
  }
  return size * options_.batch_size;
}

std::vector<std::uint8_t> Trainer::Impl::Checkpoint() {
  std::vector<float> state(StateSize());
  CopyStates(state, false);
  return train::WriteCheckpoint(Config({}), network_.layout(), Best(),
                                Arrays(state), progress_, Fingerprint());
}

Result<void> Trainer::Impl::Resume(std::span<const std::uint8_t> checkpoint) {
  std::vector<float> state(StateSize());
  auto progress = train::ReadCheckpoint(
      checkpoint, network_.layout(), total_steps(), options_.average_patience,
      best_, Arrays(state), Fingerprint());
  if (!progress) return std::unexpected(std::move(progress.error()));
  progress_ = *progress;
  CopyStates(state, true);
  return {};
}

Trainer::Trainer(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Trainer::Trainer(Trainer&&) noexcept = default;
Trainer& Trainer::operator=(Trainer&&) noexcept = default;
Trainer::~Trainer() = default;

Result<Trainer> Trainer::Create(Corpus corpus, NetworkConfig network,
                                const TrainOptions& options,
                                const ModelFile* from) {
  network.vocab_size = corpus.vocab_size;
  if (auto checked = CheckTrainOptions(options, network); !checked) {
    return std::unexpected(std::move(checked.error()));
  }
  if (options.decay == LearningRateDecay::kPlateau && corpus.valid.empty()) {
    return Fail(ErrorCode::kInvalidArgument,
                "A learning rate that falls on a plateau needs held-out text: "
                "set a validation fraction above 0 or another decay.");
  }
  auto batches = BatchIterator::Create(corpus.train.size(), options.batch_size,
                                       options.bptt_length);
  if (!batches) return std::unexpected(std::move(batches.error()));
  auto impl =
      std::make_unique<Impl>(std::move(corpus), network, options, *batches);
  if (from != nullptr) {
    if (auto taken = impl->InitializeFrom(*from); !taken) {
      return std::unexpected(std::move(taken.error()));
    }
  }
  return Trainer(std::move(impl));
}

Result<TrainStep> Trainer::Step() { return impl_->Step(); }
TrainStatus Trainer::status() const { return impl_->status(); }
std::size_t Trainer::steps_done() const { return impl_->progress_.step; }
std::size_t Trainer::steps_total() const { return impl_->total_steps(); }
std::size_t Trainer::steps_per_epoch() const {
  return impl_->batches_.steps_per_epoch();
}
std::size_t Trainer::tokens_per_step() const {
  return impl_->options_.batch_size * impl_->options_.bptt_length;
}
std::size_t Trainer::parameter_count() const {
  return impl_->network_.layout().count();
}
std::size_t Trainer::best_step() const { return impl_->progress_.best_step; }
std::size_t Trainer::best_epoch() const {
  return (best_step() + steps_per_epoch() - 1) / steps_per_epoch();
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
