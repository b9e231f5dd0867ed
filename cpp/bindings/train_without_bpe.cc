// In place of cpp/text's own, which the page that trains does not download: it
// learns no byte pairs, and does not continue the training of models with them.
#include "text/bpe_tokenizer.h"
#include "text/learn_bpe.h"

namespace lukewarm {
namespace {

std::unexpected<Error> Refuse() {
  return Fail(ErrorCode::kFileUnsupported,
              "Byte pairs are trained on the command line: lukewarm train.");
}

}  // namespace

Result<std::unique_ptr<const Tokenizer>> MakeBpeTokenizer(
    const TokenizerConfig&) {
  return Refuse();
}

Result<TokenizerConfig> LearnBpe(std::string_view, const VocabOptions&) {
  return Refuse();
}

}  // namespace lukewarm
