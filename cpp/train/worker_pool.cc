#include "train/worker_pool.h"

namespace lukewarm::train {

WorkerPool::WorkerPool(std::size_t threads) {
  for (std::size_t i = 1; i < threads; ++i) {
    threads_.emplace_back([this, i] { Work(i); });
  }
}

WorkerPool::~WorkerPool() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  begin_.notify_all();
  for (std::thread& thread : threads_) thread.join();
}

void WorkerPool::Run(const std::function<void(std::size_t)>& task) {
  {
    const std::lock_guard lock(mutex_);
    task_ = &task;
    running_ = threads_.size();
    ++round_;
  }
  begin_.notify_all();
  task(0);
  std::unique_lock lock(mutex_);
  end_.wait(lock, [this] { return running_ == 0; });
}

void WorkerPool::Work(std::size_t index) {
  std::size_t seen = 0;
  std::unique_lock lock(mutex_);
  while (true) {
    begin_.wait(lock, [&] { return stopping_ || round_ != seen; });
    if (stopping_) return;
    seen = round_;
    const auto* task = task_;
    lock.unlock();
    (*task)(index);
    lock.lock();
    if (--running_ == 0) end_.notify_one();
  }
}

}  // namespace lukewarm::train
