#include "engine/beam_search.h"

#include <algorithm>
#include <functional>
#include <utility>

#include "sampling/sampler.h"

namespace lukewarm {
namespace {

struct Extension {
  std::size_t beam;
  int id;  // -1: the beam has ended
  double log_probability;
};

// The beams of one length, their states side by side, so that they share every
// pass over the weights.
struct Beams {
  Beams(const Network& network, std::size_t count)
      : state(network.InitialState(count)) {}

  Network::State state;
  std::vector<Beam> beams;
  std::vector<std::unique_ptr<TextStream>> streams;
};

}  // namespace

Result<std::vector<Beam>> BeamSearch(std::shared_ptr<const Model> model,
                                     std::string_view prompt, std::size_t beams,
                                     std::size_t max_tokens) {
  if (beams < 1 || beams > 1000) {
    return Fail(ErrorCode::kInvalidArgument,
                "The number of beams must be between 1 and 1000.");
  }
  const Network& network = model->network();
  const Tokenizer& tokenizer = model->tokenizer();
  const std::size_t vocab = tokenizer.vocab_size();
  const auto encoding = tokenizer.Encode(prompt, Tokenizer::Reading::kPrompt);
  if (!encoding) return std::unexpected(encoding.error());

  auto workspace = network.MakeWorkspace();
  Beams now(network, 1);
  now.state = model->initial_state();
  network.Feed(encoding->ids, now.state, workspace);
  now.beams.emplace_back();
  now.streams.push_back(MakeTextStream(tokenizer));
  now.streams[0]->ContinueAfter(prompt, encoding->ids);

  const std::span<const int> never = model->never_drawn();
  Sampler sampler(vocab, never);
  std::vector<float> logits;
  std::vector<Extension> extensions;
  std::vector<int> ids;
  for (std::size_t token = 0; token < max_tokens; ++token) {
    logits.resize(now.beams.size() * vocab);
    const bool first = token == 0 && encoding->ids.empty();
    network.Logits(first ? model->first_token_state() : now.state, logits,
                   workspace);
    extensions.clear();
    bool goes_on = false;
    for (std::size_t i = 0; i < now.beams.size(); ++i) {
      const Beam& beam = now.beams[i];
      if (!beam.ids.empty() && model->EndsText(beam.ids.back())) {
        extensions.push_back({i, -1, beam.log_probability});
        continue;
      }
      goes_on = true;
      sampler.Compute(std::span(logits).subspan(i * vocab, vocab), {}, {});
      // So many more than the beams, since those may be among them.
      for (const int id : sampler.Top(beams + never.size())) {
        if (std::ranges::binary_search(never, id)) continue;
        extensions.push_back(
            {i, id, beam.log_probability + sampler.LogProbability(id)});
      }
    }
    if (!goes_on) break;
    std::ranges::stable_sort(extensions, std::greater<>(),
                             &Extension::log_probability);
    if (extensions.size() > beams) extensions.resize(beams);

    Beams next(network, extensions.size());
    ids.clear();
    for (const auto& [beam, id, log_probability] : extensions) {
      network.CopyStream(now.state, beam, next.state, ids.size());
      next.streams.push_back(now.streams[beam]->Clone());
      Beam& extended = next.beams.emplace_back(now.beams[beam]);
      extended.log_probability = log_probability;
      if (id >= 0) {
        extended.text += next.streams.back()->Push(id);
        extended.ids.push_back(id);
      }
      ids.push_back(std::max(id, 0));  // nobody asks what follows an end
    }
    network.Step(ids, next.state, workspace);
    now = std::move(next);
  }
  for (std::size_t i = 0; i < now.beams.size(); ++i) {
    now.beams[i].text += now.streams[i]->Flush();
  }
  return std::move(now.beams);
}

}  // namespace lukewarm
