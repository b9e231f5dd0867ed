#include "engine/session.h"

#include <utility>

namespace lukewarm {

Session::Session(std::shared_ptr<const Model> model, std::uint64_t seed)
    : model_(std::move(model)),
      state_(model_->beginning()),
      workspace_(model_->network().MakeWorkspace()),
      rng_(seed),
      counts_(model_->tokenizer().vocab_size()),
      stream_(MakeTextStream(model_->tokenizer())),
      logits_(model_->tokenizer().vocab_size()),
      sampler_(logits_.size(), model_->tokenizer().unknown_id()) {}

Session::Session(const Session& other)
    : model_(other.model_),
      state_(other.state_),
      workspace_(other.workspace_),
      rng_(other.rng_),
      ids_(other.ids_),
      counts_(other.counts_),
      stream_(other.stream_->Clone()),
      logits_(other.logits_),
      logits_current_(other.logits_current_),
      sampler_(other.sampler_),
      sampled_with_(other.sampled_with_) {}

Result<Encoding> Session::Feed(std::string_view text) {
  auto encoding = model_->tokenizer().Encode(text, Tokenizer::Unknown::kSkip);
  if (!encoding) return encoding;
  for (const int id : encoding->ids) {
    FeedId(id);
    stream_->Push(id);
  }
  return encoding;
}

std::span<const float> Session::Logits() {
  if (!logits_current_) {
    model_->network().Logits(ids_.empty() ? model_->opening() : state_, logits_,
                             workspace_);
    logits_current_ = true;
  }
  return logits_;
}

const Sampler& Session::Distribution(const SamplingOptions& options) {
  if (sampled_with_ != options) {
    sampler_.Compute(Logits(), counts_, options);
    sampled_with_ = options;
  }
  return sampler_;
}

Step Session::Next(const SamplingOptions& options) {
  Distribution(options);
  const double uniform = rng_.NextDouble();
  return Advance(sampler_.Draw(uniform), uniform);
}

Step Session::Choose(int id) {
  if (!sampled_with_) Distribution({});
  rng_.NextDouble();
  return Advance(id, 0);
}

Step Session::Advance(int id, double uniform) {
  Step step;
  step.id = id;
  step.log_probability = sampler_.LogProbability(id);
  step.probability = sampler_.Probability(id);
  step.uniform = uniform;
  step.entropy = sampler_.Entropy();
  FeedId(id);
  step.text = stream_->Push(id);
  return step;
}

void Session::FeedId(int id) {
  model_->network().Feed(id, state_, workspace_);
  ids_.push_back(id);
  counts_.Add(id);
  logits_current_ = false;
  sampled_with_.reset();
}

}  // namespace lukewarm
