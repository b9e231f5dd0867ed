#include "engine/beam_search.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "engine/session.h"

namespace lukewarm {
namespace {

struct Branch {
  Session session;
  Beam beam;
};

struct Extension {
  std::size_t branch;
  int id;
  double log_probability;
};

}  // namespace

Result<std::vector<Beam>> BeamSearch(std::shared_ptr<const Model> model,
                                     std::string_view prompt, std::size_t beams,
                                     std::size_t max_tokens) {
  if (beams < 1 || beams > 1000) {
    return Fail(ErrorCode::kInvalidArgument,
                "The number of beams must be between 1 and 1000.");
  }
  const int unknown = model->tokenizer().unknown_id();
  std::vector<Branch> branches;
  branches.push_back({Session(model, 0), {}});
  auto encoding = branches[0].session.Feed(prompt);
  if (!encoding) return std::unexpected(std::move(encoding.error()));

  std::vector<Extension> extensions;
  for (std::size_t token = 0; token < max_tokens; ++token) {
    extensions.clear();
    for (std::size_t i = 0; i < branches.size(); ++i) {
      const Sampler& sampler = branches[i].session.Distribution({});
      // One more than the beams, since one of them may be the unknown token.
      for (const int id : sampler.Top(beams + 1)) {
        if (id == unknown) continue;
        extensions.push_back(
            {i, id,
             branches[i].beam.log_probability + sampler.LogProbability(id)});
      }
    }
    std::ranges::stable_sort(extensions, std::greater<>(),
                             &Extension::log_probability);
    if (extensions.size() > beams) extensions.resize(beams);

    std::vector<Branch> next;
    next.reserve(extensions.size());
    for (const auto& extension : extensions) {
      next.push_back(branches[extension.branch]);
      Branch& branch = next.back();
      branch.beam.text += branch.session.Choose(extension.id).text;
      branch.beam.ids.push_back(extension.id);
      branch.beam.log_probability = extension.log_probability;
    }
    branches = std::move(next);
  }
  std::vector<Beam> result;
  for (auto& branch : branches) {
    branch.beam.text += branch.session.Flush();
    result.push_back(std::move(branch.beam));
  }
  return result;
}

}  // namespace lukewarm
