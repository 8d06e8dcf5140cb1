// Whole numbers in 256-bit vectors. Only for files compiled with -mavx2 -mfma.
//
// The instruction that multiplies bytes adds pairs of products in 16 bits with saturation, so weights are kept to +-63:
// 2 * 255 * 63 fits. (The other way, 7-bit activations with 8-bit weights, costs as much.)
#pragma once

#include <cstddef>

#include "simd/vector_avx2.h"

namespace activeshift {
namespace {

// Sums of 32 bits; or words of four bytes, of one pixel in four channels (engine/kernels_int8.h).
struct Avx2Words {
    using V = __m256i;
    using M = __m256i;
    static constexpr int N = 8;

    static V set1(int32_t x) { return _mm256_set1_epi32(x); }
    static V load(const uint32_t* p) { return _mm256_loadu_si256(reinterpret_cast<const __m256i*>(p)); }
    static V load_weights(const int8_t* p) {
        int32_t word;
        __builtin_memcpy(&word, p, sizeof(word));
        return _mm256_set1_epi32(word);
    }
    static V dot(V sum, V x, V w) {
        const V ones = _mm256_set1_epi16(1);
#if defined(__GNUC__)
        // As one piece: given the three intrinsics, GCC 12 interleaves them until the registers run out.
        V products;
        __asm__("vpmaddubsw %3, %2, %1\n\tvpmaddwd %4, %1, %1\n\tvpaddd %1, %0, %0"
                : "+x"(sum), "=&x"(products)
                : "x"(x), "x"(w), "x"(ones));
        return sum;
#else
        return _mm256_add_epi32(sum, _mm256_madd_epi16(_mm256_maddubs_epi16(x, w), ones));
#endif
    }
    static __m256 to_float(V x) { return _mm256_cvtepi32_ps(x); }
    static V round(__m256 x) { return _mm256_cvtps_epi32(x); }
    static V join(V a, V b, V c, V d) {
        return _mm256_or_si256(_mm256_or_si256(a, _mm256_slli_epi32(b, 8)),
                               _mm256_or_si256(_mm256_slli_epi32(c, 16), _mm256_slli_epi32(d, 24)));
    }
    static M first(int count) { return Avx2Float::first(count); }  // 1 <= count <= N
    static void store(uint32_t* p, V x) { _mm256_storeu_si256(reinterpret_cast<__m256i*>(p), x); }
    static void store(M m, uint32_t* p, V x) { _mm256_maskstore_epi32(reinterpret_cast<int*>(p), m, x); }
    static void store_bytes(uint8_t* p, V x, int lanes) {
        const __m128i words = _mm_packus_epi32(_mm256_castsi256_si128(x), _mm256_extracti128_si256(x, 1));
        const long long bytes = _mm_cvtsi128_si64(_mm_packus_epi16(words, words));
        __builtin_memcpy(p, &bytes, std::size_t(lanes));
    }
};

// Bytes in lanes of 16 bits. Masks leave out bytes, of at most 2 * N.
struct Avx2Shorts {
    using V = __m256i;
    struct M { int low, high; };
    static constexpr int N = 16;

    static V zero() { return _mm256_setzero_si256(); }
    static V set1(int x) { return _mm256_set1_epi16(short(x)); }
    static M lanes(int low, int high) { return {low, high}; }
    static V load(M mask, const uint8_t* p) {
        alignas(16) uint8_t inside[N];
        return _mm256_cvtepu8_epi16(_mm_loadu_si128(reinterpret_cast<const __m128i*>(only(p, mask, inside, N))));
    }
    static V load_pairs(M mask, const uint8_t* p) {
        alignas(32) uint8_t inside[2 * N];
        return _mm256_loadu_si256(reinterpret_cast<const __m256i*>(only(p, mask, inside, 2 * N)));
    }
    // There are no masked loads of bytes: at the image's border they go through memory.
    static const uint8_t* only(const uint8_t* p, M mask, uint8_t* inside, int bytes) {
        if (mask.high - mask.low == bytes) return p;
        __builtin_memset(inside, 0, std::size_t(bytes));
        for (int i = mask.low; i < mask.high; i++) inside[i] = p[i];
        return inside;
    }
    static V even(V pairs) { return _mm256_and_si256(pairs, _mm256_set1_epi16(0xFF)); }
    static V odd(V pairs) { return _mm256_srli_epi16(pairs, 8); }
    static V add(V a, V b) { return _mm256_add_epi16(a, b); }
    static V mul(V a, V b) { return _mm256_mullo_epi16(a, b); }
    static V mul_high(V a, V b) { return _mm256_mulhi_epu16(a, b); }
    static V high_byte_rounded(V x) { return _mm256_srli_epi16(_mm256_add_epi16(x, _mm256_set1_epi16(128)), 8); }
    static void store_joined(uint32_t* p, V a, V b, V c, V d) {
        const V ab = _mm256_or_si256(a, _mm256_slli_epi16(b, 8)), cd = _mm256_or_si256(c, _mm256_slli_epi16(d, 8));
        const V low = _mm256_unpacklo_epi16(ab, cd), high = _mm256_unpackhi_epi16(ab, cd);
        _mm256_storeu_si256(reinterpret_cast<__m256i*>(p), _mm256_permute2x128_si256(low, high, 0x20));
        _mm256_storeu_si256(reinterpret_cast<__m256i*>(p + 8), _mm256_permute2x128_si256(low, high, 0x31));
    }
};

struct Avx2Int8 {
    using Words = Avx2Words;
    using Floats = Avx2Float;
    using Shorts = Avx2Shorts;
    static constexpr int kBlockGroups = 1, kTileVectors = 2;  // 8 sums of 16 registers
    static constexpr int kLargestWeight = 63;
    static constexpr int kSubtracted = 0;
};

}  // namespace
}  // namespace activeshift
