// The engine's inner loops for AVX-512: tiles of 8 outputs x 48 pixels (24 accumulators of 32 registers).
#include "engine/kernels.h"


#include <immintrin.h>

namespace activeshift::engine {
namespace {

struct V {
    using R = __m512;
    using Mask = __mmask16;
    using Q = __m256;
    static constexpr int W = 16, QW = 8, M = 8, N = 3;

    static R zero() { return _mm512_setzero_ps(); }
    static R set(float x) { return _mm512_set1_ps(x); }
    static R load(const float* p) { return _mm512_loadu_ps(p); }
    static R load(const float* p, Mask mask) { return _mm512_maskz_loadu_ps(mask, p); }
    static void fetch(const float* p) { _mm_prefetch(reinterpret_cast<const char*>(p), _MM_HINT_T0); }
    static void store(float* p, R x) { _mm512_storeu_ps(p, x); }
    static void store_first(float* p, R x, int lanes) {
        if (lanes == W) _mm512_storeu_ps(p, x);
        else _mm512_mask_storeu_ps(p, range(0, lanes), x);
    }
    static Mask range(int low, int high) { return Mask((0xFFFFu << low) & (0xFFFFu >> (W - high))); }
    static R mul(R a, R b) { return _mm512_mul_ps(a, b); }
    static R fma(R a, R b, R c) { return _mm512_fmadd_ps(a, b, c); }
    static R relu(R x) { return _mm512_max_ps(x, zero()); }
    static R even(R a, R b) {
        return _mm512_permutex2var_ps(a, _mm512_setr_epi32(0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30), b);
    }
    static R odd(R a, R b) {
        return _mm512_permutex2var_ps(a, _mm512_setr_epi32(1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23, 25, 27, 29, 31), b);
    }

    static Q setq(float x) { return _mm256_set1_ps(x); }
    static Q loadq(const float* p) { return _mm256_loadu_ps(p); }
    static void storeq(float* p, Q x) { _mm256_storeu_ps(p, x); }
    static Q fmaq(Q a, Q b, Q c) { return _mm256_fmadd_ps(a, b, c); }
    static Q reluq(Q x) { return _mm256_max_ps(x, _mm256_setzero_ps()); }
};

#include "engine/gemm.inl.h"
#include "engine/gather.inl.h"

}  // namespace

extern const Kernels kAvx512 = {V::M, gemm, gather};

}  // namespace activeshift::engine
