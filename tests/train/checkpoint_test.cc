// Checkpoints are hostile input, all the more without their checksum.
#include "train/checkpoint.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <cstring>
#include <limits>
#include <string>
#include <vector>

#include "base/rng.h"
#include "model/model_file.h"
#include "train/layer_list.h"
#include "train/trainer.h"

namespace lukewarm {
namespace {

using Bytes = std::vector<std::uint8_t>;

Trainer MakeTrainer() {
  std::string text;
  while (text.size() < 400) text += "the cat sat on a mat. ";
  Corpus corpus = MakeCorpus(text, std::nullopt, {}).value();
  NetworkConfig network;
  network.layers = MakeLayers({.layers = "embedding 3, lstm 4"}).value();
  TrainOptions options;
  options.epochs = 3;
  options.batch_size = 3;
  options.bptt_length = 8;
  options.evaluate_every = 4;
  options.average_patience = 2;
  options.threads = 1;
  return Trainer::Create(std::move(corpus), network, options).value();
}

// A checkpoint after five steps. Readers skip the key that its checksum is
// renamed to.
Bytes Unchecked() {
  Trainer trainer = MakeTrainer();
  for (int i = 0; i < 5; ++i) EXPECT_TRUE(trainer.Step().has_value());
  Bytes bytes = trainer.Checkpoint();
  constexpr std::string_view kKey = "\"checksum\"";
  const auto key = std::ranges::search(bytes, kKey);
  EXPECT_FALSE(key.empty());
  key[kKey.size() - 2] = 'x';
  return bytes;
}

// Takes what it is given or stays as it was; either way it can be used.
void ResumeAndRun(const Bytes& bytes) {
  Trainer trainer = MakeTrainer();
  const Bytes before = trainer.Checkpoint();
  if (!trainer.Resume(bytes)) {
    ASSERT_EQ(trainer.Checkpoint(), before);
  }
  ASSERT_LE(trainer.steps_done(), trainer.steps_total());
  for (int i = 0; i < 3 && trainer.status() == TrainStatus::kRunning; ++i) {
    (void)trainer.Step();
  }
  (void)trainer.ModelBytes({});
}

TEST(Checkpoint, RefusesCountersThatNoTrainingHas) {
  const Bytes bytes = Unchecked();
  ASSERT_TRUE(MakeTrainer().Resume(bytes).has_value());
  const auto file = ReadModelFile(bytes);
  ASSERT_TRUE(file.has_value());
  const auto& numbers = file->tensors.at("train.numbers").bytes;
  const auto end =
      static_cast<std::size_t>(numbers.data() - bytes.data()) + numbers.size();
  // From the end: two recent losses, the lowest before them, and then:
  constexpr std::size_t kStep = 12, kLossSum = 11, kLossSteps = 10,
                        kBestStep = 9, kBestLoss = 8, kSinceBest = 7,
                        kDiverged = 6, kPlateaus = 5, kMeanFrom = 4,
                        kLowest = 3;
  const auto with = [&](std::size_t from_end, std::uint64_t number) {
    Bytes changed = bytes;
    std::memcpy(changed.data() + end - 8 * from_end, &number, 8);
    return changed;
  };
  for (const std::size_t count : {kStep, kLossSteps, kBestStep, kSinceBest,
                                  kDiverged, kPlateaus, kMeanFrom}) {
    for (const std::uint64_t number :
         {std::uint64_t{1} << 40, std::uint64_t{1} << 32, std::uint64_t{1000},
          ~std::uint64_t{0}}) {
      const auto resumed = MakeTrainer().Resume(with(count, number));
      ASSERT_FALSE(resumed.has_value()) << count << ' ' << number;
      EXPECT_EQ(resumed.error().code, ErrorCode::kFileCorrupt);
    }
  }
  for (const std::size_t real : {kLossSum, kBestLoss, kLowest}) {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    EXPECT_FALSE(MakeTrainer()
                     .Resume(with(real, std::bit_cast<std::uint64_t>(nan)))
                     .has_value())
        << real;
  }
  const auto& weights = file->tensors.at("train.weights").bytes;
  Bytes changed = bytes;
  const float nan = std::numeric_limits<float>::quiet_NaN();
  std::memcpy(changed.data() + (weights.data() - bytes.data()), &nan, 4);
  EXPECT_FALSE(MakeTrainer().Resume(changed).has_value());
}

TEST(Checkpoint, SurvivesAnyByte) {
  const Bytes bytes = Unchecked();
  Rng random(3);
  for (int round = 0; round < 1500; ++round) {
    Bytes damaged = bytes;
    const std::size_t changes = 1 + random.NextU64() % 3;
    for (std::size_t i = 0; i < changes; ++i) {
      // Half of them in the header, whose every byte means something.
      const std::size_t size = round % 2 == 0 ? 2500 : damaged.size();
      damaged[random.NextU64() % size] =
          static_cast<std::uint8_t>(random.NextU64());
    }
    ResumeAndRun(damaged);
    if (HasFatalFailure()) return;
  }
  for (std::size_t size = 0; size < bytes.size(); size += 97) {
    EXPECT_FALSE(
        MakeTrainer().Resume(std::span(bytes).first(size)).has_value());
  }
}

TEST(Checkpoint, ChecksumFindsEveryChange) {
  Trainer trainer = MakeTrainer();
  ASSERT_TRUE(trainer.Step().has_value());
  const Bytes before = trainer.Checkpoint();
  // Under another name than "checksum" it is no checksum.
  constexpr std::string_view kKey = "\"checksum\"";
  const auto key = std::ranges::search(before, kKey);
  ASSERT_FALSE(key.empty());
  for (std::size_t at = 0; at < before.size(); at += 31) {
    const auto place = before.begin() + static_cast<std::ptrdiff_t>(at);
    if (place >= key.begin() && place < key.end()) continue;
    Bytes damaged = before;
    damaged[at] ^= 4;
    EXPECT_FALSE(trainer.Resume(damaged).has_value()) << at;
  }
  EXPECT_EQ(trainer.Checkpoint(), before);
}

TEST(Checkpoint, AModelIsNone) {
  Trainer trainer = MakeTrainer();
  const auto resumed = trainer.Resume(trainer.ModelBytes({}));
  ASSERT_FALSE(resumed.has_value());
  EXPECT_EQ(resumed.error().code, ErrorCode::kFileUnsupported);
}

}  // namespace
}  // namespace lukewarm
