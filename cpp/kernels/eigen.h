// Eigen, with WebAssembly's own minimum and maximum. Emscripten gives Eigen the
// names of SSE, and makes a comparison and a selection of these two;
// WebAssembly has each as one instruction with the same result, NaN included.
#pragma once

#ifdef __EMSCRIPTEN__
#include <wasm_simd128.h>
#include <xmmintrin.h>
#define _mm_min_ps(a, b) (__m128) wasm_f32x4_pmin((v128_t)(b), (v128_t)(a))
#define _mm_max_ps(a, b) (__m128) wasm_f32x4_pmax((v128_t)(b), (v128_t)(a))
#endif

#include <Eigen/Core>
