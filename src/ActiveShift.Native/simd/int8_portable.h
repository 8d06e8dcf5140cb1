// Whole numbers lane by lane, for processors without a faster version, and to hold the others against.
#pragma once

#include <math.h>

#include "simd/vector_portable.h"

namespace activeshift {
namespace {

template <class T, int N>
struct LanesOf {
    T lane[N];
    template <class F> static LanesOf each(F value) {
        LanesOf y;
        for (int i = 0; i < N; i++) y.lane[i] = static_cast<T>(value(i));
        return y;
    }
};

// Four bytes, the first one lowest.
template <class T>
uint32_t word_of(T a, T b, T c, T d) {
    return uint32_t(a) | uint32_t(b) << 8 | uint32_t(c) << 16 | uint32_t(d) << 24;
}

// Sums of 32 bits; or words of four bytes, of one pixel in four channels (engine/kernels_int8.h).
struct PortableWords {
    static constexpr int N = 4;
    using V = LanesOf<int32_t, N>;
    struct M { int count; };

    static V set1(int32_t x) { return V::each([=](int) { return x; }); }
    static V load(const uint32_t* p) { return V::each([=](int i) { return p[i]; }); }
    static V load_weights(const int8_t* p) {
        uint32_t word = 0;
        for (int i = 0; i < 4; i++) word |= uint32_t(uint8_t(p[i])) << 8 * i;
        return V::each([=](int) { return word; });
    }
    static V dot(V sum, V x, V w) {
        return V::each([&](int i) {
            int32_t total = sum.lane[i];
            for (int byte = 0; byte < 32; byte += 8) {
                total += int32_t(uint8_t(uint32_t(x.lane[i]) >> byte)) * int8_t(uint32_t(w.lane[i]) >> byte);
            }
            return total;
        });
    }
    using Floats = PortableVector<float, N>;
    static Floats::V to_float(V x) {
        Floats::V y;
        for (int i = 0; i < N; i++) y[i] = float(x.lane[i]);
        return y;
    }
    static V round(Floats::V x) { return V::each([&](int i) { return lrintf(x[i]); }); }
    static V join(V a, V b, V c, V d) {
        return V::each([&](int i) { return word_of(a.lane[i], b.lane[i], c.lane[i], d.lane[i]); });
    }
    static M first(int count) { return {count}; }  // 1 <= count <= N
    static void store(uint32_t* p, V x) { store(first(N), p, x); }
    static void store(M m, uint32_t* p, V x) { for (int i = 0; i < m.count; i++) p[i] = uint32_t(x.lane[i]); }
    static void store_bytes(uint8_t* p, V x, int lanes) { for (int i = 0; i < lanes; i++) p[i] = uint8_t(x.lane[i]); }
};

// Bytes in lanes of 16 bits. Masks leave out bytes, of at most 2 * N.
struct PortableShorts {
    static constexpr int N = 8;
    using V = LanesOf<uint16_t, N>;
    struct M { int lo, hi; };

    static V zero() { return set1(0); }
    static V set1(int x) { return V::each([=](int) { return x; }); }
    static M lanes(int lo, int hi) { return {lo, hi}; }
    static V load(M m, const uint8_t* p) { return V::each([=](int i) { return i >= m.lo && i < m.hi ? p[i] : 0; }); }
    static V load_pairs(M m, const uint8_t* p) {
        const auto byte = [=](int i) { return i >= m.lo && i < m.hi ? p[i] : 0; };
        return V::each([=](int i) { return byte(2 * i) | byte(2 * i + 1) << 8; });
    }
    static V even(V pairs) { return V::each([&](int i) { return pairs.lane[i] & 0xFF; }); }
    static V odd(V pairs) { return V::each([&](int i) { return pairs.lane[i] >> 8; }); }
    static V add(V a, V b) { return V::each([&](int i) { return a.lane[i] + b.lane[i]; }); }
    static V mul(V a, V b) { return V::each([&](int i) { return uint32_t(a.lane[i]) * b.lane[i]; }); }
    static V mul_high(V a, V b) { return V::each([&](int i) { return uint32_t(a.lane[i]) * b.lane[i] >> 16; }); }
    static V high_byte_rounded(V x) { return V::each([&](int i) { return (x.lane[i] + 128) >> 8; }); }
    static void store_joined(uint32_t* p, V a, V b, V c, V d) {
        for (int i = 0; i < N; i++) p[i] = word_of(a.lane[i], b.lane[i], c.lane[i], d.lane[i]);
    }
};

struct PortableInt8 {
    using Words = PortableWords;
    using Floats = PortableVector<float, 4>;
    using Shorts = PortableShorts;
    static constexpr int kBlockGroups = 1, kTileVectors = 2;
    static constexpr int kLargestWeight = 127;
    static constexpr int kSubtracted = 0;
};

}  // namespace
}  // namespace activeshift
