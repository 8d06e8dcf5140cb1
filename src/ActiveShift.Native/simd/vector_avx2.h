// 256-bit vectors; a mask is a vector whose lanes are all ones or all zeros. Only for files compiled with -mavx2 -mfma.
#pragma once

#include <immintrin.h>

#include <cstdint>

namespace activeshift {
namespace {

struct Avx2Float {
    using T = float;
    using V = __m256;
    using M = __m256i;
    static constexpr int N = 8;
    // vmaskmovps to memory takes tens of cycles on AMD's processors.
    static constexpr bool kFastMaskedStore = false;
    static constexpr bool kMasksAreBits = false;

    static V zero() { return _mm256_setzero_ps(); }
    static V set1(T a) { return _mm256_set1_ps(a); }
    static V load(const T* p) { return _mm256_loadu_ps(p); }
    static V load(M m, const T* p) { return _mm256_maskload_ps(p, m); }
    static void store(T* p, V a) { _mm256_storeu_ps(p, a); }
    static void store(M m, T* p, V a) { _mm256_maskstore_ps(p, m, a); }
    static V add(V a, V b) { return _mm256_add_ps(a, b); }
    static V sub(V a, V b) { return _mm256_sub_ps(a, b); }
    static V mul(V a, V b) { return _mm256_mul_ps(a, b); }
    static V fma(V a, V b, V c) { return _mm256_fmadd_ps(a, b, c); }
    static V keep(M m, V a) { return _mm256_and_ps(_mm256_castsi256_ps(m), a); }
    static V max(V a, V b) { return _mm256_max_ps(a, b); }  // b if either is NaN
    static V min(V a, V b) { return _mm256_min_ps(a, b); }  // b if either is NaN
    static V relu(V a) { return max(zero(), a); }           // NaN stays NaN
    // a where y is above 0 or NaN, else 0.
    static V positive(V y, V a) { return _mm256_and_ps(_mm256_cmp_ps(y, zero(), _CMP_NLE_UQ), a); }
    static T sum(V a) {
        const __m128 q = _mm_add_ps(_mm256_castps256_ps128(a), _mm256_extractf128_ps(a, 1));
        const __m128 d = _mm_add_ps(q, _mm_movehl_ps(q, q));
        return _mm_cvtss_f32(_mm_add_ss(d, _mm_movehdup_ps(d)));
    }
    // Lanes lo .. hi-1, with 0 <= lo, hi <= N; none if hi <= lo.
    static M lanes(int lo, int hi) {
        const __m256i lane = _mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7);
        return _mm256_andnot_si256(_mm256_cmpgt_epi32(_mm256_set1_epi32(lo), lane),
                                   _mm256_cmpgt_epi32(_mm256_set1_epi32(hi), lane));
    }
    static M first(int count) {  // 1 <= count <= N
        return _mm256_cmpgt_epi32(_mm256_set1_epi32(count), _mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7));
    }
    static M lanes_of_parity(int parity) {
        const __m256i bit = _mm256_setr_epi32(0, 1, 0, 1, 0, 1, 0, 1);
        return _mm256_cmpeq_epi32(bit, _mm256_set1_epi32(parity));
    }
    // The lanes at even and at odd places of a and b behind one another.
    static V even(V a, V b) { return in_order(_mm256_shuffle_ps(a, b, _MM_SHUFFLE(2, 0, 2, 0))); }
    static V odd(V a, V b) { return in_order(_mm256_shuffle_ps(a, b, _MM_SHUFFLE(3, 1, 3, 1))); }
    using Index = __m256i;
    static Index halves(int parity) {
        const __m256i lane = _mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7);
        return _mm256_srli_epi32(_mm256_add_epi32(lane, _mm256_set1_epi32(parity)), 1);
    }
    static V permute(V a, Index index) { return _mm256_permutevar8x32_ps(a, index); }

private:
    // Shuffling works within 128-bit lanes: of pairs 0, 2, 1, 3 the second and the third change places.
    static V in_order(V a) {
        return _mm256_castpd_ps(_mm256_permute4x64_pd(_mm256_castps_pd(a), _MM_SHUFFLE(3, 1, 2, 0)));
    }
};

struct Avx2Double {
    using T = double;
    using V = __m256d;
    using M = __m256i;
    static constexpr int N = 4;
    static constexpr bool kFastMaskedStore = false;
    static constexpr bool kMasksAreBits = false;

    static V zero() { return _mm256_setzero_pd(); }
    static V set1(T a) { return _mm256_set1_pd(a); }
    static V load(const T* p) { return _mm256_loadu_pd(p); }
    static V load(M m, const T* p) { return _mm256_maskload_pd(p, m); }
    static void store(T* p, V a) { _mm256_storeu_pd(p, a); }
    static void store(M m, T* p, V a) { _mm256_maskstore_pd(p, m, a); }
    static V add(V a, V b) { return _mm256_add_pd(a, b); }
    static V sub(V a, V b) { return _mm256_sub_pd(a, b); }
    static V mul(V a, V b) { return _mm256_mul_pd(a, b); }
    static V fma(V a, V b, V c) { return _mm256_fmadd_pd(a, b, c); }
    static V keep(M m, V a) { return _mm256_and_pd(_mm256_castsi256_pd(m), a); }
    static V relu(V a) { return _mm256_max_pd(zero(), a); }
    static V positive(V y, V a) { return _mm256_and_pd(_mm256_cmp_pd(y, zero(), _CMP_NLE_UQ), a); }
    static T sum(V a) {
        const __m128d q = _mm_add_pd(_mm256_castpd256_pd128(a), _mm256_extractf128_pd(a, 1));
        return _mm_cvtsd_f64(_mm_add_sd(q, _mm_unpackhi_pd(q, q)));
    }
    static M lanes(int lo, int hi) {
        const __m256i lane = _mm256_setr_epi64x(0, 1, 2, 3);
        return _mm256_andnot_si256(_mm256_cmpgt_epi64(_mm256_set1_epi64x(lo), lane),
                                   _mm256_cmpgt_epi64(_mm256_set1_epi64x(hi), lane));
    }
    static M lanes_of_parity(int parity) {
        const __m256i bit = _mm256_setr_epi64x(0, 1, 0, 1);
        return _mm256_cmpeq_epi64(bit, _mm256_set1_epi64x(parity));
    }
    static V even(V a, V b) { return _mm256_permute4x64_pd(_mm256_unpacklo_pd(a, b), _MM_SHUFFLE(3, 1, 2, 0)); }
    static V odd(V a, V b) { return _mm256_permute4x64_pd(_mm256_unpackhi_pd(a, b), _MM_SHUFFLE(3, 1, 2, 0)); }
    // Pairs of 32-bit indices: AVX2 permutes doubles across the whole vector only by a constant.
    using Index = __m256i;
    static Index halves(int parity) {
        return parity == 0 ? _mm256_setr_epi32(0, 1, 0, 1, 2, 3, 2, 3) : _mm256_setr_epi32(0, 1, 2, 3, 2, 3, 4, 5);
    }
    static V permute(V a, Index index) {
        return _mm256_castps_pd(_mm256_permutevar8x32_ps(_mm256_castpd_ps(a), index));
    }
};

struct Avx2 {
    using Float = Avx2Float;
    using Double = Avx2Double;
    using Outputs = Avx2Float;
    static constexpr int kTileRows = 6, kTileVectors = 2;  // 12 sums of 16 registers
};

}  // namespace
}  // namespace activeshift
