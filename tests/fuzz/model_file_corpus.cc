#include <cstring>
#include <string_view>

#include "fuzz/corpus.h"
#include "model/format1_sample.h"

namespace lukewarm {

namespace {

// Every kind of layer and every key, none of them its default.
NetworkConfig EveryLayer() {
  const LayerConfig gru = {.kind = LayerKind::kGru,
                           .size = 3,
                           .activation = Activation::kRelu,
                           .recurrent_activation = Activation::kHardSigmoid,
                           .reset = GruReset::kBefore,
                           .learned_start = true};
  return {
      .vocab_size = 4,
      .layers = {{.kind = LayerKind::kEmbedding, .size = 4},
                 {.kind = LayerKind::kScaledId, .divisor = 2.5},
                 {.kind = LayerKind::kOneHot},
                 {.kind = LayerKind::kConcatenate, .inputs = {0, 1, 2}},
                 {.kind = LayerKind::kRnn, .size = 3},
                 {.kind = LayerKind::kBidirectional, .layer = {gru}},
                 {.kind = LayerKind::kLstm, .size = 3},
                 {.kind = LayerKind::kLayerNorm, .epsilon = 1e-3},
                 {.kind = LayerKind::kAttentionAverage},
                 {.kind = LayerKind::kDense, .size = 4},
                 {.kind = LayerKind::kOutput, .tied = 0}},
      .context = {.window = 9, .padding = Padding{.id = 1, .masked = true}}};
}

}  // namespace

std::vector<std::vector<std::uint8_t>> Corpus() {
  std::vector<std::vector<std::uint8_t>> corpus = {
      SampleFile(32),
      SampleFile(8),
      SampleFile(4),
      OldFile(OldConfig(8), OldTensors(SampleIntegers(8).tensors)),
      ReadGolden("model_file_numpy_f32.safetensors"),
      ReadGolden("model_file_torch_f16.safetensors")};
  // Without a checksum and without a tensor, so that most of it is config.
  ModelConfig every_kind = SampleConfig();
  every_kind.network = EveryLayer();
  ModelConfig byte_pairs = SampleConfig();
  byte_pairs.tokenizer = {
      .kind = TokenizerKind::kBpe,
      .vocab = {"a", "b", "ab", "abb"},
      .bpe = {{0, 1, 2, 1}, true, PrefixSpace::kAlways, false}};
  for (const std::string& config :
       {ConfigJson(SampleConfig()), ConfigJson(every_kind),
        ConfigJson(byte_pairs), OldConfig(32)}) {
    const std::vector<std::pair<std::string, std::string>> metadata = {
        {"lukewarm", config}};
    corpus.push_back(WriteSafetensors(metadata, {}));
  }

  // The densest: tokens of no letters, keys of one or two, tensors of nothing.
  ModelConfig dense = SampleConfig();
  dense.tokenizer.vocab.assign(1000, "");
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
          "\\\"one-hot\\\"",
          "\\\"scaled-id\\\"",
          "\\\"rnn\\\"",
          "\\\"lstm\\\"",
          "\\\"bidirectional\\\"",
          "\\\"dense\\\"",
          "\\\"concatenate\\\"",
          "\\\"attention-average\\\"",
          "{\\\"kind\\\":\\\"flatten\\\"},",
          "{\\\"kind\\\":\\\"layer-norm\\\"},",
          "\\\"layer\\\":{\\\"kind\\\":\\\"gru\\\",\\\"units\\\":1},",
          "\\\"activation\\\":\\\"hard-sigmoid-keras-2\\\",",
          "\\\"return_sequences\\\":false,",
          "\\\"inputs\\\":[0,0],",
          "\\\"tied\\\":0,",
          "\\\"divisor\\\":0.1,",
          "\\\"context\\\":{\\\"window\\\":1},",
          "\\\"context\\\":\\\"stateful\\\",",
          "\\\"pad\\\":{\\\"id\\\":0},",
          "\\\"byte\\\"",
          "\\\"word\\\"",
          "\\\"split\\\"",
          "\\\"bpe\\\"",
          "\\\"merges\\\":[0,1],",
          "\\\"byte_fallback\\\":true,",
          "\\\"prefix_space\\\":\\\"always\\\",",
          "\\\"unknown_id\\\":",
          "\\\"special\\\":[0],",
          "\\\"end\\\":[0],",
          "\\\"start\\\":\\\"a\\\",",
          "\\\"vocab\\\":[",
          "\\\"format\\\":1,",
          "\\\"evaluation\\\":{\\\"loss\\\":1e-3},",
          "module.",
          "encoder.weight",
          "layers.2.weight",
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
