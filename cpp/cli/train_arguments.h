// The options of `lukewarm train`.
#pragma once

#include <CLI/App.hpp>
#include <string>

#include "model/config.h"
#include "train/corpus.h"
#include "train/layer_list.h"
#include "train/train_options.h"

namespace lukewarm {

struct TrainArguments {
  std::string text;
  std::string output;
  std::string validation_text;
  std::string from;  // the model to start from; empty: random weights
  CorpusOptions corpus;
  NetworkOptions network;
  TrainOptions options;
  ModelConfig description;
  bool resume = false;
};

// Adds the options to `command`; `arguments` must outlive the parsing.
void AddTrainOptions(CLI::App& command, TrainArguments& arguments);

}  // namespace lukewarm
