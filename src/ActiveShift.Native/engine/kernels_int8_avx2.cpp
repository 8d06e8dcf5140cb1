// The 8-bit inner loops for AVX2. The instruction that multiplies bytes adds pairs of products in 16 bits with saturation, so
// weights are kept to +-63: 2 * 255 * 63 fits. (The other way, 7-bit activations with 8-bit weights, costs as much.)
#include <immintrin.h>

#include "engine/kernels_int8.h"

namespace activeshift::engine {
namespace {

struct V {
    using I = __m256i;
    using R = __m256;
    static constexpr int W = 8, G = 1, N = 2;

    static I set_sum(int32_t x) { return _mm256_set1_epi32(x); }
    static I load(const uint32_t* p) { return _mm256_loadu_si256(reinterpret_cast<const __m256i*>(p)); }
    static I set(const int8_t* p) {
        int32_t word;
        __builtin_memcpy(&word, p, sizeof(word));
        return _mm256_set1_epi32(word);
    }
    static I dot(I sum, I x, I w) {
        const I ones = _mm256_set1_epi16(1);
#if defined(__GNUC__)
        // As one piece: given the three intrinsics, GCC 12 interleaves them until the registers run out.
        I products;
        __asm__("vpmaddubsw %3, %2, %1\n\tvpmaddwd %4, %1, %1\n\tvpaddd %1, %0, %0" : "+x"(sum), "=&x"(products) : "x"(x), "x"(w), "x"(ones));
        return sum;
#else
        return _mm256_add_epi32(sum, _mm256_madd_epi16(_mm256_maddubs_epi16(x, w), ones));
#endif
    }
    static R to_float(I x) { return _mm256_cvtepi32_ps(x); }
    static R setf(float x) { return _mm256_set1_ps(x); }
    static R loadf(const float* p) { return _mm256_loadu_ps(p); }
    static R fma(R a, R b, R c) { return _mm256_fmadd_ps(a, b, c); }
    static R relu(R x) { return _mm256_max_ps(x, _mm256_setzero_ps()); }
    static I to_byte(R x) { return _mm256_cvtps_epi32(_mm256_min_ps(relu(x), _mm256_set1_ps(255.0f))); }
    static I join(I a, I b, I c, I d) {
        return _mm256_or_si256(_mm256_or_si256(a, _mm256_slli_epi32(b, 8)), _mm256_or_si256(_mm256_slli_epi32(c, 16), _mm256_slli_epi32(d, 24)));
    }
    static I first(int lanes) { return _mm256_cmpgt_epi32(_mm256_set1_epi32(lanes), _mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7)); }
    static void storef(float* p, R x, int lanes) {
        if (lanes == W) _mm256_storeu_ps(p, x);
        else _mm256_maskstore_ps(p, first(lanes), x);
    }
    static void store_words(uint32_t* p, I x, int lanes) {
        if (lanes == W) _mm256_storeu_si256(reinterpret_cast<__m256i*>(p), x);
        else _mm256_maskstore_epi32(reinterpret_cast<int*>(p), first(lanes), x);
    }
    static void store_bytes(uint8_t* p, I x, int lanes) {
        const __m128i words = _mm_packus_epi32(_mm256_castsi256_si128(x), _mm256_extracti128_si256(x, 1));
        const long long bytes = _mm_cvtsi128_si64(_mm_packus_epi16(words, words));
        __builtin_memcpy(p, &bytes, std::size_t(lanes));
    }
};

struct U {
    using T = __m256i;
    struct Mask { int low, high; };
    static constexpr int L = 16;

    static T zero() { return _mm256_setzero_si256(); }
    static T set(int x) { return _mm256_set1_epi16(short(x)); }
    static Mask range(int low, int high) { return {low, high}; }
    static T load(const uint8_t* p, Mask mask) {
        alignas(16) uint8_t inside[L];
        return _mm256_cvtepu8_epi16(_mm_loadu_si128(reinterpret_cast<const __m128i*>(only(p, mask, inside, L))));
    }
    static T load_pairs(const uint8_t* p, Mask mask) {
        alignas(32) uint8_t inside[2 * L];
        return _mm256_loadu_si256(reinterpret_cast<const __m256i*>(only(p, mask, inside, 2 * L)));
    }
    // There are no masked loads of bytes: at the image's border they go through memory.
    static const uint8_t* only(const uint8_t* p, Mask mask, uint8_t* inside, int bytes) {
        if (mask.high - mask.low == bytes) return p;
        __builtin_memset(inside, 0, std::size_t(bytes));
        for (int i = mask.low; i < mask.high; i++) inside[i] = p[i];
        return inside;
    }
    static T even(T pairs) { return _mm256_and_si256(pairs, _mm256_set1_epi16(0xFF)); }
    static T odd(T pairs) { return _mm256_srli_epi16(pairs, 8); }
    static T add(T a, T b) { return _mm256_add_epi16(a, b); }
    static T mul(T a, T b) { return _mm256_mullo_epi16(a, b); }
    static T mul_high(T a, T b) { return _mm256_mulhi_epu16(a, b); }
    static T high_byte_rounded(T x) { return _mm256_srli_epi16(_mm256_add_epi16(x, _mm256_set1_epi16(128)), 8); }
    static void store_joined(uint32_t* p, T a, T b, T c, T d) {
        const T ab = _mm256_or_si256(a, _mm256_slli_epi16(b, 8)), cd = _mm256_or_si256(c, _mm256_slli_epi16(d, 8));
        const T low = _mm256_unpacklo_epi16(ab, cd), high = _mm256_unpackhi_epi16(ab, cd);
        _mm256_storeu_si256(reinterpret_cast<__m256i*>(p), _mm256_permute2x128_si256(low, high, 0x20));
        _mm256_storeu_si256(reinterpret_cast<__m256i*>(p + 8), _mm256_permute2x128_si256(low, high, 0x31));
    }
};

#include "engine/gather_int8.inl.h"
#include "engine/gemm_int8.inl.h"

}  // namespace

extern const Int8Kernels kInt8Avx2 = {"avx2", V::G, 63, gemm8, quantize, gather8};

}  // namespace activeshift::engine
