// 128-bit vectors of Arm's 64-bit processors, all of which have them; a mask is a range of lanes, which are loaded
// and stored one by one where they are not all.
#pragma once

#include <arm_neon.h>

#include <cstdint>

namespace activeshift {
namespace {

struct NeonLanes {
    int lo, hi;
    bool has(int lane) const { return lo <= lane && lane < hi; }
};

struct NeonFloat {
    using T = float;
    using V = float32x4_t;
    using M = NeonLanes;
    static constexpr int N = 4;
    static constexpr bool kFastMaskedStore = false;
    static constexpr bool kMasksAreBits = false;

    static V zero() { return vdupq_n_f32(0); }
    static V set1(T a) { return vdupq_n_f32(a); }
    static V load(const T* p) { return vld1q_f32(p); }
    static V load(M m, const T* p) {
        if (m.lo == 0 && m.hi == N) return load(p);
        V r = zero();
        if (m.has(0)) r = vld1q_lane_f32(p, r, 0);
        if (m.has(1)) r = vld1q_lane_f32(p + 1, r, 1);
        if (m.has(2)) r = vld1q_lane_f32(p + 2, r, 2);
        if (m.has(3)) r = vld1q_lane_f32(p + 3, r, 3);
        return r;
    }
    static void store(T* p, V a) { vst1q_f32(p, a); }
    static void store(M m, T* p, V a) {
        if (m.has(0)) vst1q_lane_f32(p, a, 0);
        if (m.has(1)) vst1q_lane_f32(p + 1, a, 1);
        if (m.has(2)) vst1q_lane_f32(p + 2, a, 2);
        if (m.has(3)) vst1q_lane_f32(p + 3, a, 3);
    }
    static V add(V a, V b) { return vaddq_f32(a, b); }
    static V sub(V a, V b) { return vsubq_f32(a, b); }
    static V mul(V a, V b) { return vmulq_f32(a, b); }
    static V fma(V a, V b, V c) { return vfmaq_f32(c, a, b); }
    static V max(V a, V b) { return vbslq_f32(vcgtq_f32(a, b), a, b); }  // b if either is NaN
    static V min(V a, V b) { return vbslq_f32(vcltq_f32(a, b), a, b); }  // b if either is NaN
    static V relu(V a) { return vmaxq_f32(zero(), a); }                  // NaN stays NaN
    // a where y is above 0 or NaN, else 0.
    static V positive(V y, V a) {
        return vreinterpretq_f32_u32(vbicq_u32(vreinterpretq_u32_f32(a), vcleq_f32(y, zero())));
    }
    static T sum(V a) { return vaddvq_f32(a); }
    // Lanes lo .. hi-1, with 0 <= lo, hi <= N; none if hi <= lo.
    static M lanes(int lo, int hi) { return {lo, hi}; }
    static M first(int count) { return {0, count}; }  // 1 <= count <= N
    static V keep(M m, V a) {
        const int32_t numbers[N] = {0, 1, 2, 3};
        const int32x4_t lane = vld1q_s32(numbers);
        return keep(vandq_u32(vcgeq_s32(lane, vdupq_n_s32(m.lo)), vcltq_s32(lane, vdupq_n_s32(m.hi))), a);
    }
    static V keep(uint32x4_t bits, V a) { return vreinterpretq_f32_u32(vandq_u32(bits, vreinterpretq_u32_f32(a))); }
    static uint32x4_t lanes_of_parity(int parity) {
        const uint32x4_t odd = vreinterpretq_u32_u64(vdupq_n_u64(0xFFFFFFFF00000000u));
        return parity == 0 ? vmvnq_u32(odd) : odd;
    }
    // The lanes at even and at odd places of a and b behind one another.
    static V even(V a, V b) { return vuzp1q_f32(a, b); }
    static V odd(V a, V b) { return vuzp2q_f32(a, b); }
    struct Index { int parity; };
    static Index halves(int parity) { return {parity}; }
    static V permute(V a, Index index) { return vzip1q_f32(a, index.parity == 0 ? a : vextq_f32(a, a, 1)); }
};

struct NeonDouble {
    using T = double;
    using V = float64x2_t;
    using M = NeonLanes;
    static constexpr int N = 2;
    static constexpr bool kFastMaskedStore = false;
    static constexpr bool kMasksAreBits = false;

