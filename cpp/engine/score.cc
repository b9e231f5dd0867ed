#include "engine/score.h"

#include <algorithm>
#include <utility>

#include "kernels/elementwise.h"
#include "sampling/sampler.h"

namespace lukewarm {

Result<Score> ScoreText(const Model& model, std::string_view text,
                        const std::function<void(const TokenScore&)>& visit) {
  const Tokenizer& tokenizer = model.tokenizer();
  auto encoding = tokenizer.Encode(text, Tokenizer::Unknown::kToken);
  if (!encoding) return std::unexpected(std::move(encoding.error()));
  if (encoding->ids.empty()) {
    return Fail(ErrorCode::kTextEmpty,
                "There is nothing to score: the text holds no token that this "
                "model knows.");
  }
  const LanguageModel& network = model.network();
  auto workspace = network.MakeWorkspace();
  std::vector<float> logits(tokenizer.vocab_size());
  Sampler sampler(logits.size());
  auto state = model.beginning();

  Score score;
  double sum = 0;
  for (std::size_t i = 0; i < encoding->ids.size(); ++i) {
    const int id = encoding->ids[i];
    network.Logits(i == 0 ? model.opening() : state, logits, workspace);
    sampler.Compute(logits, {}, {});
    const double log_probability = sampler.LogProbability(id);
    sum -= log_probability;
    if (id == tokenizer.unknown_id()) ++score.unknown;
    if (visit) {
      visit({id, encoding->lengths[i], log_probability, sampler.Rank(id),
             sampler.Entropy()});
    }
    network.Feed(id, state, workspace);
  }
  score.tokens = encoding->ids.size();
  score.characters =
      static_cast<std::size_t>(std::ranges::count_if(text, [](char byte) {
        return (static_cast<unsigned char>(byte) & 0xC0) != 0x80;
      }));
  score.loss = sum / static_cast<double>(score.tokens);
  score.perplexity = Exp(score.loss);
  score.bits_per_character =
      sum / Log(2.0) / static_cast<double>(score.characters);
  return score;
}

}  // namespace lukewarm
