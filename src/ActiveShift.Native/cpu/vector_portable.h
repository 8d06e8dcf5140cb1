// Vectors of 16 bytes in plain C++, which compilers turn into SSE2, NEON or whatever the baseline has.
#pragma once

#include <cstdint>

namespace activeshift {
namespace {

template <class Element, int Lanes>
struct PortableVector {
    using T = Element;
    static constexpr int N = Lanes;
    static constexpr bool kFastMaskedStore = false;
    struct V { T lane[N]; };
    struct M { int lo, hi; };

    template <class F>
    static V each(F&& f) {
        V r;
        for (int l = 0; l < N; ++l) r.lane[l] = f(l);
        return r;
    }
    static V zero() { return set1(T(0)); }
    static V set1(T a) { return each([&](int) { return a; }); }
    static V load(const T* p) { return each([&](int l) { return p[l]; }); }
    static V load(M m, const T* p) {
        V r = zero();
        for (int l = m.lo; l < m.hi; ++l) r.lane[l] = p[l];
        return r;
    }
    static void store(T* p, V a) {
        for (int l = 0; l < N; ++l) p[l] = a.lane[l];
    }
    static void store(M m, T* p, V a) {
        for (int l = m.lo; l < m.hi; ++l) p[l] = a.lane[l];
    }
    static V add(V a, V b) { return each([&](int l) { return a.lane[l] + b.lane[l]; }); }
    static V sub(V a, V b) { return each([&](int l) { return a.lane[l] - b.lane[l]; }); }
    static V mul(V a, V b) { return each([&](int l) { return a.lane[l] * b.lane[l]; }); }
    static V fma(V a, V b, V c) { return each([&](int l) { return a.lane[l] * b.lane[l] + c.lane[l]; }); }
    static T sum(V a) {
        T s = a.lane[0];
        for (int l = 1; l < N; ++l) s += a.lane[l];
        return s;
    }
    // Lanes lo .. hi-1, with 0 <= lo, hi <= N; none if hi <= lo.
    static M lanes(int lo, int hi) { return {lo, hi}; }
    struct Parity { int value; };
    static Parity lanes_of_parity(int parity) { return {parity}; }
    static V keep(Parity parity, V a) { return each([&](int l) { return (l & 1) == parity.value ? a.lane[l] : T(0); }); }
    static void deinterleave(V lo, V hi, V* even, V* odd) {
        T both[2 * N];
        store(both, lo);
        store(both + N, hi);
        *even = each([&](int l) { return both[2 * l]; });
        *odd = each([&](int l) { return both[2 * l + 1]; });
    }
    struct Index { int parity; };
    static Index halves(int parity) { return {parity}; }
    static V permute(V a, Index index) { return each([&](int l) { return a.lane[(l + index.parity) >> 1]; }); }
};

}  // namespace
}  // namespace activeshift
