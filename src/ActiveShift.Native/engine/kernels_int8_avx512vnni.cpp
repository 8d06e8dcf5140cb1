// The 8-bit inner loops for AVX-512 with VNNI: one instruction multiplies and adds 64 bytes.
#include <immintrin.h>

#include "engine/kernels_int8.h"

namespace activeshift::engine {
namespace {

struct V {
    using I = __m512i;
    using R = __m512;
    static constexpr int W = 16, G = 2, N = 3;

    static I set_sum(int32_t x) { return _mm512_set1_epi32(x); }
    static I load(const uint32_t* p) { return _mm512_loadu_si512(p); }
    static I set(const int8_t* p) {
        int32_t word;
        __builtin_memcpy(&word, p, sizeof(word));
        return _mm512_set1_epi32(word);
    }
    static I dot(I sum, I x, I w) {
#if defined(__GNUC__)
        // GCC 12 copies the sums about and spills them in the innermost loop when it is given the intrinsic: less than half as fast.
        __asm__("vpdpbusd %2, %1, %0" : "+v"(sum) : "v"(x), "v"(w));
        return sum;
#else
        return _mm512_dpbusd_epi32(sum, x, w);
#endif
    }
    static R to_float(I x) { return _mm512_cvtepi32_ps(x); }
    static R setf(float x) { return _mm512_set1_ps(x); }
    static R loadf(const float* p) { return _mm512_loadu_ps(p); }
    static R fma(R a, R b, R c) { return _mm512_fmadd_ps(a, b, c); }
    static R relu(R x) { return _mm512_max_ps(x, _mm512_setzero_ps()); }
    static I to_byte(R x) { return _mm512_cvtps_epi32(_mm512_min_ps(relu(x), _mm512_set1_ps(255.0f))); }
    static I join(I a, I b, I c, I d) {
        return _mm512_or_si512(_mm512_or_si512(a, _mm512_slli_epi32(b, 8)), _mm512_or_si512(_mm512_slli_epi32(c, 16), _mm512_slli_epi32(d, 24)));
    }
    static __mmask16 first(int lanes) { return __mmask16(0xFFFFu >> (W - lanes)); }
    static void storef(float* p, R x, int lanes) {
        if (lanes == W) _mm512_storeu_ps(p, x);
        else _mm512_mask_storeu_ps(p, first(lanes), x);
    }
    static void store_words(uint32_t* p, I x, int lanes) {
        if (lanes == W) _mm512_storeu_si512(p, x);
        else _mm512_mask_storeu_epi32(p, first(lanes), x);
    }
    static void store_bytes(uint8_t* p, I x, int lanes) {
        const __m128i bytes = _mm512_cvtepi32_epi8(x);
        if (lanes == W) _mm_storeu_si128(reinterpret_cast<__m128i*>(p), bytes);
        else _mm_mask_storeu_epi8(p, first(lanes), bytes);
    }
};

struct U {
    using T = __m512i;
    using Mask = __mmask64;
    static constexpr int L = 32;

    static T zero() { return _mm512_setzero_si512(); }
    static T set(int x) { return _mm512_set1_epi16(short(x)); }
    static Mask range(int low, int high) { return high == low ? 0 : (~0ull << low) & (~0ull >> (64 - high)); }
    static T load(const uint8_t* p, Mask mask) { return _mm512_cvtepu8_epi16(_mm256_maskz_loadu_epi8(__mmask32(mask), p)); }
    static T load_pairs(const uint8_t* p, Mask mask) { return _mm512_maskz_loadu_epi8(mask, p); }
    static T even(T pairs) { return _mm512_and_si512(pairs, _mm512_set1_epi16(0xFF)); }
    static T odd(T pairs) { return _mm512_srli_epi16(pairs, 8); }
    static T add(T a, T b) { return _mm512_add_epi16(a, b); }
    static T mul(T a, T b) { return _mm512_mullo_epi16(a, b); }
    static T mul_high(T a, T b) { return _mm512_mulhi_epu16(a, b); }
    static T high_byte_rounded(T x) { return _mm512_srli_epi16(_mm512_add_epi16(x, _mm512_set1_epi16(128)), 8); }
    static void store_joined(uint32_t* p, T a, T b, T c, T d) {
        const T ab = _mm512_or_si512(a, _mm512_slli_epi16(b, 8)), cd = _mm512_or_si512(c, _mm512_slli_epi16(d, 8));
        const T low = _mm512_unpacklo_epi16(ab, cd), high = _mm512_unpackhi_epi16(ab, cd);
        // Unpacking works within 128-bit lanes: pixels 0-3, 8-11, 16-19, 24-27 and the others.
        const T even = _mm512_setr_epi64(0, 1, 8, 9, 2, 3, 10, 11), odd = _mm512_setr_epi64(4, 5, 12, 13, 6, 7, 14, 15);
        _mm512_storeu_si512(p, _mm512_permutex2var_epi64(low, even, high));
        _mm512_storeu_si512(p + 16, _mm512_permutex2var_epi64(low, odd, high));
    }
};

#include "engine/gather_int8.inl.h"
#include "engine/gemm_int8.inl.h"

}  // namespace

extern const Int8Kernels kInt8Avx512Vnni = {"avx512vnni", V::G, 127, gemm8, quantize, gather8};

}  // namespace activeshift::engine
