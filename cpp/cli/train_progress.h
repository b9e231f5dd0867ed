// The progress of a training: on a terminal a line that is updated, elsewhere a
// line every half minute.
#pragma once

#include <chrono>
#include <cstddef>

#include "train/trainer.h"

namespace lukewarm {

class TrainProgress {
 public:
  // steps_done, steps_total: of the whole training.
  TrainProgress(std::size_t steps_done, std::size_t steps_total);

  void Show(const TrainStep& step);

  // Ends the changing line, so that something else can be printed.
  void Break();

 private:
  using Clock = std::chrono::steady_clock;

  void ShowBar(const TrainStep& step);
  void ShowEvaluation(const TrainStep& step);
  double SecondsLeft() const;

  const bool terminal_;
  const std::size_t steps_total_;
  std::size_t steps_done_;
  Clock::time_point last_step_;
  Clock::time_point last_shown_;
  Clock::time_point evaluated_;
  double step_seconds_ = 0;  // smoothed
  double loss_ = 0;          // smoothed
  bool open_ = false;        // the line on the terminal
};

}  // namespace lukewarm
