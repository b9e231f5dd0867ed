#include <cstring>
#include <string_view>

#include "fuzz/corpus.h"
#include "model/checksum.h"
#include "model/model_file.h"
#include "model/safetensors.h"
#include "model/sample_model.h"

namespace lukewarm {

std::vector<std::vector<std::uint8_t>> Corpus() {
  std::vector<std::vector<std::uint8_t>> corpus = {
      SampleFile(32), SampleFile(8), SampleFile(4),
      ReadGolden("model_file_numpy_f32.safetensors"),
      ReadGolden("model_file_torch_f16.safetensors")};
  // Without a checksum and without a tensor, so that most of it is config.
  const std::string config = ConfigJson(SampleConfig());
  const std::vector<std::pair<std::string, std::string>> metadata = {
      {"lukewarm", config}};
  corpus.push_back(WriteSafetensors(metadata, {}));

  // The densest: tokens of no letters, keys of one or two, tensors of nothing.
  ModelConfig dense = SampleConfig();
  dense.tokenizer.vocab.assign(1000, "");
  dense.architecture.vocab_size = 1000;
  corpus.push_back(WriteModelFile(dense, {}));
  std::string keys = "{\"__metadata__\":{", tensors = "{";
  for (char a = 'a'; a <= 'z'; ++a) {
    for (char b = 'a'; b <= 'z'; ++b) {
      const std::string key{'"', a, b, '"', ':'};
      keys.append(key).append("\"\",");
      tensors.append(key).append("{},");
    }
  }
  keys.back() = tensors.back() = '}';
  corpus.push_back(FileOf(keys + "}"));
  corpus.push_back(FileOf(tensors));
  return corpus;
}

std::vector<std::string> Dictionary() {
  return {"{",
          "}",
          "[",
          "]",
          ",",
          ":",
          "\"",
          "\\\"",
          "\\",
          "[[[[[[[[[[",
          "null",
          "true",
          "0",
          "-1",
          "1e308",
          "0.5",
          "4294967296",
          "18446744073709551615",
          "9007199254740992",
          "\\u0000",
          "\\ud800",
          "\\udc00",
          "\xF0\x9F",
          "\xED\xB0\x80",
          "\"F32\"",
          "\"F16\"",
          "\"U8\"",
          "\"BF16\"",
          "\"shape\"",
          "\"dtype\"",
          "\"data_offsets\"",
          "\"__metadata__\"",
          "\"lukewarm\"",
          "\"checksum\"",
          "\\\"lstm\\\"",
          "\\\"rnn\\\"",
          "\\\"byte\\\"",
          "\\\"word\\\"",
          "\\\"tied\\\":true,",
          "\\\"activation\\\":\\\"relu\\\",",
          "\\\"unknown_id\\\":",
          "\\\"vocab\\\":[",
          "\\\"evaluation\\\":{\\\"loss\\\":1e-3},",
          std::string(1, '\0')};
}

void Mend(std::vector<std::uint8_t>& input) {
  // The header ends where its last brace closes before the first byte that no
  // text has, or with the input.
  std::size_t end = 0, depth = 0;
  bool quoted = false;
  for (std::size_t i = 8; i < input.size() && end == 0; ++i) {
    const char c = static_cast<char>(input[i]);
    if (c == '\\' && quoted) {
      ++i;
    } else if (c == '"') {
      quoted = !quoted;
    } else if (!quoted && c == '{') {
      ++depth;
    } else if (!quoted && c == '}' && (depth == 0 || --depth == 0)) {
      end = i + 1;
    }
  }
  if (end == 0) return;
  while (end < input.size() && input[end] == ' ') ++end;
  const std::uint64_t length = end - 8;
  std::memcpy(input.data(), &length, sizeof(length));

  const auto read = ReadSafetensors(input);
  if (!read) return;
  const std::string* config = read->Metadata("lukewarm");
  const std::string* checksum = read->Metadata("checksum");
  if (config == nullptr || checksum == nullptr || checksum->size() != 8) return;
  const std::string right = Checksum(*config, read->tensors);
  const std::string_view text(reinterpret_cast<const char*>(input.data()),
                              input.size());
  const std::size_t at = text.find("\"" + *checksum + "\"");
  if (at != std::string_view::npos) {
    std::memcpy(input.data() + at + 1, right.data(), right.size());
  }
}

}  // namespace lukewarm
