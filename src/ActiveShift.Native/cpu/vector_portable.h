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
    static V fma(V a, V b, V c) { return a * b + c; }
    static T sum(V a) {
        T s = a[0];
        for (int l = 1; l < N; ++l) s += a[l];
        return s;
    }
    // Lanes lo .. hi-1, with 0 <= lo, hi <= N; none if hi <= lo.
    static M lanes(int lo, int hi) { return {lo, hi}; }
    static V keep(M m, V a) {
        for (int l = 0; l < N; ++l) {
            if (l < m.lo || l >= m.hi) a[l] = T(0);
        }
        return a;
    }
    static V relu(V a) { return SixteenBytes<Element, Lanes>::relu(a); }
    static V positive(V y, V a) { return SixteenBytes<Element, Lanes>::positive(y, a); }  // a where y is above 0 or NaN, else 0
    struct Parity { int value; };
    static Parity lanes_of_parity(int parity) { return {parity}; }
    static V keep(Parity parity, V a) {
        for (int l = 0; l < N; ++l) {
            if ((l & 1) != parity.value) a[l] = T(0);
        }
        return a;
    }
    static void deinterleave(V lo, V hi, V* even, V* odd) {
        V e = zero(), o = zero();
        for (int l = 0; l < N / 2; ++l) {
            e[l] = lo[2 * l];
            o[l] = lo[2 * l + 1];
            e[l + N / 2] = hi[2 * l];
            o[l + N / 2] = hi[2 * l + 1];
        }
        *even = e;
        *odd = o;
    }
    struct Index { int parity; };
    static Index halves(int parity) { return {parity}; }
    static V permute(V a, Index index) {
        V r;
        for (int l = 0; l < N; ++l) r[l] = index.parity == 0 ? a[l / 2] : a[(l + 1) / 2];
        return r;
    }
};

}  // namespace
}  // namespace activeshift
