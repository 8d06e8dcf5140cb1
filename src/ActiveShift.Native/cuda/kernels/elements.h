// The storage formats: how elements in memory become floats and back. Rounding is to nearest, ties to even; NaN stays NaN.
#pragma once

#include "cuda/kernels/device.h"

namespace activeshift::cuda {

struct Float32 {
    static constexpr int size = 4;
    using Pair = Bits2;
    AS_DEVICE static uint32_t load(const char* p) { return load32(p); }
    AS_DEVICE static Pair load_pair(const char* p) { return load64(p); }
    AS_DEVICE static void store(char* p, float v) { store32(p, float_bits(v)); }
    AS_DEVICE static void store_pair(char* p, float a, float b) { store64(p, {float_bits(a), float_bits(b)}); }
    AS_DEVICE static float value(uint32_t bits) { return float_of_bits(bits); }
    AS_DEVICE static float first(Pair pair) { return value(pair.a); }
    AS_DEVICE static float second(Pair pair) { return value(pair.b); }

    // The three elements from the first (or, odd, the second) of two pairs on.
    struct Window {
        bool odd;
        AS_DEVICE explicit Window(bool starts_odd) : odd(starts_odd) {}
        AS_DEVICE uint32_t first(Pair low, Pair) const { return odd ? low.b : low.a; }
        AS_DEVICE uint32_t second(Pair low, Pair high) const { return odd ? high.a : low.b; }
        AS_DEVICE uint32_t third(Pair, Pair high) const { return odd ? high.b : high.a; }
    };
    AS_DEVICE static float window_value(uint32_t bits) { return value(bits); }
};

// Common to both 16-bit formats: one word is a pair.
struct Element16 {
    static constexpr int size = 2;
    using Pair = uint32_t;
    AS_DEVICE static uint32_t load(const char* p) { return load16(p); }
    AS_DEVICE static Pair load_pair(const char* p) { return load32(p); }

    // An element of the window comes twice, in both halves of a word: one instruction, and either format finds it where it wants it.
    struct Window {
        uint32_t selector;
        AS_DEVICE explicit Window(bool odd) : selector(odd ? 0x3232u : 0x1010u) {}
        AS_DEVICE uint32_t first(Pair low, Pair high) const { return permuted(low, high, selector); }
        AS_DEVICE uint32_t second(Pair low, Pair high) const { return permuted(low, high, selector + 0x2222u); }
        AS_DEVICE uint32_t third(Pair low, Pair high) const { return permuted(low, high, selector + 0x4444u); }
    };
};

struct Float16 : Element16 {
    AS_DEVICE static float value(uint32_t bits) { return half_value(bits); }
    AS_DEVICE static float first(Pair pair) { return half_value(pair); }
    AS_DEVICE static float second(Pair pair) { return half_value(pair >> 16); }
    AS_DEVICE static float window_value(uint32_t bits) { return half_value(bits); }
    AS_DEVICE static void store(char* p, float v) { store16(p, half_pair(v, 0.0f)); }
    AS_DEVICE static void store_pair(char* p, float a, float b) { store32(p, half_pair(a, b)); }
};

struct BFloat16 : Element16 {
    AS_DEVICE static float value(uint32_t bits) { return float_of_bits(bits << 16); }
    AS_DEVICE static float first(Pair pair) { return float_of_bits(pair << 16); }
    AS_DEVICE static float second(Pair pair) { return float_of_bits(pair & 0xffff0000u); }
    AS_DEVICE static float window_value(uint32_t bits) { return float_of_bits(bits & 0xffff0000u); }
    AS_DEVICE static void store(char* p, float v) { store16(p, rounded_pair(v, 0.0f)); }
    AS_DEVICE static void store_pair(char* p, float a, float b) { store32(p, rounded_pair(a, b)); }

    AS_DEVICE static uint32_t rounded_pair(float a, float b) {
#if defined(__CUDA_ARCH__) && __CUDA_ARCH__ >= 800
        uint32_t bits;
        asm("cvt.rn.bf16x2.f32 %0, %1, %2;" : "=r"(bits) : "f"(b), "f"(a));
        return bits;
#else
        return rounded(a) | rounded(b) << 16;
#endif
    }

    AS_DEVICE static uint32_t rounded(float v) {
        const uint32_t bits = float_bits(v);
        return v != v ? 0x7fffu : (bits + 0x7fffu + ((bits >> 16) & 1u)) >> 16;
    }
};

}  // namespace activeshift::cuda
