#include "engine/batched_session.h"

#include <algorithm>
#include <span>
#include <utility>

namespace lukewarm {
BatchedSession::BatchedSession(std::shared_ptr<const Model> model,
                               std::uint64_t seed)
    : session_(std::move(model), seed) {}

BatchedSession::BatchedSession(const BatchedSession& other)
    : session_(other.session_) {}

Result<ReplacementColumns> BatchedSession::Read(std::string_view text) {
  auto encoding = session_.Encode(text);
  if (!encoding) return std::unexpected(std::move(encoding.error()));
  text_ = text;
  unread_ = std::move(encoding->ids);
  read_ = 0;
  ReplacementColumns columns;
  for (const auto& replacement : encoding->replacements) {
    columns.Add(replacement);
  }
  return columns;
}

std::size_t BatchedSession::Feed(std::size_t count) {
  count = std::min(count, unread_.size() - read_);
  session_.Feed(std::span<const int>(unread_).subspan(read_, count));
  read_ += count;
  const std::size_t left = unread_.size() - read_;
  if (left == 0) session_.ContinueAfter(text_, unread_);
  return left;
}

void BatchedSession::StopAt(std::string_view text) { stop_.emplace_back(text); }

Result<void> BatchedSession::Begin(const GenerateOptions& options) {
  auto stop = std::exchange(stop_, {});
  if (auto valid = Validate(options.sampling); !valid) return valid;
  sampling_ = options.sampling;
  generator_.emplace(session_, options.sampling, options.max_tokens,
                     std::move(stop), options.ending, options.statistics);
  return {};
}

Result<StepColumns> BatchedSession::Run(std::size_t count,
                                        std::size_t candidates, int chosen) {
  if (!generator_) {
    return Fail(ErrorCode::kInvalidArgument,
                "No generation was started in this session.");
  }
  StepColumns columns;
  for (; count > 0; --count) {
    if (generator_->done()) break;
    if (candidates > 0) columns.candidates.Add(session_, sampling_, candidates);
    columns.Add(*generator_->Next(std::exchange(chosen, -1)));
  }
  return columns;
}

std::vector<StepColumns> BatchedSession::RunSideBySide(
    std::span<BatchedSession* const> sessions, std::size_t count) {
  std::vector<StepColumns> columns(sessions.size());
  Network::State state;
  Network::Workspace workspace;
  std::vector<Session*> drawn;
  for (; count > 0; --count) {
    drawn.clear();
    for (std::size_t i = 0; i < sessions.size(); ++i) {
      auto& generator = sessions[i]->generator_;
      const auto step = generator ? generator->Draw() : std::nullopt;
      if (!step) continue;
      columns[i].Add(*step);
      drawn.push_back(&sessions[i]->session_);
    }
    if (drawn.empty()) break;
    if (workspace.layers.empty()) {
      workspace = drawn[0]->model().network().MakeWorkspace();
    }
    Session::FeedDrawn(drawn, state, workspace);
  }
  return columns;
}

StepColumns BatchedSession::Choose(int id) {
  StepColumns columns;
  columns.Add(session_.Choose(id));
  return columns;
}

Result<CandidateColumns> BatchedSession::Distribution(
    const SamplingOptions& options, std::size_t count) {
  if (auto valid = Validate(options); !valid) {
    return std::unexpected(std::move(valid.error()));
  }
  CandidateColumns columns;
  columns.Add(session_, options, count);
  return columns;
}

}  // namespace lukewarm
