// The 8-bit inner loops in plain C++: for processors without a faster version, and to hold the others against.
#include <cmath>

#include "engine/kernels_int8.h"

namespace activeshift::engine {
namespace {

template <class T, int N>
struct Lanes {
    T lane[N];
    template <class F> static Lanes each(F value) {
        Lanes y;
        for (int i = 0; i < N; i++) y.lane[i] = static_cast<T>(value(i));
        return y;
    }
};

struct V {
    static constexpr int W = 4, G = 1, N = 2;
    using I = Lanes<int32_t, W>;
    using R = Lanes<float, W>;

    static I set_sum(int32_t x) { return I::each([=](int) { return x; }); }
    static I load(const uint32_t* p) { return I::each([=](int i) { return p[i]; }); }
    static I set(const int8_t* p) {
        uint32_t word = 0;
        for (int i = 0; i < kGroup; i++) word |= uint32_t(uint8_t(p[i])) << 8 * i;
        return I::each([=](int) { return word; });
    }
    static I dot(I sum, I x, I w) {
        return I::each([&](int i) {
            int32_t total = sum.lane[i];
            for (int byte = 0; byte < 32; byte += 8) total += int32_t(uint8_t(uint32_t(x.lane[i]) >> byte)) * int8_t(uint32_t(w.lane[i]) >> byte);
            return total;
        });
    }
    static R to_float(I x) { return R::each([&](int i) { return x.lane[i]; }); }
    static R setf(float x) { return R::each([=](int) { return x; }); }
    static R loadf(const float* p) { return R::each([=](int i) { return p[i]; }); }
    static R fma(R a, R b, R c) { return R::each([&](int i) { return a.lane[i] * b.lane[i] + c.lane[i]; }); }
    static R relu(R x) { return R::each([&](int i) { return x.lane[i] > 0.0f ? x.lane[i] : 0.0f; }); }
    static I to_byte(R x) { return I::each([&](int i) { return std::lrintf(x.lane[i] < 0.0f ? 0.0f : x.lane[i] < 255.0f ? x.lane[i] : 255.0f); }); }
    static I join(I a, I b, I c, I d) {
        return I::each([&](int i) { return uint32_t(a.lane[i]) | uint32_t(b.lane[i]) << 8 | uint32_t(c.lane[i]) << 16 | uint32_t(d.lane[i]) << 24; });
    }
    static void storef(float* p, R x, int lanes) { for (int i = 0; i < lanes; i++) p[i] = x.lane[i]; }
    static void store_words(uint32_t* p, I x, int lanes) { for (int i = 0; i < lanes; i++) p[i] = uint32_t(x.lane[i]); }
    static void store_bytes(uint8_t* p, I x, int lanes) { for (int i = 0; i < lanes; i++) p[i] = uint8_t(x.lane[i]); }
};

struct U {
    static constexpr int L = 8;
    using T = Lanes<uint16_t, L>;
    struct Mask { int low, high; };

    static T zero() { return set(0); }
    static T set(int x) { return T::each([=](int) { return x; }); }
    static Mask range(int low, int high) { return {low, high}; }
    static T load(const uint8_t* p, Mask m) { return T::each([=](int i) { return i >= m.low && i < m.high ? p[i] : 0; }); }
    static T load_pairs(const uint8_t* p, Mask m) {
        const auto byte = [=](int i) { return i >= m.low && i < m.high ? p[i] : 0; };
        return T::each([=](int i) { return byte(2 * i) | byte(2 * i + 1) << 8; });
    }
    static T even(T pairs) { return T::each([&](int i) { return pairs.lane[i] & 0xFF; }); }
    static T odd(T pairs) { return T::each([&](int i) { return pairs.lane[i] >> 8; }); }
    static T add(T a, T b) { return T::each([&](int i) { return a.lane[i] + b.lane[i]; }); }
    static T mul(T a, T b) { return T::each([&](int i) { return uint32_t(a.lane[i]) * b.lane[i]; }); }
    static T mul_high(T a, T b) { return T::each([&](int i) { return uint32_t(a.lane[i]) * b.lane[i] >> 16; }); }
    static T high_byte_rounded(T x) { return T::each([&](int i) { return (x.lane[i] + 128) >> 8; }); }
    static void store_joined(uint32_t* p, T a, T b, T c, T d) {
        for (int i = 0; i < L; i++) p[i] = uint32_t(a.lane[i]) | uint32_t(b.lane[i]) << 8 | uint32_t(c.lane[i]) << 16 | uint32_t(d.lane[i]) << 24;
    }
};

#include "engine/gather_int8.inl.h"
#include "engine/gemm_int8.inl.h"

}  // namespace

extern const Int8Kernels kInt8Portable = {"portable", V::G, 127, gemm8, quantize, gather8};

}  // namespace activeshift::engine
