// The distributions of tests/golden/sampling.json (make_sampling.py: an
// independent transcription in float64, compared with Hugging Face's own
// processors).
#include <gtest/gtest.h>
#include <rapidjson/document.h>
#include <rapidjson/istreamwrapper.h>

#include <cmath>
#include <fstream>
#include <limits>
#include <string>
#include <vector>

#include "random_logits.h"
#include "sampling/sampler.h"

namespace lukewarm {
namespace {

using Json = rapidjson::Value;

// The relative error of a weight grows with its distance from the largest: the
// difference of logits and its product with 1 / temperature are rounded to f32.
double Tolerance(double probability) {
  return probability * (3e-7 - 1.8e-7 * std::log(probability));
}

rapidjson::Document Golden() {
  std::ifstream file(LUKEWARM_TESTS_DIR "/golden/sampling.json");
  rapidjson::IStreamWrapper stream(file);
  rapidjson::Document document;
  document.ParseStream<rapidjson::kParseFullPrecisionFlag>(stream);
  return document;
}

std::vector<float> Logits(const Json& json) {
  std::vector<float> logits;
  for (const Json& x : json.GetArray()) {
    logits.push_back(x.IsNull() ? -std::numeric_limits<float>::infinity()
                                : static_cast<float>(x.GetDouble()));
  }
  return logits;
}

std::vector<int> Ints(const Json& json) {
  std::vector<int> ints;
  for (const Json& x : json.GetArray()) ints.push_back(x.GetInt());
  return ints;
}

SamplingOptions Options(const Json& json) {
  SamplingOptions options;
  for (const auto& [key, value] : json.GetObject()) {
    const std::string name = key.GetString();
    if (name == "temperature") options.temperature = value.GetDouble();
    if (name == "top_k") options.top_k = value.GetInt();
    if (name == "top_p") options.top_p = value.GetDouble();
    if (name == "min_p") options.min_p = value.GetDouble();
    if (name == "typical_p") options.typical_p = value.GetDouble();
    if (name == "repetition_penalty") {
      options.repetition_penalty = value.GetDouble();
    }
    if (name == "presence_penalty") {
      options.presence_penalty = value.GetDouble();
    }
    if (name == "frequency_penalty") {
      options.frequency_penalty = value.GetDouble();
    }
    if (name == "order") {
      options.order = value == "temperature-last"
                          ? SamplingOrder::kTemperatureLast
                          : SamplingOrder::kTemperatureFirst;
    }
  }
  return options;
}

TEST(Sampler, EqualsTheGoldenDistributions) {
  const auto golden = Golden();
  ASSERT_TRUE(golden.IsObject()) << "tests/golden/sampling.json";
  const auto& cases = golden["cases"];
  ASSERT_GT(cases.Size(), 500u);
  for (rapidjson::SizeType n = 0; n < cases.Size(); ++n) {
    const Json& c = cases[n];
    const auto logits = Logits(golden["vectors"][c["vector"].GetString()]);
    Sampler sampler(logits.size());
    sampler.Compute(logits, Count(Ints(c["history"]), logits.size()),
                    Options(c["options"]));
    std::vector<double> wanted(logits.size());
    const auto ids = Ints(c["ids"]);
    for (rapidjson::SizeType i = 0; i < ids.size(); ++i) {
      wanted[ids[i]] = c["probabilities"][i].GetDouble();
    }
    for (std::size_t id = 0; id < wanted.size(); ++id) {
      const double got = sampler.SamplingProbability(static_cast<int>(id));
      // An f32 weight below e^-87.3 of the largest is 0.
      ASSERT_EQ(got > 0, wanted[id] > 1.2e-38)
          << "case " << n << ", token " << id;
      if (got > 0) {
        ASSERT_NEAR(got, wanted[id], Tolerance(wanted[id]))
            << "case " << n << ", token " << id;
      }
    }
  }
}

// Without the file: probabilities of {3, 2, 1} are 0.665, 0.245, 0.090, which
// needs two to reach 0.8; at T = 0.5 they are 0.867, 0.117, 0.016: one does.
TEST(Sampler, TopPKeepsOneTokenAfterTemperatureAndTwoBeforeIt) {
  const std::vector<float> logits = {3, 2, 1};
  Sampler sampler(3);
  SamplingOptions options{.temperature = 0.5, .top_p = 0.8};
  sampler.Compute(logits, {}, options);
  EXPECT_EQ(sampler.SamplingProbability(0), 1);
  EXPECT_EQ(sampler.SamplingProbability(1), 0);
  EXPECT_EQ(sampler.SamplingProbability(2), 0);
  options.order = SamplingOrder::kTemperatureLast;
  sampler.Compute(logits, {}, options);
  EXPECT_NEAR(sampler.SamplingProbability(0), 0.880797077977882,
              1e-7);  // 1/(1+e^-2)
  EXPECT_NEAR(sampler.SamplingProbability(1), 0.119202922022118, 1e-7);
  EXPECT_EQ(sampler.SamplingProbability(2), 0);
}

}  // namespace
}  // namespace lukewarm
