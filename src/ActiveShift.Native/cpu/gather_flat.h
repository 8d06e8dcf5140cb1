// Bilinear gather of a flat plane (flat_plane.h) at stride 1. As row by row, columns are blended once per position,
//
//   h[k] = w0 * src[k + offset] + w1 * src[k + offset + 1]       dst[k] = v0 * h[k] + v1 * h[k + width]
//
// and h[k + width] is taken from the registers of two consecutive vectors: two loads and a permutation per output vector
// instead of four loads, of which nearly all would cross a cache line. The masks are not
// what it costs: without any (a wrong result) it took 4 to 15 % less.
#pragma once

#include "cpu/flat_plane.h"

namespace activeshift {
namespace {

template <class S, int K, bool FractionalColumn, bool FractionalRow>
void gather_flat(const FlatPlane<S, K>& plane, const typename S::T* src, typename S::T* dst, const AxisShift<typename S::T>& row,
                 const AxisShift<typename S::T>& column) {
    using V = typename S::V;
    const FlatMasks<S, K> masks(plane, row.floor, column.floor);
    const typename S::T* from = src + row.floor * plane.width + column.floor;
    const V w0 = S::set1(column.w0);
    const V w1 = S::set1(column.w1);
    const V v0 = S::set1(row.w0);
    const V v1 = S::set1(row.w1);
    V h[K + 1];
    h[K] = S::zero();
    for (int v = 0; v < K; ++v) {
        h[v] = S::load(masks.of_first(v), from + v * S::N);
        if (FractionalColumn) h[v] = S::fma(w1, S::load(masks.of_second(v), from + v * S::N + 1), S::mul(w0, h[v]));
    }
    for (int v = 0; v < K; ++v) {
        const V value = FractionalRow ? S::fma(v1, S::permute2(h[v], plane.down, h[v + 1]), S::mul(v0, h[v])) : h[v];
        if (plane.size >= (v + 1) * S::N) S::store(dst + v * S::N, value);
        else if (plane.size > v * S::N) S::store(plane.stored[v], dst + v * S::N, value);
    }
}

template <class S, int K>
void gather_flat(const FlatPlane<S, K>& plane, const typename S::T* src, typename S::T* dst, const AxisShift<typename S::T>& row,
                 const AxisShift<typename S::T>& column) {
    if (column.fractional) {
        if (row.fractional) gather_flat<S, K, true, true>(plane, src, dst, row, column);
        else gather_flat<S, K, true, false>(plane, src, dst, row, column);
    } else {
        if (row.fractional) gather_flat<S, K, false, true>(plane, src, dst, row, column);
        else gather_flat<S, K, false, false>(plane, src, dst, row, column);
    }
}

}  // namespace
}  // namespace activeshift
