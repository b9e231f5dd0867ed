#include "bindings/web_session.h"

#include <algorithm>
#include <span>
#include <string_view>
#include <utility>

#include "bindings/last_error.h"
#include "engine/score.h"

namespace lukewarm {
namespace {

constexpr char kSeparator = '\x01';

template <typename T>
emscripten::val View(const std::vector<T>& values) {
  return emscripten::val(
      emscripten::typed_memory_view(values.size(), values.data()));
}

// Returns how many UTF-16 units JavaScript's string will have.
int Utf16Units(std::string_view text) {
  int units = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    units += (byte & 0xC0) != 0x80 ? byte >= 0xF0 ? 2 : 1 : 0;
  }
  return units;
}

std::vector<std::string> Split(std::string_view text) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(kSeparator), text.size());
    parts.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parts;
}

// JavaScript's numbers are doubles: what is beyond an int is clamped, NaN
// becomes -1, which Validate() refuses.
int ToInt(double value) {
  constexpr double kLimit = 2147483647;
  if (!(value >= -1)) return -1;
  return static_cast<int>(std::min(value, kLimit));
}

}  // namespace

WebSession::WebSession(const std::shared_ptr<Model>& model,
                       std::uint32_t seed_low, std::uint32_t seed_high)
    : session_(model, static_cast<std::uint64_t>(seed_high) << 32 | seed_low) {}

WebSession::WebSession(const WebSession& other)
    : session_(other.session_), options_(other.options_) {}

bool WebSession::Configure(double temperature, double top_k, double top_p,
                           double min_p, double typical_p,
                           double repetition_penalty, double presence_penalty,
                           double frequency_penalty, bool temperature_last) {
  SamplingOptions options;
  options.temperature = temperature;
  options.top_k = ToInt(top_k);
  options.top_p = top_p;
  options.min_p = min_p;
  options.typical_p = typical_p;
  options.repetition_penalty = repetition_penalty;
  options.presence_penalty = presence_penalty;
  options.frequency_penalty = frequency_penalty;
  options.order = temperature_last ? SamplingOrder::kTemperatureLast
                                   : SamplingOrder::kTemperatureFirst;
  const auto valid = Validate(options);
  if (!valid) return SetLastError(valid.error());
  options_ = options;
  return true;
}

bool WebSession::Feed(const std::string& text) {
  replacements_.clear();
  const auto encoding = session_.Feed(text);
  if (!encoding) return SetLastError(encoding.error());
  for (const auto& [from, to] : encoding->replacements) {
    if (!replacements_.empty()) replacements_ += kSeparator;
    replacements_ += from;
    replacements_ += kSeparator;
    replacements_ += to;
  }
  return true;
}

void WebSession::Begin(double max_tokens, const std::string& stop) {
  generator_.emplace(session_, options_,
                     static_cast<std::size_t>(ToInt(max_tokens)), Split(stop));
}

int WebSession::Run(int count, int candidates) {
  Clear();
  int done = 0;
  for (; done < count; ++done) {
    if (candidates > 0) AddCandidates(static_cast<std::size_t>(candidates));
    const auto step = generator_->Next();
    if (!step) break;
    Add(*step);
  }
  return done;
}

void WebSession::Choose(int id) {
  Clear();
  Add(session_.Choose(id));
}

void WebSession::Distribution() {
  Clear();
  const Sampler& sampler = session_.Distribution(options_);
  const auto logits = session_.Logits();
  ids_ = sampler.Top(logits.size());
  for (const int id : ids_) {
    const auto i = static_cast<std::size_t>(id);
    logits_.push_back(logits[i]);
    probabilities_.push_back(sampler.probabilities()[i]);
    adjusted_.push_back(sampler.adjusted()[i]);
  }
}

bool WebSession::Score(const std::string& text) {
  Clear();
  std::string_view rest(text);
  const auto score =
      ScoreText(session_.model(), text, [&](const TokenScore& token) {
        ids_.push_back(token.id);
        log_probabilities_.push_back(token.log_probability);
        ranks_.push_back(static_cast<int>(token.rank));
        entropies_.push_back(token.entropy);
        text_units_ += Utf16Units(rest.substr(0, token.length));
        text_ends_.push_back(text_units_);
        rest.remove_prefix(std::min(token.length, rest.size()));
      });
  return score ? true : SetLastError(score.error());
}

void WebSession::Clear() {
  ids_.clear();
  text_ends_.clear();
  ranks_.clear();
  candidate_ids_.clear();
  logits_.clear();
  probabilities_.clear();
  log_probabilities_.clear();
  uniforms_.clear();
  adjusted_.clear();
  entropies_.clear();
  candidate_probabilities_.clear();
  candidate_adjusted_.clear();
  text_.clear();
  text_units_ = 0;
}

void WebSession::Add(const Step& step) {
  ids_.push_back(step.id);
  probabilities_.push_back(step.probability);
  log_probabilities_.push_back(step.log_probability);
  uniforms_.push_back(step.uniform);
  text_ += step.text;
  text_units_ += Utf16Units(step.text);
  text_ends_.push_back(text_units_);
}

void WebSession::AddCandidates(std::size_t count) {
  const Sampler& sampler = session_.Distribution(options_);
  for (const int id : sampler.Top(count)) {
    const auto i = static_cast<std::size_t>(id);
    candidate_ids_.push_back(id);
    candidate_probabilities_.push_back(sampler.probabilities()[i]);
    candidate_adjusted_.push_back(sampler.adjusted()[i]);
  }
}

emscripten::val WebSession::Ids() const { return View(ids_); }
emscripten::val WebSession::Probabilities() const {
  return View(probabilities_);
}
emscripten::val WebSession::LogProbabilities() const {
  return View(log_probabilities_);
}
emscripten::val WebSession::Uniforms() const { return View(uniforms_); }
emscripten::val WebSession::Logits() const { return View(logits_); }
emscripten::val WebSession::Adjusted() const { return View(adjusted_); }
emscripten::val WebSession::Ranks() const { return View(ranks_); }
emscripten::val WebSession::Entropies() const { return View(entropies_); }
emscripten::val WebSession::TextEnds() const { return View(text_ends_); }
emscripten::val WebSession::CandidateIds() const {
  return View(candidate_ids_);
}
emscripten::val WebSession::CandidateProbabilities() const {
  return View(candidate_probabilities_);
}
emscripten::val WebSession::CandidateAdjusted() const {
  return View(candidate_adjusted_);
}

}  // namespace lukewarm
