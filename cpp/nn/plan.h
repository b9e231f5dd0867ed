// The shape of a network: for every layer what it reads, what it gives and
// which tensors it has, worked out once from the config. Inference, training,
// the file's reader and `inspect` all go by this; no size stands twice.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/config.h"

namespace lukewarm {

// What stands at a position between two layers.
struct Width {
  std::size_t size = 0;
  bool bounded = false;  // every number is in [-1, 1]
};

// A tensor of the model file.
struct Parameter {
  enum class Use : std::uint8_t {
    kProduct,  // a matrix [out, in] that is multiplied by
    kTable,    // a matrix [vocab, size] whose rows are looked up
    kVector,   // floats, never quantised
  };
  std::string name = {};                // "layers.1.weight_hh"
  std::vector<std::size_t> shape = {};  // [out, in] or [size]
  Use use = Use::kVector;
  double limit = 0;   // training begins uniform in [-limit, limit], or
  bool ones = false;  // at 1

  // Returns the number of elements.
  std::size_t size() const;
};

// A product y = W x + b of a layer: rows [first_row, first_row + rows) of a
// matrix and of its bias. Or, lookup: x is ids and y the rows of W that they
// name.
struct ProductPlan {
  std::string weight = {};
  std::string bias = {};  // may be missing from the file: zeros
  std::size_t total_rows = 0;
  std::size_t cols = 0;
  bool bounded = false;  // x is in [-1, 1]
  std::size_t first_row = 0;
  std::size_t rows = 0;
  bool lookup = false;
  // x is the layer's input, so that after one-hot ids or an embedding the
  // product may be looked up in a table.
  bool of_input = false;
};

struct LayerPlan {
  std::vector<std::size_t> sources = {};  // the layers it reads; empty: ids
  Width input = {};                       // of a position, all sources together
  Width output = {};
  // What a sequence carries from chunk to chunk: so many vectors of `units`.
  std::size_t state_vectors = 0;
  std::size_t units = 0;
  // Products come in the order in which the layer asks for them.
  std::vector<Parameter> parameters = {};
  std::vector<ProductPlan> products = {};
  bool returns_sequences = true;  // else the last position alone
  bool sequence = true;           // output at every position of the chunk

  // Whether the layer reads its input through products alone.
  bool MultipliesInput() const;
  // Appends a matrix [rows, cols] or a vector [size].
  void AddMatrix(std::string name, std::size_t rows, std::size_t cols,
                 Parameter::Use use, double limit);
  void AddVector(std::string name, std::size_t size, double limit);
  // Appends the product by such a matrix and bias.
  ProductPlan& AddProduct(std::string weight, std::string bias,
                          std::size_t rows, Width x);
};

// What a layer is asked to plan.
struct PlanRequest {
  const NetworkConfig& network;
  const LayerConfig& layer;
  std::string prefix;  // "layers.1."
  Width input;

  std::size_t vocab() const { return network.vocab_size; }
  // Returns the full name of a tensor of the layer.
  std::string Name(std::string_view name) const;
  // Returns the parameter and the product y = W x + b of a layer that has one
  // matrix [rows, input] and one bias, under the names that PyTorch gives.
  LayerPlan OneProduct(std::size_t rows, bool bounded) const;
};

// Returns the plans of all layers. Errors: as CheckNetwork().
Result<std::vector<LayerPlan>> PlanNetwork(const NetworkConfig& network);

}  // namespace lukewarm
