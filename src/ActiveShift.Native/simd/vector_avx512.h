// 512-bit vectors with their masks. Only for files compiled with -mavx512f -mavx512vl -mavx512bw -mavx512dq.
#pragma once

#include <immintrin.h>

#include <cstdint>

#include "simd/vector_avx2.h"

namespace activeshift {
namespace {

// One bit for each of 64 positions: whether row rows[k] + row and column columns[k] + column (second: the column after
// it) lie in the image. Modulo 256, which is right for rows, columns and sizes up to 127 and offsets of -size .. size.
inline void positions_inside(const unsigned char* rows, const unsigned char* columns, int row, int column, int height,
                             int width, uint64_t* first, uint64_t* second) {
    const __m512i r = _mm512_add_epi8(_mm512_loadu_si512(rows), _mm512_set1_epi8(static_cast<char>(row)));
    const __m512i c = _mm512_add_epi8(_mm512_loadu_si512(columns), _mm512_set1_epi8(static_cast<char>(column)));
    const __m512i end = _mm512_set1_epi8(static_cast<char>(width));
    const __mmask64 inside = _mm512_cmplt_epu8_mask(r, _mm512_set1_epi8(static_cast<char>(height)));
    *first = _mm512_mask_cmplt_epu8_mask(inside, c, end);
    *second = _mm512_mask_cmplt_epu8_mask(inside, _mm512_sub_epi8(c, _mm512_set1_epi8(-1)), end);
}

struct Avx512Float {
    using T = float;
    using V = __m512;
    using M = __mmask16;  // one bit per lane
    static constexpr int N = 16;
    static constexpr bool kFastMaskedStore = true;
    static constexpr bool kMasksAreBits = true;

    static V zero() { return _mm512_setzero_ps(); }
    static V set1(T a) { return _mm512_set1_ps(a); }
    static V load(const T* p) { return _mm512_loadu_ps(p); }
    static V load(M m, const T* p) { return _mm512_maskz_loadu_ps(m, p); }
    static void store(T* p, V a) { _mm512_storeu_ps(p, a); }
    static void store(M m, T* p, V a) { _mm512_mask_storeu_ps(p, m, a); }
    static V add(V a, V b) { return _mm512_add_ps(a, b); }
    static V sub(V a, V b) { return _mm512_sub_ps(a, b); }
    static V mul(V a, V b) { return _mm512_mul_ps(a, b); }
    static V fma(V a, V b, V c) { return _mm512_fmadd_ps(a, b, c); }
    static V fma(M m, V a, V b, V c) { return _mm512_mask3_fmadd_ps(a, b, c, m); }  // c where m is 0
    static V keep(M m, V a) { return _mm512_maskz_mov_ps(m, a); }
    static V max(V a, V b) { return _mm512_max_ps(a, b); }  // b if either is NaN
    static V min(V a, V b) { return _mm512_min_ps(a, b); }  // b if either is NaN
    static V relu(V a) { return max(zero(), a); }           // NaN stays NaN
    // a where y is above 0 or NaN, else 0.
    static V positive(V y, V a) { return keep(_mm512_cmp_ps_mask(y, zero(), _CMP_NLE_UQ), a); }
    static T sum(V a) {
        const __m256 h = _mm256_add_ps(_mm512_castps512_ps256(a), _mm512_extractf32x8_ps(a, 1));
        const __m128 q = _mm_add_ps(_mm256_castps256_ps128(h), _mm256_extractf128_ps(h, 1));
        const __m128 d = _mm_add_ps(q, _mm_movehl_ps(q, q));
        return _mm_cvtss_f32(_mm_add_ss(d, _mm_movehdup_ps(d)));
    }
    // Lanes lo .. hi-1, with 0 <= lo, hi <= N; none if hi <= lo.
    static M lanes(int lo, int hi) {
        return hi <= lo ? M(0) : static_cast<M>((0xFFFFu >> (N - hi)) & (0xFFFFu << lo));
    }
    static M first(int count) { return static_cast<M>(0xFFFFu >> (N - count)); }  // 1 <= count <= N
    static M lanes_of_parity(int parity) { return static_cast<M>(0x5555u << parity); }
    // The lanes at even and at odd places of a and b behind one another.
    static V even(V a, V b) {
        const __m512i places = _mm512_setr_epi32(0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30);
        return _mm512_permutex2var_ps(a, places, b);
    }
    static V odd(V a, V b) {
        const __m512i places = _mm512_setr_epi32(1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23, 25, 27, 29, 31);
        return _mm512_permutex2var_ps(a, places, b);
    }
    using Index = __m512i;
    static Index halves(int parity) {
        const __m512i lane = _mm512_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
        return _mm512_srli_epi32(_mm512_add_epi32(lane, _mm512_set1_epi32(parity)), 1);
    }
    static V permute(V a, Index index) { return _mm512_permutexvar_ps(index, a); }
    // For permute2: lanes shift .. shift+N-1 of a and b behind one another, 0 <= shift <= N.
    static Index lanes_from(int shift) {
        const __m512i lane = _mm512_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
        return _mm512_add_epi32(lane, _mm512_set1_epi32(shift));
    }
    static V permute2(V a, Index index, V b) { return _mm512_permutex2var_ps(a, index, b); }
    static constexpr auto inside = positions_inside;
};

struct Avx512Double {
    using T = double;
    using V = __m512d;
    using M = __mmask8;
    static constexpr int N = 8;
    static constexpr bool kFastMaskedStore = true;
    static constexpr bool kMasksAreBits = true;

