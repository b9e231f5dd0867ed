// A fixed number of threads that run the same function over and over, each with
// its own index. With one thread there is no thread at all: the caller does the
// work (the way into WebAssembly).
#pragma once

#include <condition_variable>
#include <cstddef>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace lukewarm::train {

class WorkerPool {
 public:
  explicit WorkerPool(std::size_t threads);
  ~WorkerPool();
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

  std::size_t size() const { return threads_.size() + 1; }

  // Calls task(0) ... task(size() - 1), the first on the calling thread, and
  // returns when all are done.
  void Run(const std::function<void(std::size_t)>& task);

 private:
  void Work(std::size_t index);

  std::mutex mutex_;
  std::condition_variable begin_;
  std::condition_variable end_;
  const std::function<void(std::size_t)>* task_ = nullptr;
  std::size_t round_ = 0;  // of Run(); a worker waits for the next
  std::size_t running_ = 0;
  bool stopping_ = false;
  std::vector<std::thread> threads_;
};

// The part of [0, total) that falls to `index` of `parts`.
struct Range {
  std::size_t begin;
  std::size_t end;
};
inline Range Share(std::size_t total, std::size_t index, std::size_t parts) {
  return {total * index / parts, total * (index + 1) / parts};
}

}  // namespace lukewarm::train
