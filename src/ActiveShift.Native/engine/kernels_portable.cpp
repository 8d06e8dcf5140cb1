// The engine's inner loops in plain C++, for the compiler to vectorise as the target allows (SSE2 on x86-64, NEON on Arm).
#include "engine/kernels.h"

#include <cmath>

namespace activeshift::engine {
namespace {

struct V {
    static constexpr int W = 4, QW = 4, M = 4, N = 2;
#if defined(__GNUC__)
    typedef float R __attribute__((vector_size(16)));
#else
    struct R { float lane[4]; float& operator[](int i) { return lane[i]; } float operator[](int i) const { return lane[i]; } };
#endif
    using Q = R;
    struct Mask { int low, high; };

    template <class F> static R each(F value) {
        R y;
        for (int i = 0; i < W; i++) y[i] = value(i);
        return y;
    }
    static R zero() { return set(0.0f); }
    static R set(float x) { return each([=](int) { return x; }); }
    static R load(const float* p) { return each([=](int i) { return p[i]; }); }
    static R load(const float* p, Mask mask) {
        if (mask.low == 0 && mask.high == W) return load(p);
        return each([=](int i) { return i >= mask.low && i < mask.high ? p[i] : 0.0f; });
    }
#if defined(__GNUC__)
    static void fetch(const float* p) { __builtin_prefetch(p); }
#else
    static void fetch(const float*) {}
#endif
    static void store(float* p, R x) { store_first(p, x, W); }
    static void store_first(float* p, R x, int lanes) { for (int i = 0; i < lanes; i++) p[i] = x[i]; }
    static Mask range(int low, int high) { return {low, high}; }
    static R mul(R a, R b) { return each([=](int i) { return a[i] * b[i]; }); }
    static R fma(R a, R b, R c) {
#if defined(__ARM_FEATURE_FMA) || defined(__FMA__)
        return each([=](int i) { return std::fma(a[i], b[i], c[i]); });
#else
        return each([=](int i) { return a[i] * b[i] + c[i]; });
#endif
    }
    static R relu(R x) { return each([=](int i) { return x[i] > 0.0f ? x[i] : 0.0f; }); }
    static R even(R a, R b) { return each([=](int i) { return i < W / 2 ? a[2 * i] : b[2 * i - W]; }); }
    static R odd(R a, R b) { return each([=](int i) { return i < W / 2 ? a[2 * i + 1] : b[2 * i + 1 - W]; }); }

    static Q setq(float x) { return set(x); }
    static Q loadq(const float* p) { return load(p); }
    static void storeq(float* p, Q x) { store(p, x); }
    static Q fmaq(Q a, Q b, Q c) { return fma(a, b, c); }
    static Q reluq(Q x) { return relu(x); }
};

#include "engine/gemm.inl.h"
#include "engine/gather.inl.h"

}  // namespace

extern const Kernels kPortable = {V::M, gemm, gather};

}  // namespace activeshift::engine
