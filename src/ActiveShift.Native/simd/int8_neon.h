// Whole numbers in 128-bit vectors of Arm's 64-bit processors, for those that have one of the instructions that
// multiply and add bytes.
#pragma once

#include <string.h>

#include "simd/vector_neon.h"

namespace activeshift {
namespace {

// Sums of 32 bits; or words of four bytes, of one pixel in four channels (engine/kernels_int8.h).
struct NeonWords {
    using V = int32x4_t;
    struct M { int count; };
    static constexpr int N = 4;

    static V set1(int32_t x) { return vdupq_n_s32(x); }
    static V load(const uint32_t* p) { return vreinterpretq_s32_u32(vld1q_u32(p)); }
    static V load_weights(const int8_t* p) {
        int32_t word;
        memcpy(&word, p, sizeof word);
        return vdupq_n_s32(word);
    }
    static float32x4_t to_float(V x) { return vcvtq_f32_s32(x); }
    static V round(float32x4_t x) { return vcvtnq_s32_f32(x); }
    static V join(V a, V b, V c, V d) { return vsliq_n_s32(vsliq_n_s32(a, b, 8), vsliq_n_s32(c, d, 8), 16); }
    static M first(int count) { return {count}; }  // 1 <= count <= N
    static void store(uint32_t* p, V x) { vst1q_u32(p, vreinterpretq_u32_s32(x)); }
    static void store(M m, uint32_t* p, V x) {
        uint32_t words[N];
        store(words, x);
        for (int i = 0; i < m.count; ++i) p[i] = words[i];
    }
    static void store_bytes(uint8_t* p, V x, int lanes) {
        const uint16x4_t halves = vreinterpret_u16_s16(vmovn_s32(x));
        const uint8x8_t bytes = vmovn_u16(vcombine_u16(halves, halves));
        const uint32_t word = vget_lane_u32(vreinterpret_u32_u8(bytes), 0);
        memcpy(p, &word, static_cast<size_t>(lanes));
    }
};

// Bytes in lanes of 16 bits. Masks leave out bytes, of at most 2 * N.
struct NeonShorts {
    using V = uint16x8_t;
    using M = NeonLanes;
    static constexpr int N = 8;

    static V zero() { return vdupq_n_u16(0); }
    static V set1(int x) { return vdupq_n_u16(static_cast<uint16_t>(x)); }
    static M lanes(int lo, int hi) { return {lo, hi}; }
    static V load(M m, const uint8_t* p) {
        uint8_t inside[N];
        return vmovl_u8(vld1_u8(only(m, p, inside, N)));
    }
    static V load_pairs(M m, const uint8_t* p) {
        uint8_t inside[2 * N];
        return vreinterpretq_u16_u8(vld1q_u8(only(m, p, inside, 2 * N)));
    }
    static V even(V pairs) { return vandq_u16(pairs, vdupq_n_u16(0xFF)); }
    static V odd(V pairs) { return vshrq_n_u16(pairs, 8); }
    static V add(V a, V b) { return vaddq_u16(a, b); }
    static V mul(V a, V b) { return vmulq_u16(a, b); }
    static V mul_high(V a, V b) {
        const uint32x4_t low = vmull_u16(vget_low_u16(a), vget_low_u16(b)), high = vmull_high_u16(a, b);
        return vuzp2q_u16(vreinterpretq_u16_u32(low), vreinterpretq_u16_u32(high));
    }
    static V high_byte_rounded(V x) { return vrshrq_n_u16(x, 8); }
    static void store_joined(uint32_t* p, V a, V b, V c, V d) {
        const uint8x8x4_t bytes = {{vmovn_u16(a), vmovn_u16(b), vmovn_u16(c), vmovn_u16(d)}};
        vst4_u8(reinterpret_cast<uint8_t*>(p), bytes);
    }

private:
    // There are no masked loads: at the image's border bytes go through memory.
    static const uint8_t* only(M m, const uint8_t* p, uint8_t* inside, int bytes) {
        if (m.hi - m.lo == bytes) return p;
        memset(inside, 0, static_cast<size_t>(bytes));
        for (int i = m.lo; i < m.hi; ++i) inside[i] = p[i];
        return inside;
    }
};

// WithDot: NeonWords with a way to multiply and add bytes.
template <class WithDot>
struct NeonInt8 {
    using Words = WithDot;
    using Floats = NeonFloat;
    using Shorts = NeonShorts;
    static constexpr int kBlockGroups = 2, kTileVectors = 3;  // 24 sums of 32 registers
    static constexpr int kLargestWeight = 127;
    static constexpr int kSubtracted = WithDot::kSubtracted;
};

}  // namespace
}  // namespace activeshift
