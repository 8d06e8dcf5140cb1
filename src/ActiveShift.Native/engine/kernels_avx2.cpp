// The engine's inner loops for AVX2 with FMA: tiles of 6 outputs x 16 pixels (12 accumulators of 16 registers).
#include "engine/kernels.h"


#include <immintrin.h>

namespace activeshift::engine {
namespace {

struct V {
    using R = __m256;
    using Mask = __m256i;
    using Q = __m256;
    static constexpr int W = 8, QW = 8, M = 6, N = 2;

    static R zero() { return _mm256_setzero_ps(); }
    static R set(float x) { return _mm256_set1_ps(x); }
    static R load(const float* p) { return _mm256_loadu_ps(p); }
    static R load(const float* p, Mask mask) { return _mm256_maskload_ps(p, mask); }
    static void fetch(const float* p) { _mm_prefetch(reinterpret_cast<const char*>(p), _MM_HINT_T0); }
    static void store(float* p, R x) { _mm256_storeu_ps(p, x); }
    static void store_first(float* p, R x, int lanes) {
        if (lanes == W) _mm256_storeu_ps(p, x);
        else _mm256_maskstore_ps(p, range(0, lanes), x);
    }
    static Mask range(int low, int high) {
        const __m256i lane = _mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7);
        return _mm256_andnot_si256(_mm256_cmpgt_epi32(_mm256_set1_epi32(low), lane), _mm256_cmpgt_epi32(_mm256_set1_epi32(high), lane));
    }
    static R mul(R a, R b) { return _mm256_mul_ps(a, b); }
    static R fma(R a, R b, R c) { return _mm256_fmadd_ps(a, b, c); }
    static R relu(R x) { return _mm256_max_ps(x, zero()); }
    static R even(R a, R b) { return in_order(_mm256_shuffle_ps(a, b, 0x88)); }
    static R odd(R a, R b) { return in_order(_mm256_shuffle_ps(a, b, 0xDD)); }
    static R in_order(R x) { return _mm256_castpd_ps(_mm256_permute4x64_pd(_mm256_castps_pd(x), 0xD8)); }

    static Q setq(float x) { return set(x); }
    static Q loadq(const float* p) { return load(p); }
    static void storeq(float* p, Q x) { store(p, x); }
    static Q fmaq(Q a, Q b, Q c) { return fma(a, b, c); }
    static Q reluq(Q x) { return relu(x); }
};

#include "engine/gemm.inl.h"
#include "engine/gather.inl.h"

}  // namespace

extern const Kernels kAvx2 = {V::M, gemm, gather};

}  // namespace activeshift::engine
