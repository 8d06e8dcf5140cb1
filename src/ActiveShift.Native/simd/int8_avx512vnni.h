// Whole numbers in 512-bit vectors; one instruction multiplies and adds 64 bytes. Only for files compiled with
// -mavx512f -mavx512vl -mavx512bw -mavx512dq -mavx512vnni.
#pragma once

#include "simd/vector_avx512.h"

namespace activeshift {
namespace {

// Sums of 32 bits; or words of four bytes, of one pixel in four channels (engine/kernels_int8.h).
struct Avx512VnniWords {
    using V = __m512i;
    using M = __mmask16;
    static constexpr int N = 16;

    static V set1(int32_t x) { return _mm512_set1_epi32(x); }
    static V load(const uint32_t* p) { return _mm512_loadu_si512(p); }
    static V load_weights(const int8_t* p) {
        int32_t word;
        __builtin_memcpy(&word, p, sizeof(word));
        return _mm512_set1_epi32(word);
    }
    static V dot(V sum, V x, V w) {
#if defined(__GNUC__)
        // GCC 12 copies the sums about and spills them in the innermost loop when it is given the intrinsic: less than
        // half as fast.
        __asm__("vpdpbusd %2, %1, %0" : "+v"(sum) : "v"(x), "v"(w));
        return sum;
#else
        return _mm512_dpbusd_epi32(sum, x, w);
#endif
    }
    static __m512 to_float(V x) { return _mm512_cvtepi32_ps(x); }
    static V round(__m512 x) { return _mm512_cvtps_epi32(x); }
    static V join(V a, V b, V c, V d) {
        return _mm512_or_si512(_mm512_or_si512(a, _mm512_slli_epi32(b, 8)),
                               _mm512_or_si512(_mm512_slli_epi32(c, 16), _mm512_slli_epi32(d, 24)));
    }
    static M first(int count) { return Avx512Float::first(count); }  // 1 <= count <= N
    static void store(uint32_t* p, V x) { _mm512_storeu_si512(p, x); }
    static void store(M m, uint32_t* p, V x) { _mm512_mask_storeu_epi32(p, m, x); }
    static void store_bytes(uint8_t* p, V x, int lanes) {
        const __m128i bytes = _mm512_cvtepi32_epi8(x);
        if (lanes == N) _mm_storeu_si128(reinterpret_cast<__m128i*>(p), bytes);
        else _mm_mask_storeu_epi8(p, first(lanes), bytes);
    }
};

// Bytes in lanes of 16 bits. Masks leave out bytes, of at most 2 * N.
struct Avx512Shorts {
    using V = __m512i;
    using M = __mmask64;
    static constexpr int N = 32;

    static V zero() { return _mm512_setzero_si512(); }
    static V set1(int x) { return _mm512_set1_epi16(short(x)); }
    static M lanes(int low, int high) { return high == low ? 0 : (~0ull << low) & (~0ull >> (64 - high)); }
    static V load(M mask, const uint8_t* p) {
        return _mm512_cvtepu8_epi16(_mm256_maskz_loadu_epi8(__mmask32(mask), p));
    }
    static V load_pairs(M mask, const uint8_t* p) { return _mm512_maskz_loadu_epi8(mask, p); }
    static V even(V pairs) { return _mm512_and_si512(pairs, _mm512_set1_epi16(0xFF)); }
    static V odd(V pairs) { return _mm512_srli_epi16(pairs, 8); }
    static V add(V a, V b) { return _mm512_add_epi16(a, b); }
    static V mul(V a, V b) { return _mm512_mullo_epi16(a, b); }
    static V mul_high(V a, V b) { return _mm512_mulhi_epu16(a, b); }
    static V high_byte_rounded(V x) { return _mm512_srli_epi16(_mm512_add_epi16(x, _mm512_set1_epi16(128)), 8); }
    static void store_joined(uint32_t* p, V a, V b, V c, V d) {
        const V ab = _mm512_or_si512(a, _mm512_slli_epi16(b, 8)), cd = _mm512_or_si512(c, _mm512_slli_epi16(d, 8));
        const V low = _mm512_unpacklo_epi16(ab, cd), high = _mm512_unpackhi_epi16(ab, cd);
        // Unpacking works within 128-bit lanes: pixels 0-3, 8-11, 16-19, 24-27 and the others.
        const V even = _mm512_setr_epi64(0, 1, 8, 9, 2, 3, 10, 11), odd = _mm512_setr_epi64(4, 5, 12, 13, 6, 7, 14, 15);
        _mm512_storeu_si512(p, _mm512_permutex2var_epi64(low, even, high));
        _mm512_storeu_si512(p + 16, _mm512_permutex2var_epi64(low, odd, high));
    }
};

struct Avx512VnniInt8 {
    using Words = Avx512VnniWords;
    using Floats = Avx512Float;
    using Shorts = Avx512Shorts;
    static constexpr int kBlockGroups = 2, kTileVectors = 3;  // 24 sums of 32 registers
    static constexpr int kLargestWeight = 127;
    static constexpr int kSubtracted = 0;
};

}  // namespace
}  // namespace activeshift
