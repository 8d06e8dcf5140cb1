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
    AS_DEVICE static uint32_t first(Pair pair) { return pair.a; }
    AS_DEVICE static uint32_t second(Pair pair) { return pair.b; }
};

// Common to both 16-bit formats: one word is a pair.
struct Element16 {
    static constexpr int size = 2;
    using Pair = uint32_t;
    AS_DEVICE static uint32_t load(const char* p) { return load16(p); }
    AS_DEVICE static Pair load_pair(const char* p) { return load32(p); }
    AS_DEVICE static uint32_t first(Pair pair) { return pair & 0xffffu; }
    AS_DEVICE static uint32_t second(Pair pair) { return pair >> 16; }
};

struct Float16 : Element16 {
    AS_DEVICE static float value(uint32_t bits) { return half_value(bits); }
    AS_DEVICE static void store(char* p, float v) { store16(p, half_bits(v)); }
    AS_DEVICE static void store_pair(char* p, float a, float b) { store32(p, half_bits(a) | half_bits(b) << 16); }
};

struct BFloat16 : Element16 {
    AS_DEVICE static float value(uint32_t bits) { return float_of_bits(bits << 16); }
    AS_DEVICE static void store(char* p, float v) { store16(p, stored(v)); }
    AS_DEVICE static void store_pair(char* p, float a, float b) { store32(p, stored(a) | stored(b) << 16); }

    AS_DEVICE static uint32_t stored(float v) {
#if defined(__CUDA_ARCH__) && __CUDA_ARCH__ >= 800
        uint16_t bits;
        asm("cvt.rn.bf16.f32 %0, %1;" : "=h"(bits) : "f"(v));
        return bits;
#else
        const uint32_t bits = float_bits(v);
        const uint32_t rounded = (bits + 0x7fffu + ((bits >> 16) & 1u)) >> 16;
        return v != v ? 0x7fffu : rounded;
#endif
    }
};

}  // namespace activeshift::cuda
