#include "engine/generator.h"

#include <algorithm>
#include <utility>

namespace lukewarm {

Generator::Generator(Session& session, const SamplingOptions& options,
                     std::size_t max_tokens, std::vector<std::string> stop,
                     Ending ending, Statistics statistics)
    : session_(&session),
      options_(options),
      ending_(ending),
      statistics_(statistics),
      left_(max_tokens),
      stop_(std::move(stop)) {
  std::erase(stop_, std::string());
  for (const auto& text : stop_) {
    longest_stop_ = std::max(longest_stop_, text.size());
  }
}

std::optional<Step> Generator::Next(int chosen) {
  if (left_ == 0) return std::nullopt;
  return Count(chosen < 0 ? session_->Next(options_, statistics_)
                          : session_->Choose(chosen, statistics_));
}

std::optional<Step> Generator::Draw() {
  if (left_ == 0) return std::nullopt;
  return Count(session_->Draw(options_, statistics_));
}

Step Generator::Count(Step step) {
  --left_;
  if (Stops(step.text) || session_->model().EndsText(step.id)) left_ = 0;
  if (left_ == 0 && ending_ == Ending::kFlush) step.text += session_->Flush();
  return step;
}

bool Generator::Stops(std::string_view piece) {
  if (stop_.empty()) return false;
  tail_ += piece;
  const bool found = std::ranges::any_of(stop_, [this](const auto& text) {
    return tail_.find(text) != std::string::npos;
  });
  if (tail_.size() > longest_stop_)
    tail_.erase(0, tail_.size() - longest_stop_);
  return found;
}

}  // namespace lukewarm
