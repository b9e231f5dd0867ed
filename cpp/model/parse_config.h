// The reader of the config's JSON. A class, so that the converter of the older
// format can read the keys that are the same with it; everybody else calls
// ParseConfig (config_json.h).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "model/config.h"
#include "model/config_visitor.h"
#include "model/limits.h"

namespace lukewarm {

class ModelConfigVisitor : public ConfigVisitor {
 public:
  ModelConfigVisitor() { config.bits = 0; }
  virtual ~ModelConfigVisitor() = default;

  // Checks what only the whole shows, and fills in the defaults that depend on
  // other values. Returns false after Refuse().
  bool Finish();

  ModelConfig config;

 protected:
  bool Take() override;

  bool has_format_ = false;

 private:
  // What has been read of a layer.
  struct Seen {
    bool kind = false;
    std::uint16_t keys = 0;  // bit i: kLayerKeys[i]
  };

  bool Top(std::string_view key);
  bool Format();
  bool InLayers();
  bool InLayer(LayerConfig& layer, Seen& seen,
               std::span<const std::string_view> path);
  bool InContext();
  bool InTokenizer(std::string_view key);
  static bool InBpe(ModelConfigVisitor& self, std::string_view key);
  bool TokenIds(bool end_text);
  static bool MarkEnds(ModelConfigVisitor& self);
  bool InQuantization(std::string_view key);
  bool InEvaluation(std::string_view key);
  bool FinishLayer(LayerConfig& layer, const Seen& seen, std::size_t index);

  // Of each layer, and of the one within it.
  std::array<std::array<Seen, 2>, kMaxLayers> seen_ = {};
  bool has_layers_ = false;  // else the derived class made them
  std::vector<int> ends_;    // of a text
  bool has_kind_ = false;
  bool has_bpe_ = false;
  bool has_loss_ = false;
  bool has_window_ = false;
  bool has_padding_id_ = false;
};

}  // namespace lukewarm
