// The gradients to alpha and beta of one plane at stride 1. With, per input row r,
//
//   d[r,c] = x[r, c+floor+1] - x[r, c+floor]       h[r,c] = w0 * x[r, c+floor] + w1 * x[r, c+floor+1]
//
//   d/d alpha = sum grad_y[i] * (v0 * d[i+floor] + v1 * d[i+floor+1]) = v0 * E0 + v1 * E1
//   d/d beta  = sum grad_y[i] * (h[i+floor+1] - h[i+floor])           = F
//
// each row of x is loaded once per strip and used for two rows of grad_y. E0, E1 and F are kept per lane.
#pragma once

#include "cpu/channel_shift.h"
#include "cpu/plane_store.h"

namespace activeshift {
namespace {

struct ShiftSums {
    double alpha = 0, beta = 0;
};

// Products added to one lane before the lanes go to double: bounds the rounding error of long sums in float.
constexpr int64_t kRun = 64;

template <class S, bool FractionalColumn, bool Masked>
struct ColumnDifference {
    typename S::V w0, w1;
    typename S::M m0, m1;

    void operator()(const typename S::T* p, typename S::V* d, typename S::V* h) const {
        const typename S::V a = Masked ? S::load(m0, p) : S::load(p);
        const typename S::V b = Masked ? S::load(m1, p + 1) : S::load(p + 1);
        *d = S::sub(b, a);
        *h = FractionalColumn ? S::fma(w1, b, S::mul(w0, a)) : a;
    }
};

// K neighbouring strips. x points at the strips' first column in the row that row 0 of grad_y reads.
template <class S, int K, bool FractionalRow, bool Masked, class Difference>
void sum_strips(const typename S::T* x, const typename S::T* grad_y, int64_t width, int64_t first, int64_t end, int64_t floor, int64_t height,
                const AxisShift<typename S::T>& row, const Difference& difference, typename S::M grad_mask, ShiftSums* sums) {
    using V = typename S::V;
    V d[K], h[K];
    for (int k = 0; k < K; ++k) {
        d[k] = h[k] = S::zero();
        if (first + floor >= 0) difference(x + first * width + k * S::N, &d[k], &h[k]);
    }
    for (int64_t i = first; i < end;) {
        V e0 = S::zero(), e1 = S::zero(), f = S::zero();
        const int64_t stop = clamp(i + kRun / K, i, end);
        for (; i < stop; ++i) {
            const bool inside = i + floor + 1 < height;
            for (int k = 0; k < K; ++k) {
                V dn = S::zero(), hn = S::zero();
                if (inside) difference(x + (i + 1) * width + k * S::N, &dn, &hn);
                const typename S::T* p = grad_y + i * width + k * S::N;
                const V g = Masked ? S::load(grad_mask, p) : S::load(p);
                e0 = S::fma(g, d[k], e0);
                if (FractionalRow) e1 = S::fma(g, dn, e1);
                f = S::fma(g, S::sub(hn, h[k]), f);
                d[k] = dn;
                h[k] = hn;
            }
        }
        const V e = FractionalRow ? S::fma(S::set1(row.w1), e1, S::mul(S::set1(row.w0), e0)) : e0;
        sums->alpha += static_cast<double>(S::sum(e));
        sums->beta += static_cast<double>(S::sum(f));
    }
}

template <class S, bool FractionalColumn, bool FractionalRow>
ShiftSums sum_plane(const typename S::T* x, const typename S::T* grad_y, int64_t height, int64_t width,
                    const AxisShift<typename S::T>& row, const AxisShift<typename S::T>& column) {
    // Rows of grad_y whose lower neighbour is not above the image and whose upper one is not below it. At an integer shift the
    // lower neighbour still counts: the derivative is the right-hand one.
    const int64_t first = clamp(-row.floor - 1, 0, height);
    const int64_t end = clamp(height - row.floor, first, height);
    const typename S::T* from = x + row.floor * width + column.floor;
    const typename S::V w0 = S::set1(column.w0);
    const typename S::V w1 = S::set1(column.w1);
    const typename S::M all = S::lanes(0, S::N);
    const ColumnDifference<S, FractionalColumn, false> whole{w0, w1, all, all};
    ShiftSums sums;
    if (first >= end) return sums;
    const auto interior = [&](int64_t j, int64_t count) {
        return j + count <= width && j + column.floor >= 0 && j + column.floor + count + 1 <= width;
    };
    for (int64_t j = 0; j < width;) {
        if (interior(j, 2 * S::N)) {
            sum_strips<S, 2, FractionalRow, false>(from + j, grad_y + j, width, first, end, row.floor, height, row, whole, all, &sums);
            j += 2 * S::N;
        } else if (interior(j, S::N)) {
            sum_strips<S, 1, FractionalRow, false>(from + j, grad_y + j, width, first, end, row.floor, height, row, whole, all, &sums);
            j += S::N;
        } else {
            // Lanes past the end of the row of grad_y must be 0 on both sides: 0 * infinity would be NaN.
            const int64_t at = j + column.floor;
            const ColumnDifference<S, FractionalColumn, true> masked{w0, w1,
                                                                     lanes_within<S>(at, 0, clamp(width + column.floor, 0, width)),
                                                                     lanes_within<S>(at + 1, 0, clamp(width + column.floor + 1, 0, width))};
            sum_strips<S, 1, FractionalRow, true>(from + j, grad_y + j, width, first, end, row.floor, height, row, masked,
                                                  lanes_within<S>(j, 0, width), &sums);
            j += S::N;
        }
    }
    return sums;
}

template <class S>
ShiftSums sum_plane(const typename S::T* x, const typename S::T* grad_y, int64_t height, int64_t width,
                    const AxisShift<typename S::T>& row, const AxisShift<typename S::T>& column) {
    if (column.fractional) {
        return row.fractional ? sum_plane<S, true, true>(x, grad_y, height, width, row, column)
                              : sum_plane<S, true, false>(x, grad_y, height, width, row, column);
    }
    return row.fractional ? sum_plane<S, false, true>(x, grad_y, height, width, row, column)
                          : sum_plane<S, false, false>(x, grad_y, height, width, row, column);
}

}  // namespace
}  // namespace activeshift
