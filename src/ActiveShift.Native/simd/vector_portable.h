// Vectors of 16 bytes, which every 64-bit processor has (SSE2, NEON), by the compiler's own vector types.
#pragma once

#include <string.h>

#include <cstdint>

namespace activeshift {
namespace {

#if defined(__GNUC__)
template <class T, int N>
struct SixteenBytes {
    typedef T V __attribute__((vector_size(sizeof(T) * N)));
    static V max(V a, V b) { return a > b ? a : b; }
    static V min(V a, V b) { return a < b ? a : b; }
    static V relu(V a) { return a <= V{} ? V{} : a; }
    static V positive(V y, V a) { return y <= V{} ? V{} : a; }
};
#else
// For compilers without vector types: the same operators, lane by lane.
template <class T, int N>
struct SixteenBytes {
    struct V {
        T lane[N];
        T& operator[](int l) { return lane[l]; }
        T operator[](int l) const { return lane[l]; }
        friend V operator+(V a, V b) { for (int l = 0; l < N; ++l) a[l] += b[l]; return a; }
        friend V operator-(V a, V b) { for (int l = 0; l < N; ++l) a[l] -= b[l]; return a; }
        friend V operator*(V a, V b) { for (int l = 0; l < N; ++l) a[l] *= b[l]; return a; }
    };
    static V max(V a, V b) { for (int l = 0; l < N; ++l) a[l] = a[l] > b[l] ? a[l] : b[l]; return a; }
    static V min(V a, V b) { for (int l = 0; l < N; ++l) a[l] = a[l] < b[l] ? a[l] : b[l]; return a; }
    static V relu(V a) { return positive(a, a); }
    static V positive(V y, V a) { for (int l = 0; l < N; ++l) a[l] = y[l] <= T(0) ? T(0) : a[l]; return a; }
};
#endif

template <class Element, int Lanes>
struct PortableVector {
    using T = Element;
    using V = typename SixteenBytes<Element, Lanes>::V;
    static constexpr int N = Lanes;
    static constexpr bool kFastMaskedStore = false;
    static constexpr bool kMasksAreBits = false;
    struct M { int lo, hi; };

    static V zero() { return set1(T(0)); }
    static V set1(T a) {
        V r;
        for (int l = 0; l < N; ++l) r[l] = a;
        return r;
    }
    static V load(const T* p) {
        V r;
        memcpy(&r, p, sizeof r);
        return r;
    }
    static V load(M m, const T* p) {
        if (m.lo == 0 && m.hi == N) return load(p);
        V r = zero();
        for (int l = 0; l < N; ++l) {
            if (l >= m.lo && l < m.hi) r[l] = p[l];
        }
        return r;
    }
    static void store(T* p, V a) { memcpy(p, &a, sizeof a); }
    static void store(M m, T* p, V a) {
        for (int l = 0; l < N; ++l) {
            if (l >= m.lo && l < m.hi) p[l] = a[l];
        }
    }
    static V add(V a, V b) { return a + b; }
    static V sub(V a, V b) { return a - b; }
    static V mul(V a, V b) { return a * b; }
    static V fma(V a, V b, V c) {
#if defined(__ARM_FEATURE_FMA)
        // Left to itself the compiler fuses whichever product it likes where c is one too.
        for (int l = 0; l < N; ++l) c[l] = fused(a[l], b[l], c[l]);
        return c;
#else
        return a * b + c;
#endif
    }
    static T sum(V a) {
        T s = a[0];
        for (int l = 1; l < N; ++l) s += a[l];
        return s;
    }
    // Lanes lo .. hi-1, with 0 <= lo, hi <= N; none if hi <= lo.
    static M lanes(int lo, int hi) { return {lo, hi}; }
    static M first(int count) { return {0, count}; }  // 1 <= count <= N
    static V keep(M m, V a) {
        for (int l = 0; l < N; ++l) {
            if (l < m.lo || l >= m.hi) a[l] = T(0);
        }
        return a;
    }
    static V max(V a, V b) { return SixteenBytes<Element, Lanes>::max(a, b); }  // b if either is NaN
    static V min(V a, V b) { return SixteenBytes<Element, Lanes>::min(a, b); }  // b if either is NaN
    static V relu(V a) { return SixteenBytes<Element, Lanes>::relu(a); }        // NaN stays NaN
    // a where y is above 0 or NaN, else 0.
    static V positive(V y, V a) { return SixteenBytes<Element, Lanes>::positive(y, a); }
    struct Parity { int value; };
    static Parity lanes_of_parity(int parity) { return {parity}; }
    static V keep(Parity parity, V a) {
        for (int l = 0; l < N; ++l) {
            if ((l & 1) != parity.value) a[l] = T(0);
        }
        return a;
    }
    // The lanes at even and at odd places of a and b behind one another.
    static V even(V a, V b) { return every_second(a, b, 0); }
    static V odd(V a, V b) { return every_second(a, b, 1); }
    struct Index { int parity; };
    static Index halves(int parity) { return {parity}; }
    static V permute(V a, Index index) {
        V r;
        for (int l = 0; l < N; ++l) r[l] = index.parity == 0 ? a[l / 2] : a[(l + 1) / 2];
        return r;
    }

private:
#if defined(__ARM_FEATURE_FMA)
    static float fused(float a, float b, float c) { return __builtin_fmaf(a, b, c); }
    static double fused(double a, double b, double c) { return __builtin_fma(a, b, c); }
#endif
    static V every_second(V a, V b, int first) {
        V r = zero();
        for (int l = 0; l < N / 2; ++l) {
            r[l] = a[2 * l + first];
            r[l + N / 2] = b[2 * l + first];
        }
        return r;
    }
};

struct Portable {
    using Float = PortableVector<float, 4>;
    using Double = PortableVector<double, 2>;
    using Outputs = Float;
    static constexpr int kTileRows = 4, kTileVectors = 2;  // 8 sums of the 16 registers that SSE2 has
};

}  // namespace
}  // namespace activeshift
