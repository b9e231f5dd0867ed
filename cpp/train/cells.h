// The four cells behind MakeCell(), one file each.
#pragma once

#include <cstddef>
#include <memory>

#include "model/config.h"
#include "train/cell.h"

namespace lukewarm::train {

// Gates i f g o.
template <typename Scalar>
std::unique_ptr<Cell<Scalar>> MakeLstmCell(std::size_t hidden,
                                           std::size_t streams,
                                           std::size_t length, bool training);

// Gates r z n, the reset gate after the recurrent product.
template <typename Scalar>
std::unique_ptr<Cell<Scalar>> MakeGruCell(std::size_t hidden,
                                          std::size_t streams,
                                          std::size_t length, bool training);

// Gates r z n, the reset gate before the recurrent product.
template <typename Scalar>
std::unique_ptr<Cell<Scalar>> MakeGruBeforeCell(std::size_t hidden,
                                                std::size_t streams,
                                                std::size_t length,
                                                bool training);

template <typename Scalar>
std::unique_ptr<Cell<Scalar>> MakeRnnCell(RnnActivation activation,
                                          std::size_t hidden,
                                          std::size_t streams,
                                          std::size_t length, bool training);

}  // namespace lukewarm::train
