#include "engine/columns.h"

namespace lukewarm {

void CandidateColumns::Add(Session& session, const SamplingOptions& options,
                           std::size_t count) {
  const Sampler& sampler = session.Distribution(options);
  const auto all_logits = session.Logits();
  for (const int id : sampler.Top(count)) {
    const std::string token = session.model().tokenizer().TokenText(id);
    ids.push_back(id);
    text += token;
    AddTextEnd(token, &text_ends);
    logits.push_back(all_logits[static_cast<std::size_t>(id)]);
    probabilities.push_back(sampler.Probability(id));
    sampling_probabilities.push_back(sampler.SamplingProbability(id));
  }
}

void ReplacementColumns::Add(const Encoding::Replacement& replacement) {
  for (const std::string& part : {replacement.from, replacement.to}) {
    text += part;
    AddTextEnd(part, &text_ends);
  }
}

void StepColumns::Add(const Step& step) {
  ids.push_back(step.id);
  text += step.text;
  AddTextEnd(step.text, &text_ends);
  probabilities.push_back(step.probability);
  log_probabilities.push_back(step.log_probability);
  uniforms.push_back(step.uniform);
  entropies.push_back(step.entropy);
}

void ScoreColumns::Add(const TokenScore& token, std::string_view text) {
  ids.push_back(token.id);
  AddTextEnd(text, &text_ends);
  log_probabilities.push_back(token.log_probability);
  ranks.push_back(static_cast<int>(token.rank));
  entropies.push_back(token.entropy);
}

void AddTextEnd(std::string_view text, std::vector<int>* ends) {
  int units = ends->empty() ? 0 : ends->back();
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool continues = (byte & 0xC0) == 0x80;
    if (!continues) units += byte >= 0xF0 ? 2 : 1;
  }
  ends->push_back(units);
}

}  // namespace lukewarm
