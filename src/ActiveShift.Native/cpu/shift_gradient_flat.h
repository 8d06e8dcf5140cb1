// The gradients to alpha and beta of one flat plane (flat_plane.h) at stride 1: the sums of shift_gradient_unit_stride.h,
// with the lower row taken from the registers of two consecutive vectors as in gather_flat.h.
#pragma once

#include "cpu/flat_plane.h"
#include "cpu/shift_gradient_unit_stride.h"

namespace activeshift {
namespace {

template <class S, int K, bool FractionalColumn, bool FractionalRow>
ShiftSums sum_flat(const FlatPlane<S, K>& plane, const typename S::T* x, const typename S::T* grad_y, const AxisShift<typename S::T>& row,
                   const AxisShift<typename S::T>& column) {
    static_assert(K <= kRun, "one lane adds up K products");
    using V = typename S::V;
    const FlatMasks<S, K> masks(plane, row.floor, column.floor);
    const typename S::T* from = x + row.floor * plane.width + column.floor;
    const V w0 = S::set1(column.w0);
    const V w1 = S::set1(column.w1);
    V d[K + 1], h[K + 1];
    d[K] = h[K] = S::zero();
    for (int v = 0; v < K; ++v) {
        const V a = S::load(masks.of_first(v), from + v * S::N);
        const V b = S::load(masks.of_second(v), from + v * S::N + 1);
        d[v] = S::sub(b, a);
        h[v] = FractionalColumn ? S::fma(w1, b, S::mul(w0, a)) : a;
    }
    V e0 = S::zero(), e1 = S::zero(), f = S::zero();
    for (int v = 0; v < K; ++v) {
        const V g = S::load(plane.stored[v], grad_y + v * S::N);
        // Masked products: lanes past the plane hold the row below it, and 0 * infinity would be NaN.
        e0 = S::fma(plane.stored[v], g, d[v], e0);
        if (FractionalRow) e1 = S::fma(plane.stored[v], g, S::permute2(d[v], plane.down, d[v + 1]), e1);
        f = S::fma(plane.stored[v], g, S::sub(S::permute2(h[v], plane.down, h[v + 1]), h[v]), f);
    }
    const V e = FractionalRow ? S::fma(S::set1(row.w1), e1, S::mul(S::set1(row.w0), e0)) : e0;
    return {static_cast<double>(S::sum(e)), static_cast<double>(S::sum(f))};
}

template <class S, int K>
ShiftSums sum_flat(const FlatPlane<S, K>& plane, const typename S::T* x, const typename S::T* grad_y, const AxisShift<typename S::T>& row,
                   const AxisShift<typename S::T>& column) {
    if (column.fractional) {
        return row.fractional ? sum_flat<S, K, true, true>(plane, x, grad_y, row, column)
                              : sum_flat<S, K, true, false>(plane, x, grad_y, row, column);
    }
    return row.fractional ? sum_flat<S, K, false, true>(plane, x, grad_y, row, column)
                          : sum_flat<S, K, false, false>(plane, x, grad_y, row, column);
}

}  // namespace
}  // namespace activeshift
