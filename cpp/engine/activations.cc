#include "engine/activations.h"

#include <algorithm>
#include <bit>
#include <string>
#include <utility>

#include "base/message.h"

namespace lukewarm {
namespace {

// Returns those of `parts` that the cell has.
unsigned PartsOf(const Architecture& architecture, unsigned parts) {
  const bool lstm = architecture.cell == CellKind::kLstm;
  const bool gated = architecture.cell != CellKind::kRnn;
  const unsigned gates = gated ? 1U << architecture.Gates() : 1;
  return parts &
         (kHiddenPart | (lstm ? kCellPart : 0) | (gates - 1) * kFirstGatePart);
}

}  // namespace

Result<Activations> ReadActivations(const Model& model, std::string_view text,
                                    int layer, unsigned parts) {
  auto encoding = model.tokenizer().Encode(text, Tokenizer::Unknown::kSkip);
  if (!encoding) return std::unexpected(std::move(encoding.error()));
  const LanguageModel& network = model.network();
  const Architecture& architecture = network.architecture();
  const auto& sizes = architecture.hidden_sizes;
  const std::size_t tokens = encoding->ids.size();
  parts = PartsOf(architecture, parts);
  const std::size_t first = layer < 0 ? 0 : static_cast<std::size_t>(layer);
  const std::size_t end = layer < 0 ? sizes.size() : first + 1;

  std::size_t each = 0;
  for (std::size_t i = first; i < end; ++i) each += sizes[i];
  each *= static_cast<std::size_t>(std::popcount(parts));
  if (each > 0 && tokens > kMaxActivations / each) {
    return Fail(ErrorCode::kInvalidArgument,
                Sentence({"That is too much to read at once: at most ",
                          WholeText(kMaxActivations / each),
                          " tokens of what was asked for. Take a shorter text, "
                          "or fewer layers or parts."}));
  }

  std::vector<float> values(tokens * each);
  auto state = model.beginning();
  auto workspace = network.MakeWorkspace();
  for (std::size_t token = 0; token < tokens; ++token) {
    network.Feed(encoding->ids[token], state, workspace);
    float* block = values.data();
    for (std::size_t i = first; i < end; ++i) {
      const std::size_t size = sizes[i];
      const auto read = [&](unsigned part, const float* from) {
        if ((parts & part) == 0) return;
        std::copy_n(from, size, block + token * size);
        block += tokens * size;
      };
      read(kHiddenPart, state[i].h.values.data());
      read(kCellPart, state[i].c.data());
      for (std::size_t gate = 0; gate < architecture.Gates(); ++gate) {
        read(kFirstGatePart << gate,
             workspace.layers[i].gates.data() + gate * size);
      }
    }
  }
  return Activations{*std::move(encoding), std::move(values)};
}

}  // namespace lukewarm
