// Two sums over a channel of every image, in an order that depends on the sizes alone: runs of at most 64 values per vector
// lane in the tensor's type, those in double.
#pragma once

#include "cpu/plane_store.h"

namespace activeshift {
namespace {

struct ChannelSums {
    double first, second;
};

// How the loads of a whole vector and of a partial one look to the terms that are summed.
template <class S>
struct WholeVector {
    typename S::V load(const typename S::T* p) const { return S::load(p); }
    typename S::V keep(typename S::V v) const { return v; }
};

template <class S>
struct PartialVector {
    typename S::M mask;
    typename S::V load(const typename S::T* p) const { return S::load(mask, p); }
    typename S::V keep(typename S::V v) const { return S::keep(mask, v); }
};

// term(offset, vector, &a, &b) adds the values at an offset into the tensor to a and b.
template <class S, class Term>
ChannelSums sum_channel(int64_t images, int64_t channels, int64_t pixels, int64_t channel, const Term& term) {
    using V = typename S::V;
    constexpr int kWays = 4;   // sums side by side, so that an addition need not wait for the one before
    constexpr int64_t kStep = kWays * S::N;
    constexpr int64_t kRun = 64, kBlock = 32;  // values per lane
    V a[kWays], b[kWays];
    for (int k = 0; k < kWays; ++k) a[k] = b[k] = S::zero();
    ChannelSums total{0, 0};
    int64_t run = 0;
    const auto flush = [&] {
        total.first += S::sum(S::add(S::add(a[0], a[1]), S::add(a[2], a[3])));
        total.second += S::sum(S::add(S::add(b[0], b[1]), S::add(b[2], b[3])));
        for (int k = 0; k < kWays; ++k) a[k] = b[k] = S::zero();
        run = 0;
    };
    for (int64_t n = 0; n < images; ++n) {
        const int64_t plane = (n * channels + channel) * pixels;
        for (int64_t start = 0; start < pixels; start += kBlock * kStep) {
            const int64_t end = pixels - start < kBlock * kStep ? pixels : start + kBlock * kStep;
            const int64_t longest = (end - start + kStep - 1) / kStep;
            if (run + longest > kRun) flush();
            run += longest;
            int64_t j = start;
            for (; j + kStep <= end; j += kStep) {
                for (int k = 0; k < kWays; ++k) term(plane + j + k * S::N, WholeVector<S>{}, &a[k], &b[k]);
            }
            for (int k = 0; j < end; ++k, j += S::N) {
                if (end - j >= S::N) term(plane + j, WholeVector<S>{}, &a[k], &b[k]);
                else term(plane + j, PartialVector<S>{S::lanes(0, static_cast<int>(end - j))}, &a[k], &b[k]);
            }
        }
    }
    flush();
    return total;
}

}  // namespace
}  // namespace activeshift
