#include "engine/score.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "kernels/elementwise.h"

namespace lukewarm {

Scorer::Scorer(const Model& model, std::string_view text, Encoding encoding)
    : model_(&model),
      encoding_(std::move(encoding)),
      state_(model.initial_state()),
      workspace_(model.network().MakeWorkspace()),
      logits_(model.tokenizer().vocab_size()),
      sampler_(logits_.size()),
      characters_(
          static_cast<std::size_t>(std::ranges::count_if(text, [](char byte) {
            return (static_cast<unsigned char>(byte) & 0xC0) != 0x80;
          }))) {}

Result<std::unique_ptr<Scorer>> Scorer::Create(const Model& model,
                                               std::string_view text) {
  auto encoding = model.tokenizer().Encode(text, Tokenizer::Reading::kText);
  if (!encoding) return std::unexpected(std::move(encoding.error()));
  if (encoding->ids.empty()) {
    return Fail(ErrorCode::kTextEmpty,
                "There is nothing to score: the text holds no token that this "
                "model knows.");
  }
  return std::unique_ptr<Scorer>(new Scorer(model, text, *std::move(encoding)));
}

std::size_t Scorer::Next(std::size_t count, const Visit& visit) {
  const Network& network = model_->network();
  const std::size_t tokens = encoding_.ids.size();
  for (; count > 0 && next_ < tokens; --count, ++next_) {
    const int id = encoding_.ids[next_];
    network.Logits(next_ == 0 ? model_->first_token_state() : state_, logits_,
                   workspace_);
    sampler_.Compute(logits_, {}, {});
    const double log_probability = sampler_.LogProbability(id);
    sum_ -= log_probability;
    if (id == model_->tokenizer().unknown_id()) ++unknown_;
    if (visit) {
      visit({id, encoding_.lengths[next_], log_probability, sampler_.Rank(id),
             sampler_.Entropy()});
    }
    network.Feed({&id, 1}, state_, workspace_);
  }
  return tokens - next_;
}

Score Scorer::score() const {
  const double loss = sum_ / static_cast<double>(next_);
  return {
      .tokens = next_,
      .unknown = unknown_,
      .characters = characters_,
      .loss = loss,
      .perplexity = Exp(loss),
      .bits_per_character = sum_ / Log(2.0) / static_cast<double>(characters_)};
}

Result<Score> ScoreText(const Model& model, std::string_view text,
                        const Scorer::Visit& visit) {
  auto scorer = Scorer::Create(model, text);
  if (!scorer) return std::unexpected(std::move(scorer.error()));
  (*scorer)->Next(std::numeric_limits<std::size_t>::max(), visit);
  return (*scorer)->score();
}

}  // namespace lukewarm
