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

// The two sums of one channel while its planes are added, one after the other.
template <class S>
class ChannelAccumulator {
public:
    using V = typename S::V;

    ChannelAccumulator() {
        for (int k = 0; k < kWays; ++k) a_[k] = b_[k] = S::zero();
    }

    // term(offset, vector, &a, &b) adds the values at an offset into the plane to a and b.
    template <class Term>
    void add_plane(int64_t pixels, const Term& term) {
        // In registers for the whole plane.
        V a[kWays], b[kWays];
        for (int k = 0; k < kWays; ++k) {
            a[k] = a_[k];
            b[k] = b_[k];
        }
        for (int64_t start = 0; start < pixels; start += kBlock * kStep) {
            const int64_t end = pixels - start < kBlock * kStep ? pixels : start + kBlock * kStep;
            const int64_t longest = (end - start + kStep - 1) / kStep;
            if (run_ + longest > kRun) flush(a, b);
            run_ += longest;
            int64_t j = start;
            for (; j + kStep <= end; j += kStep) {
                for (int k = 0; k < kWays; ++k) term(j + k * S::N, WholeVector<S>{}, &a[k], &b[k]);
            }
            for (int k = 0; j < end; ++k, j += S::N) {
                if (end - j >= S::N) term(j, WholeVector<S>{}, &a[k], &b[k]);
                else term(j, PartialVector<S>{S::lanes(0, static_cast<int>(end - j))}, &a[k], &b[k]);
            }
        }
        for (int k = 0; k < kWays; ++k) {
            a_[k] = a[k];
            b_[k] = b[k];
        }
    }

    // Once, after the last plane.
    ChannelSums total() {
        flush(a_, b_);
        return total_;
    }

private:
    static constexpr int kWays = 4;   // sums side by side, so that an addition need not wait for the one before
    static constexpr int64_t kStep = kWays * S::N;
    static constexpr int64_t kRun = 64, kBlock = 32;  // values per lane

    void flush(V* a, V* b) {
        total_.first += S::sum(S::add(S::add(a[0], a[1]), S::add(a[2], a[3])));
        total_.second += S::sum(S::add(S::add(b[0], b[1]), S::add(b[2], b[3])));
        for (int k = 0; k < kWays; ++k) a[k] = b[k] = S::zero();
        run_ = 0;
    }

    V a_[kWays], b_[kWays];
    ChannelSums total_{0, 0};
    int64_t run_ = 0;
};

// The same with offsets into the tensor.
template <class S, class Term>
ChannelSums sum_channel(int64_t images, int64_t channels, int64_t pixels, int64_t channel, const Term& term) {
    using V = typename S::V;
    ChannelAccumulator<S> sums;
    for (int64_t n = 0; n < images; ++n) {
        const int64_t plane = (n * channels + channel) * pixels;
        sums.add_plane(pixels, [&](int64_t at, const auto& vector, V* a, V* b) { term(plane + at, vector, a, b); });
    }
    return sums.total();
}

}  // namespace
}  // namespace activeshift
