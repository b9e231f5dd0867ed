#include "engine/session.h"

#include <algorithm>
#include <cstddef>
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
      sampler_(logits_.size(), model_->never_drawn()) {}

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

Result<Encoding> Session::Encode(std::string_view text) const {
  return model_->tokenizer().Encode(
      text, ids_.empty() ? Tokenizer::Reading::kPrompt
                         : Tokenizer::Reading::kContinuation);
}

Result<Encoding> Session::Feed(std::string_view text) {
  auto encoding = Encode(text);
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
  Step step = Draw(options, statistics);
  model_->network().Feed({&step.id, 1}, state_, workspace_);
  return step;
}

Step Session::Draw(const SamplingOptions& options, Statistics statistics) {
  Distribution(options);
  const double uniform = rng_.NextDouble();
  return Take(sampler_.Draw(uniform), uniform, statistics);
}

void Session::FeedDrawn(std::span<Session* const> sessions,
                        Network::State& state, Network::Workspace& workspace) {
  const Network& network = sessions[0]->model_->network();
  const std::size_t count = sessions.size();
  if (state.recent.size() != count) state = network.InitialState(count);
  std::vector<int> ids;
  for (std::size_t i = 0; i < count; ++i) {
    network.CopyStream(sessions[i]->state_, 0, state, i);
    ids.push_back(sessions[i]->ids_.back());
  }
  network.Step(ids, state, workspace);
  const std::size_t vocab = sessions[0]->logits_.size();
  std::vector<float> logits(count * vocab);
  network.Logits(state, logits, workspace);
  for (std::size_t i = 0; i < count; ++i) {
    network.CopyStream(state, i, sessions[i]->state_, 0);
    std::copy_n(logits.begin() + static_cast<std::ptrdiff_t>(i * vocab), vocab,
                sessions[i]->logits_.begin());
    sessions[i]->logits_current_ = true;
  }
}

Step Session::Choose(int id, Statistics statistics) {
  if (statistics == Statistics::kAll && !sampled_with_) Distribution({});
  rng_.NextDouble();
  Step step = Take(id, 0, statistics);
  model_->network().Feed({&step.id, 1}, state_, workspace_);
  return step;
}

Step Session::Take(int id, double uniform, Statistics statistics) {
  Step step;
  step.id = id;
  step.uniform = uniform;
  if (statistics == Statistics::kAll) {
    step.log_probability = sampler_.LogProbability(id);
    step.probability = sampler_.Probability(id);
    step.entropy = sampler_.Entropy();
  }
  Append({&id, 1});
  step.text = stream_->Push(id);
  return step;
}

void Session::Feed(std::span<const int> ids) {
  if (ids.empty()) return;
  model_->network().Feed(ids, state_, workspace_);
  Append(ids);
}

void Session::Append(std::span<const int> ids) {
  ids_.insert(ids_.end(), ids.begin(), ids.end());
  for (const int id : ids) counts_.Add(id);
  logits_current_ = false;
  sampled_with_.reset();
}

}  // namespace lukewarm
