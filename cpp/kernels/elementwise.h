// The transcendental functions of the project, the same to the last bit on
// every machine: IEEE operations in a fixed order, compiled with
// -ffp-contract=off, no libm, and none of Eigen's own tanh, exp and log, whose
// bits differ from one instruction set to the next.
//
// A float function is one formula for a float and for a register of floats
// ("packet"), made of Eigen's pmul, padd, psub, pdiv, pmin, pmax, comparisons
// and bit shifts. pmadd is not among them: it fuses where the processor can.
// Hence Tanh(array) equals Tanh(float) bit for bit (a NaN stays a NaN, of
// unspecified bits), whatever the packet size.
//
// The bounds are tests (tests/kernels/elementwise_test.cc); where "measured"
// stands, all 2^32 floats were tried.
#pragma once

#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <type_traits>

#include "kernels/eigen.h"

namespace lukewarm {

// Returns e^x within 1 unit in the last place, subnormal results included;
// +0 below about -745.13, infinity above about 709.78. Exp(0) = 1.
double Exp(double x);
// Returns the natural logarithm within 1 unit in the last place; -infinity
// at 0, NaN below 0. Log(1) = 0.
double Log(double x);

namespace elementwise {

// x limited to [low, high]. pmin and pmax return their first operand if either
// is NaN, as std::min and std::max do; a NaN x passes.
template <typename Packet>
EIGEN_STRONG_INLINE Packet Clamp(const Packet& x, float low, float high) {
  namespace ei = Eigen::internal;
  return ei::pmin(ei::pmax(x, ei::pset1<Packet>(low)), ei::pset1<Packet>(high));
}

// coefficients[0] + x * (coefficients[1] + x * ...). In WebAssembly they are
// loaded: V8 makes each constant of a register anew, in three instructions, for
// every packet, and they are longer in the module.
template <typename Packet, std::size_t size>
EIGEN_STRONG_INLINE Packet Polynomial(const Packet& x,
                                      const float (&coefficients)[size]) {
  namespace ei = Eigen::internal;
  const float* from = coefficients;
#ifdef __EMSCRIPTEN__
  __asm__("" : "+r"(from));  // or the compiler would know what is there
#endif
  Packet sum = ei::pset1<Packet>(from[size - 1]);
  for (std::size_t i = size - 1; i-- > 0;) {
    sum = ei::padd(ei::pset1<Packet>(from[i]), ei::pmul(x, sum));
  }
  return sum;
}

// The float whose bits are those of x, 23 places to the left.
template <typename Packet>
EIGEN_STRONG_INLINE Packet ShiftToExponent(const Packet& x) {
  namespace ei = Eigen::internal;
  if constexpr (std::is_same_v<Packet, float>) {
    return std::bit_cast<float>(std::bit_cast<std::uint32_t>(x) << 23);
  } else {
    using Integers = typename ei::unpacket_traits<Packet>::integer_packet;
    return ei::preinterpret<Packet>(
        ei::plogical_shift_left<23>(ei::preinterpret<Integers>(x)));
  }
}

struct TanhFormula {
  static constexpr float kP[] = {1.0f, 0.133743963876f, 0.00348771598596f,
                                 2.04795923641e-5f, 1.31753127261e-8f};
  static constexpr float kQ[] = {1.0f, 0.467077102622f, 0.025847030431f,
                                 0.0003272763043f, 7.70313903406e-7f};
  // x * P(x^2) / Q(x^2), fitted to tanh on [-9.1, 9.1] for the least relative
  // error (2.3e-8). All coefficients are positive: nothing cancels. Beyond 9.01
  // tanh rounds to 1, and the last clamp keeps the quotient from passing it.
  template <typename Packet>
  static EIGEN_STRONG_INLINE Packet Of(const Packet& x) {
    namespace ei = Eigen::internal;
    const Packet y = Clamp(x, -9.1f, 9.1f);
    const Packet t = ei::pmul(y, y);
    const Packet p = Polynomial(t, kP);
    const Packet q = Polynomial(t, kQ);
    return Clamp(ei::pdiv(ei::pmul(y, p), q), -1.0f, 1.0f);
  }
  static double Of(double x) { return std::tanh(x); }
};

struct SigmoidFormula {
  template <typename Packet>
  static EIGEN_STRONG_INLINE Packet Of(const Packet& x) {
    namespace ei = Eigen::internal;
    const Packet half = ei::pset1<Packet>(0.5f);
    return ei::padd(half, ei::pmul(half, TanhFormula::Of(ei::pmul(half, x))));
  }
  static double Of(double x) { return 1 / (1 + std::exp(-x)); }
};

struct ExpFormula {
  static constexpr float kTail[] = {5.0000001201e-1f, 1.6666665459e-1f,
                                    4.1665795894e-2f, 8.3334519073e-3f,
                                    1.3981999507e-3f, 1.9875691500e-4f};
  // Cephes' expf (S. Moshier): e^x = 2^k e^r with |r| <= ln(2) / 2.
  template <typename Packet>
  static EIGEN_STRONG_INLINE Packet Of(const Packet& x) {
    namespace ei = Eigen::internal;
    const Packet smallest = ei::pset1<Packet>(-87.3f);
    // Adding 1.5 * 2^23 rounds to an integer and leaves it in the low bits,
    // here with the exponent's bias.
    const Packet rounder = ei::pset1<Packet>(12582912.0f + 127.0f);
    const Packet y = Clamp(x, -87.3f, 88.0f);
    const Packet shifted =
        ei::padd(ei::pmul(y, ei::pset1<Packet>(1.44269504088896341f)), rounder);
    const Packet k = ei::psub(shifted, rounder);
    const Packet r =
        ei::psub(ei::psub(y, ei::pmul(k, ei::pset1<Packet>(0.693359375f))),
                 ei::pmul(k, ei::pset1<Packet>(-2.12194440e-4f)));
    const Packet tail = Polynomial(r, kTail);
    const Packet power = ei::padd(ei::pset1<Packet>(1.0f),
                                  ei::padd(r, ei::pmul(ei::pmul(r, r), tail)));
    return ei::pselect(ei::pcmp_lt(x, smallest), ei::pzero(x),
                       ei::pmul(power, ShiftToExponent(shifted)));
  }
  static double Of(double x) { return Exp(x); }
};

// A formula as an Eigen functor, vectorised for float.
template <typename Formula, typename Scalar>
struct Op {
  EIGEN_STRONG_INLINE Scalar operator()(const Scalar& x) const {
    return Formula::Of(x);
  }
  template <typename Packet>
  EIGEN_STRONG_INLINE Packet packetOp(const Packet& x) const {
    return Formula::Of(x);
  }
};

template <typename Formula, typename Derived>
auto Apply(const Eigen::ArrayBase<Derived>& x) {
  return x.unaryExpr(Op<Formula, typename Derived::Scalar>{});
}

}  // namespace elementwise

// Returns tanh(x) within 3.8e-7, absolute and relative (measured); odd, +-1
// from |x| = 9.1 on, NaN for NaN. Monotone but for steps back of up to 4.8e-7.
inline float Tanh(float x) { return elementwise::TanhFormula::Of(x); }
// Returns 1 / (1 + exp(-x)) within 2.2e-7 absolute (measured); 0 and 1 from
// |x| = 18.2 on, NaN for NaN.
inline float Sigmoid(float x) { return elementwise::SigmoidFormula::Of(x); }
// Returns e^x within 1 unit in the last place (measured); 0 below -87.3 (where
// floats would become subnormal), e^88 above 88, NaN for NaN. Exp(0) = 1. For
// softmax, whose x are at most 0.
inline float Exp(float x) { return elementwise::ExpFormula::Of(x); }

// The same of an Eigen array expression, as an expression: nothing is computed
// before it is assigned. Of double arrays, which only check gradients, tanh and
// sigmoid are the standard library's.
template <typename Derived>
auto Tanh(const Eigen::ArrayBase<Derived>& x) {
  return elementwise::Apply<elementwise::TanhFormula>(x);
}
template <typename Derived>
auto Sigmoid(const Eigen::ArrayBase<Derived>& x) {
  return elementwise::Apply<elementwise::SigmoidFormula>(x);
}
template <typename Derived>
auto Exp(const Eigen::ArrayBase<Derived>& x) {
  return elementwise::Apply<elementwise::ExpFormula>(x);
}

// Sets out[i] = 64 + round-to-nearest-even(clamp(values[i] * factor, -63,
// 63)): an activation for MatVec(). NaN becomes 64, which stands for 0.
// out: [values.size()].
void QuantizeActivations(std::span<const float> values, float factor,
                         std::uint8_t* out);

}  // namespace lukewarm

template <typename Formula, typename Scalar>
struct Eigen::internal::functor_traits<
    lukewarm::elementwise::Op<Formula, Scalar>> {
  enum {
    Cost = 20 * NumTraits<Scalar>::MulCost,
    PacketAccess =
        std::is_same_v<Scalar, float> && packet_traits<float>::Vectorizable
  };
};
