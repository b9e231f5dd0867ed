#include "bindings/web_session.h"

#include <algorithm>
#include <span>
#include <string_view>
#include <utility>

#include "engine/activations.h"
#include "engine/score.h"

namespace lukewarm {
namespace {

constexpr char kSeparator = '\x01';

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

}  // namespace

WebSession::WebSession(std::shared_ptr<const Model> model, std::uint64_t seed)
    : session_(std::move(model), seed) {}

WebSession::WebSession(const WebSession& other)
    : session_(other.session_), options_(other.options_) {}

Result<void> WebSession::Configure(const SamplingOptions& options) {
  auto valid = Validate(options);
  if (valid) options_ = options;
  return valid;
}

Result<void> WebSession::Feed(std::string_view text) {
  replacements_.clear();
  auto encoding = session_.Feed(text);
  if (!encoding) return std::unexpected(std::move(encoding.error()));
  for (const auto& [from, to] : encoding->replacements) {
    if (!replacements_.empty()) replacements_ += kSeparator;
    replacements_ += from;
    replacements_ += kSeparator;
    replacements_ += to;
  }
  return {};
}

void WebSession::Begin(std::size_t max_tokens, std::string_view stop,
                       Ending ending) {
  generator_.emplace(session_, options_, max_tokens, Split(stop), ending);
}

int WebSession::Run(int count, int candidates, int chosen) {
  Clear();
  int done = 0;
  for (; done < count; ++done) {
    if (candidates > 0) AddCandidates(static_cast<std::size_t>(candidates));
    const auto step = generator_->Next(done == 0 ? chosen : -1);
    if (!step) break;
    Add(*step);
  }
  return done;
}

void WebSession::Choose(int id) {
  Clear();
  Add(session_.Choose(id));
}

void WebSession::Distribution(int count) {
  Clear();
  const Sampler& sampler = session_.Distribution(options_);
  const auto logits = session_.Logits();
  const auto top = sampler.Top(static_cast<std::size_t>(count));
  Integers(kIds).assign(top.begin(), top.end());
  for (const int id : Integers(kIds)) {
    const auto i = static_cast<std::size_t>(id);
    floats_.push_back(logits[i]);
    Doubles(kProbabilities).push_back(sampler.Probability(id));
    Doubles(kAdjusted).push_back(sampler.SamplingProbability(id));
  }
}

Result<void> WebSession::Score(std::string_view text) {
  Clear();
  std::string_view rest = text;
  auto score = ScoreText(session_.model(), text, [&](const TokenScore& token) {
    Integers(kIds).push_back(token.id);
    Integers(kRanks).push_back(static_cast<int>(token.rank));
    Doubles(kLogProbabilities).push_back(token.log_probability);
    Doubles(kEntropies).push_back(token.entropy);
    AddTextEnd(rest.substr(0, token.length));
    rest.remove_prefix(std::min(token.length, rest.size()));
  });
  if (!score) return std::unexpected(std::move(score.error()));
  return {};
}

Result<void> WebSession::Activations(std::string_view text, int layer,
                                     unsigned parts) {
  Clear();
  auto read = ReadActivations(session_.model(), text, layer, parts);
  if (!read) return std::unexpected(std::move(read.error()));
  floats_ = std::move(read->values);
  Integers(kIds) = std::move(read->encoding.ids);
  std::string_view rest = text;
  for (const std::size_t length : read->encoding.lengths) {
    AddTextEnd(rest.substr(0, length));
    rest.remove_prefix(length);
  }
  return {};
}

WebSession::View WebSession::Read(Column column) const {
  if (column == kFloats) return {floats_.data(), floats_.size()};
  if (column < kFloats) {
    const auto& values = integers_[column];
    return {values.data(), values.size()};
  }
  const auto& values = doubles_[column - kProbabilities];
  return {values.data(), values.size()};
}

void WebSession::Clear() {
  for (auto& values : integers_) values.clear();
  for (auto& values : doubles_) values.clear();
  floats_.clear();
  text_.clear();
  text_units_ = 0;
}

void WebSession::Add(const Step& step) {
  Integers(kIds).push_back(step.id);
  Doubles(kProbabilities).push_back(step.probability);
  Doubles(kLogProbabilities).push_back(step.log_probability);
  Doubles(kUniforms).push_back(step.uniform);
  Doubles(kEntropies).push_back(step.entropy);
  text_ += step.text;
  AddTextEnd(step.text);
}

void WebSession::AddTextEnd(std::string_view text) {
  text_units_ += Utf16Units(text);
  Integers(kTextEnds).push_back(text_units_);
}

void WebSession::AddCandidates(std::size_t count) {
  const Sampler& sampler = session_.Distribution(options_);
  for (const int id : sampler.Top(count)) {
    Integers(kCandidateIds).push_back(id);
    Doubles(kCandidateProbabilities).push_back(sampler.Probability(id));
    Doubles(kCandidateAdjusted).push_back(sampler.SamplingProbability(id));
  }
}

}  // namespace lukewarm
