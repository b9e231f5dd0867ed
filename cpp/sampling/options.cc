#include "sampling/options.h"

#include <string_view>

#include "base/message.h"

namespace lukewarm {
namespace {

Result<void> Refuse(std::string_view name, std::string_view range) {
  return Fail(ErrorCode::kInvalidArgument,
              Sentence({name, " must be ", range, "."}));
}

// False for NaN.
bool Within(double value, double low, double high) {
  return value >= low && value <= high;
}

}  // namespace

Result<void> Validate(const SamplingOptions& options) {
  if (!(options.temperature >= 0)) {
    return Refuse("temperature",
                  "0 (always the most probable token) or greater");
  }
  if (options.top_k < 0) {
    return Refuse("top_k", "0 (off) or a number of tokens to keep");
  }
  if (!Within(options.top_p, 0, 1)) {
    return Refuse("top_p", "between 0 and 1 (off)");
  }
  if (!Within(options.min_p, 0, 1)) {
    return Refuse("min_p", "between 0 (off) and 1");
  }
  if (!Within(options.typical_p, 0, 1)) {
    return Refuse("typical_p", "between 0 and 1 (off)");
  }
  if (!Within(options.repetition_penalty, 1e-6, 1e6)) {
    return Refuse("repetition_penalty",
                  "between 0.000001 and 1000000, where 1 is off");
  }
  if (!Within(options.presence_penalty, -1e6, 1e6)) {
    return Refuse("presence_penalty",
                  "between -1000000 and 1000000, where 0 is off");
  }
  if (!Within(options.frequency_penalty, -1e6, 1e6)) {
    return Refuse("frequency_penalty",
                  "between -1000000 and 1000000, where 0 is off");
  }
  return {};
}

}  // namespace lukewarm
