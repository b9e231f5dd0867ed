// The registry of layers: one row for each kind. A new kind is a header beside
// these, a row here, and its name in model/config_names.h.
#pragma once

#include <memory>

#include "nn/attention_average.h"
#include "nn/bidirectional.h"
#include "nn/concatenate.h"
#include "nn/dense.h"
#include "nn/embedding.h"
#include "nn/flatten.h"
#include "nn/gru.h"
#include "nn/layer_norm.h"
#include "nn/lstm.h"
#include "nn/one_hot.h"
#include "nn/output.h"
#include "nn/rnn.h"
#include "nn/scaled_id.h"

namespace lukewarm {

template <class... Kinds>
struct KindList {
  // Calls visit.operator()<Kind>() for the one of `kind`.
  template <class Visit>
  static void Find(LayerKind kind, Visit visit) {
    ((Kinds::kKind == kind ? visit.template operator()<Kinds>() : void()), ...);
  }
};

using LayerRegistry = KindList<  //
    EmbeddingKind,               //
    OneHotKind,                  //
    ScaledIdKind,                //
    RnnKind,                     //
    GruKind,                     //
    LstmKind,                    //
    BidirectionalKind,           //
    DenseKind,                   //
    LayerNormKind,               //
    ConcatenateKind,             //
    AttentionAverageKind,        //
    FlattenKind,                 //
    OutputKind>;

template <class Kind, class Base>
std::unique_ptr<Base> MakeOne(const LayerConfig& config,
                              const LayerPlan& plan) {
  return std::make_unique<typename Kind::template Layer<Base>>(config, plan);
}

// Returns a layer over `Base`, or null if Base trains and the kind cannot be
// trained.
template <class Base>
std::unique_ptr<Base> MakeLayer(const LayerConfig& config,
                                const LayerPlan& plan) {
  // By its address, so that the wasm module may load apart what is not used.
  std::unique_ptr<Base> (*make)(const LayerConfig&, const LayerPlan&) = nullptr;
  LayerRegistry::Find(config.kind, [&]<class Kind>() {
    if constexpr (!Base::kTrains || Kind::kTrainable) {
      make = MakeOne<Kind, Base>;
    }
  });
  return make == nullptr ? nullptr : make(config, plan);
}

}  // namespace lukewarm
