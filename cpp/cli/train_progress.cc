#include "cli/train_progress.h"

#include <unistd.h>

#include <cmath>
#include <cstdio>
#include <string>

namespace lukewarm {
namespace {

constexpr int kBarWidth = 20;
constexpr double kSmoothing = 0.9;

std::string Duration(double seconds) {
  const auto whole = static_cast<long>(std::lround(seconds));
  char text[32];
  if (whole >= 3600) {
    std::snprintf(text, sizeof text, "%ld:%02ld:%02ld", whole / 3600,
                  whole / 60 % 60, whole % 60);
  } else {
    std::snprintf(text, sizeof text, "%ld:%02ld", whole / 60, whole % 60);
  }
  return text;
}

double Since(std::chrono::steady_clock::time_point begin) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin)
      .count();
}

}  // namespace

TrainProgress::TrainProgress(std::size_t steps_done, std::size_t steps_total)
    : terminal_(isatty(STDOUT_FILENO) == 1),
      steps_total_(steps_total),
      steps_done_(steps_done),
      last_step_(Clock::now()),
      last_shown_(Clock::now()),
      evaluated_(Clock::now()) {}

void TrainProgress::Show(const TrainStep& step) {
  const double seconds = Since(last_step_);
  last_step_ = Clock::now();
  ++steps_done_;
  const bool first = step_seconds_ == 0;
  const double old = first ? 0 : kSmoothing;
  step_seconds_ = old * step_seconds_ + (1 - old) * seconds;
  loss_ = old * loss_ + (1 - old) * step.loss;
  if (first || Since(last_shown_) > (terminal_ ? 0.1 : 30)) ShowBar(step);
  if (step.evaluation) ShowEvaluation(step);
}

double TrainProgress::SecondsLeft() const {
  return step_seconds_ * static_cast<double>(steps_total_ - steps_done_);
}

void TrainProgress::ShowBar(const TrainStep& step) {
  const double part = static_cast<double>(step.step) /
                      static_cast<double>(step.steps_per_epoch);
  const double speed = static_cast<double>(step.tokens) / step_seconds_;
  last_shown_ = Clock::now();
  if (terminal_) {
    const auto filled = static_cast<std::size_t>(part * kBarWidth);
    const std::string bar =
        std::string(filled, '#') + std::string(kBarWidth - filled, '.');
    std::printf("\r\033[Kepoch %zu/%zu [%s] %3.0f %%", step.epoch, step.epochs,
                bar.c_str(), 100 * part);
    open_ = true;
  } else {
    std::printf("epoch %zu/%zu, step %zu/%zu", step.epoch, step.epochs,
                step.step, step.steps_per_epoch);
  }
  std::printf("  loss %.4f  %.0f tokens/s  %s left%s", loss_, speed,
              Duration(SecondsLeft()).c_str(), terminal_ ? "" : "\n");
  std::fflush(stdout);
}

void TrainProgress::ShowEvaluation(const TrainStep& step) {
  Break();
  const double seconds = Since(evaluated_);
  evaluated_ = Clock::now();
  std::printf("epoch %zu/%zu", step.epoch, step.epochs);
  if (step.step < step.steps_per_epoch) std::printf(", step %zu", step.step);
  std::printf(": train %.4f", step.evaluation->train_loss);
  if (step.evaluation->valid_loss) {
    std::printf(", held out %.4f nats per token (perplexity %.4g)%s",
                *step.evaluation->valid_loss,
                std::exp(*step.evaluation->valid_loss),
                step.evaluation->best ? ", the best so far" : "");
  }
  if (step.evaluation->averaging) std::printf(", averaging");
  std::printf(", %.1f s\n", seconds);
  std::fflush(stdout);
}

void TrainProgress::Break() {
  if (open_) std::printf("\r\033[K");
  open_ = false;
}

}  // namespace lukewarm