    static V zero() { return vdupq_n_f64(0); }
    static V set1(T a) { return vdupq_n_f64(a); }
    static V load(const T* p) { return vld1q_f64(p); }
    static V load(M m, const T* p) {
        V r = zero();
        if (m.has(0)) r = vld1q_lane_f64(p, r, 0);
        if (m.has(1)) r = vld1q_lane_f64(p + 1, r, 1);
        return r;
    }
    static void store(T* p, V a) { vst1q_f64(p, a); }
    static void store(M m, T* p, V a) {
        if (m.has(0)) vst1q_lane_f64(p, a, 0);
        if (m.has(1)) vst1q_lane_f64(p + 1, a, 1);
    }
    static V add(V a, V b) { return vaddq_f64(a, b); }
    static V sub(V a, V b) { return vsubq_f64(a, b); }
    static V mul(V a, V b) { return vmulq_f64(a, b); }
    static V fma(V a, V b, V c) { return vfmaq_f64(c, a, b); }
    static V relu(V a) { return vmaxq_f64(zero(), a); }
    static V positive(V y, V a) {
        return vreinterpretq_f64_u64(vbicq_u64(vreinterpretq_u64_f64(a), vcleq_f64(y, zero())));
    }
    static T sum(V a) { return vaddvq_f64(a); }
    static M lanes(int lo, int hi) { return {lo, hi}; }
    static V keep(M m, V a) {
        const int64_t numbers[N] = {0, 1};
        const int64x2_t lane = vld1q_s64(numbers);
        return keep(vandq_u64(vcgeq_s64(lane, vdupq_n_s64(m.lo)), vcltq_s64(lane, vdupq_n_s64(m.hi))), a);
    }
    static V keep(uint64x2_t bits, V a) { return vreinterpretq_f64_u64(vandq_u64(bits, vreinterpretq_u64_f64(a))); }
    static uint64x2_t lanes_of_parity(int parity) {
        const uint64_t bits[3] = {~uint64_t(0), 0, ~uint64_t(0)};
        return vld1q_u64(bits + parity);
    }
    static V even(V a, V b) { return vuzp1q_f64(a, b); }
    static V odd(V a, V b) { return vuzp2q_f64(a, b); }
    struct Index { int parity; };
    static Index halves(int parity) { return {parity}; }
    static V permute(V a, Index index) { return vzip1q_f64(a, index.parity == 0 ? a : vextq_f64(a, a, 1)); }
};

// The outputs of a block side by side.
struct NeonEightFloats {
    struct V { float32x4_t lo, hi; };
    static constexpr int N = 8;

    static V zero() { return set1(0); }
    static V set1(float a) { return {vdupq_n_f32(a), vdupq_n_f32(a)}; }
    static V load(const float* p) { return {vld1q_f32(p), vld1q_f32(p + 4)}; }
    static void store(float* p, V a) {
        vst1q_f32(p, a.lo);
        vst1q_f32(p + 4, a.hi);
    }
    static V fma(V a, V b, V c) { return {vfmaq_f32(c.lo, a.lo, b.lo), vfmaq_f32(c.hi, a.hi, b.hi)}; }
    static V max(V a, V b) { return {NeonFloat::max(a.lo, b.lo), NeonFloat::max(a.hi, b.hi)}; }
};

struct Neon {
    using Float = NeonFloat;
    using Double = NeonDouble;
    using Outputs = NeonEightFloats;
    static constexpr int kTileRows = 8, kTileVectors = 3;  // 24 sums of 32 registers
};

}  // namespace
}  // namespace activeshift
