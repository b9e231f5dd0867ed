#include "engine/session.h"

#include <utility>

namespace lukewarm {

Session::Session(std::shared_ptr<const Model> model, std::uint64_t seed)
    : model_(std::move(model)),
      state_(model_->initial_state()),
      workspace_(model_->network().MakeWorkspace()),
      rng_(seed),
      counts_(model_->tokenizer().vocab_size()),
      stream_(MakeTextStream(model_->tokenizer())),
      logits_(model_->tokenizer().vocab_size()),
      sampler_(logits_.size(), model_->tokenizer().unknown_id()) {}

Session::Session(const Session& other)
    : model_(other.model_),
      state_(other.state_),
      workspace_(model_->network().MakeWorkspace()),
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
  Feed(encoding->ids);
  ContinueAfter(text, encoding->ids);
  return encoding;
}

void Session::ContinueAfter(std::string_view text, std::span<const int> ids) {
  stream_->ContinueAfter(text, ids);
}

std::span<const float> Session::Logits() {
  if (!logits_current_) {
    model_->network().Logits(
        ids_.empty() ? model_->first_token_state() : state_, logits_,
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

Step Session::Next(const SamplingOptions& options, Statistics statistics) {
  Distribution(options);
  const double uniform = rng_.NextDouble();
  return Advance(sampler_.Draw(uniform), uniform, statistics);
}

Step Session::Choose(int id, Statistics statistics) {
  if (statistics == Statistics::kAll && !sampled_with_) Distribution({});
  rng_.NextDouble();
  return Advance(id, 0, statistics);
}

Step Session::Advance(int id, double uniform, Statistics statistics) {
  Step step;
  step.id = id;
  step.uniform = uniform;
  if (statistics == Statistics::kAll) {
    step.log_probability = sampler_.LogProbability(id);
    step.probability = sampler_.Probability(id);
    step.entropy = sampler_.Entropy();
  }
  Feed({&id, 1});
  step.text = stream_->Push(id);
  return step;
}

void Session::Feed(std::span<const int> ids) {
  if (ids.empty()) return;
  model_->network().Feed(ids, state_, workspace_);
  ids_.insert(ids_.end(), ids.begin(), ids.end());
  for (const int id : ids) counts_.Add(id);
  logits_current_ = false;
  sampled_with_.reset();
}

}  // namespace lukewarm