    static V zero() { return _mm512_setzero_pd(); }
    static V set1(T a) { return _mm512_set1_pd(a); }
    static V load(const T* p) { return _mm512_loadu_pd(p); }
    static V load(M m, const T* p) { return _mm512_maskz_loadu_pd(m, p); }
    static void store(T* p, V a) { _mm512_storeu_pd(p, a); }
    static void store(M m, T* p, V a) { _mm512_mask_storeu_pd(p, m, a); }
    static V add(V a, V b) { return _mm512_add_pd(a, b); }
    static V sub(V a, V b) { return _mm512_sub_pd(a, b); }
    static V mul(V a, V b) { return _mm512_mul_pd(a, b); }
    static V fma(V a, V b, V c) { return _mm512_fmadd_pd(a, b, c); }
    static V fma(M m, V a, V b, V c) { return _mm512_mask3_fmadd_pd(a, b, c, m); }  // c where m is 0
    static V keep(M m, V a) { return _mm512_maskz_mov_pd(m, a); }
    static V relu(V a) { return _mm512_max_pd(zero(), a); }
    static V positive(V y, V a) { return keep(_mm512_cmp_pd_mask(y, zero(), _CMP_NLE_UQ), a); }
    static T sum(V a) {
        const __m256d h = _mm256_add_pd(_mm512_castpd512_pd256(a), _mm512_extractf64x4_pd(a, 1));
        const __m128d q = _mm_add_pd(_mm256_castpd256_pd128(h), _mm256_extractf128_pd(h, 1));
        return _mm_cvtsd_f64(_mm_add_sd(q, _mm_unpackhi_pd(q, q)));
    }
    static M lanes(int lo, int hi) { return hi <= lo ? M(0) : static_cast<M>((0xFFu >> (N - hi)) & (0xFFu << lo)); }
    static M lanes_of_parity(int parity) { return static_cast<M>(0x55u << parity); }
    static V even(V a, V b) { return _mm512_permutex2var_pd(a, _mm512_setr_epi64(0, 2, 4, 6, 8, 10, 12, 14), b); }
    static V odd(V a, V b) { return _mm512_permutex2var_pd(a, _mm512_setr_epi64(1, 3, 5, 7, 9, 11, 13, 15), b); }
    using Index = __m512i;
    static Index halves(int parity) {
        const __m512i lane = _mm512_setr_epi64(0, 1, 2, 3, 4, 5, 6, 7);
        return _mm512_srli_epi64(_mm512_add_epi64(lane, _mm512_set1_epi64(parity)), 1);
    }
    static V permute(V a, Index index) { return _mm512_permutexvar_pd(index, a); }
    // For permute2: lanes shift .. shift+N-1 of a and b behind one another, 0 <= shift <= N.
    static Index lanes_from(int shift) {
        return _mm512_add_epi64(_mm512_setr_epi64(0, 1, 2, 3, 4, 5, 6, 7), _mm512_set1_epi64(shift));
    }
    static V permute2(V a, Index index, V b) { return _mm512_permutex2var_pd(a, index, b); }
    static constexpr auto inside = positions_inside;
};

struct Avx512 {
    using Float = Avx512Float;
    using Double = Avx512Double;
    using Outputs = Avx2Float;
    static constexpr int kTileRows = 8, kTileVectors = 3;  // 24 sums of 32 registers
};

}  // namespace
}  // namespace activeshift
