// The models of tests/golden/layers with what PyTorch or Keras computes for
// them (tests/golden/layers.json, made by make_layers.py).
#pragma once

#include <gtest/gtest.h>
#include <rapidjson/document.h>
#include <rapidjson/istreamwrapper.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "model/model_file.h"
#include "reference_network.h"

namespace lukewarm {

struct GoldenText {
  std::vector<int> ids;
  ReferenceSequence rows;  // after each id [vocab_size]
};

struct GoldenCase {
  std::string name;
  bool log_probabilities = false;  // what the rows are; else logits
  std::vector<GoldenText> texts;

  std::vector<std::uint8_t> FileBytes() const {
    std::ifstream file(
        LUKEWARM_TESTS_DIR "/golden/layers/" + name + ".safetensors",
        std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }
};

// Returns all of them; none if the file cannot be read.
inline std::vector<GoldenCase> GoldenCases() {
  std::ifstream file(LUKEWARM_TESTS_DIR "/golden/layers.json");
  rapidjson::IStreamWrapper stream(file);
  rapidjson::Document document;
  document.ParseStream<rapidjson::kParseFullPrecisionFlag>(stream);
  std::vector<GoldenCase> cases;
  if (!document.IsObject()) return cases;
  for (const auto& [name, json] : document["models"].GetObject()) {
    GoldenCase& model = cases.emplace_back();
    model.name = name.GetString();
    model.log_probabilities = json["output"] == "log-probabilities";
    for (const auto& text : json["texts"].GetArray()) {
      GoldenText& golden = model.texts.emplace_back();
      for (const auto& id : text["ids"].GetArray()) {
        golden.ids.push_back(id.GetInt());
      }
      for (const auto& row : text["rows"].GetArray()) {
        auto& values = golden.rows.emplace_back();
        for (const auto& value : row.GetArray()) {
          values.push_back(value.GetDouble());
        }
      }
    }
  }
  return cases;
}

// Returns x - log(sum(exp(x))).
inline std::vector<double> LogSoftmax(std::vector<double> x) {
  const double largest = std::ranges::max(x);
  double sum = 0;
  for (const double value : x) sum += std::exp(value - largest);
  for (double& value : x) value -= largest + std::log(sum);
  return x;
}

// Returns the largest difference between two lists of rows, as a share of the
// largest magnitude in `wanted` where that is above 1. log_softmax: of `rows`
// first.
inline double LargestDifference(const ReferenceSequence& rows,
                                const ReferenceSequence& wanted,
                                bool log_softmax) {
  if (rows.size() != wanted.size()) return INFINITY;
  double largest = 0, scale = 1;
  for (std::size_t t = 0; t < rows.size(); ++t) {
    const auto row = log_softmax ? LogSoftmax(rows[t]) : rows[t];
    if (row.size() != wanted[t].size()) return INFINITY;
    for (std::size_t i = 0; i < row.size(); ++i) {
      const double difference = std::abs(row[i] - wanted[t][i]);
      if (!(difference <= largest)) largest = difference;  // NaN stays
      scale = std::max(scale, std::abs(wanted[t][i]));
    }
  }
  return largest / scale;
}

// The name of a parameterised test.
inline std::string TestName(const testing::TestParamInfo<GoldenCase>& model) {
  std::string name = model.param.name;
  std::ranges::replace(name, '-', '_');
  return name;
}

inline void PrintTo(const GoldenCase& model, std::ostream* out) {
  *out << model.name;
}

}  // namespace lukewarm
