// Bilinear gather at stride 1: the forward pass, and (with the shift reversed) the gradient to the input.
//
//   h[r,c] = w0 * src[r, c+floor] + w1 * src[r, c+floor+1]      columns blended once per source row,
//   dst[i] = v0 * h[i+floor]      + v1 * h[i+floor+1]           and used for two output rows,
//
// so one output vector costs two loads. Strips of N columns whose reads all lie in the row need no masks.
#pragma once

#include "cpu/channel_shift.h"
#include "cpu/plane_store.h"

namespace activeshift {
namespace {

template <class S, bool FractionalColumn, bool Masked>
struct ColumnBlend {
    typename S::V w0, w1;
    typename S::M m0, m1;

    typename S::V operator()(const typename S::T* p) const {
        const typename S::V a = Masked ? S::load(m0, p) : S::load(p);
        if (!FractionalColumn) return a;
        const typename S::V b = Masked ? S::load(m1, p + 1) : S::load(p + 1);
        return S::fma(w1, b, S::mul(w0, a));
    }
};

// K neighbouring strips, output rows first .. end-1. src points at the strips' first column in the row that row 0 reads.
template <class S, int K, bool FractionalRow, class Blend, class Store>
void gather_strips(const typename S::T* src, typename S::T* dst, int64_t width, int64_t first, int64_t end, int64_t floor, int64_t height,
                   const AxisShift<typename S::T>& row, const Blend& blend, const Store& store) {
    using V = typename S::V;
    if (!FractionalRow) {
        for (int64_t i = first; i < end; ++i) {
            for (int k = 0; k < K; ++k) store(dst + i * width + k * S::N, blend(src + i * width + k * S::N));
        }
        return;
    }
    if (first >= end) return;
    const V v0 = S::set1(row.w0);
    const V v1 = S::set1(row.w1);
    V upper[K];
    for (int k = 0; k < K; ++k) upper[k] = first + floor >= 0 ? blend(src + first * width + k * S::N) : S::zero();
    const int64_t both = clamp(height - 1 - floor, first, end);  // below that the lower row lies under the image
    for (int64_t i = first; i < both; ++i) {
        for (int k = 0; k < K; ++k) {
            const V lower = blend(src + (i + 1) * width + k * S::N);
            store(dst + i * width + k * S::N, S::fma(v1, lower, S::mul(v0, upper[k])));
            upper[k] = lower;
        }
    }
    for (int64_t i = both; i < end; ++i) {
        for (int k = 0; k < K; ++k) store(dst + i * width + k * S::N, S::mul(v0, upper[k]));
    }
}

template <class S, bool FractionalColumn, bool FractionalRow>
void gather_plane(const typename S::T* src, typename S::T* dst, const typename S::T* limit, int64_t height, int64_t width,
                  const AxisShift<typename S::T>& row, const AxisShift<typename S::T>& column) {
    using T = typename S::T;
    const int64_t first = clamp(-row.floor - (FractionalRow ? 1 : 0), 0, height);
    const int64_t end = clamp(height - row.floor, first, height);
    fill(dst, first * width, T(0));

    const T* from = src + row.floor * width + column.floor;
    const typename S::V w0 = S::set1(column.w0);
    const typename S::V w1 = S::set1(column.w1);
    const auto masked = [&](int64_t j, const auto& store) {
        const int64_t at = j + column.floor;
        const ColumnBlend<S, FractionalColumn, true> blend{w0, w1, lanes_within<S>(at, 0, width), lanes_within<S>(at + 1, 0, width)};
        gather_strips<S, 1, FractionalRow>(from + j, dst + j, width, first, end, row.floor, height, row, blend, store);
    };
    if (width < S::N) {
        for_each_strip<S>(width, limit, masked);
    } else {
        const typename S::M all = S::lanes(0, S::N);
        const ColumnBlend<S, FractionalColumn, false> blend{w0, w1, all, all};
        const auto interior = [&](int64_t j, int64_t count) {
            return j + count <= width && j + column.floor >= 0 && j + column.floor + count + (FractionalColumn ? 1 : 0) <= width;
        };
        int64_t j = 0;
        while (j < width) {
            if (j + S::N > width) j = width - S::N;
            if (interior(j, 4 * S::N)) {
                gather_strips<S, 4, FractionalRow>(from + j, dst + j, width, first, end, row.floor, height, row, blend, WholeStore<S>{});
                j += 4 * S::N;
            } else if (interior(j, 2 * S::N)) {
                gather_strips<S, 2, FractionalRow>(from + j, dst + j, width, first, end, row.floor, height, row, blend, WholeStore<S>{});
                j += 2 * S::N;
            } else if (interior(j, S::N)) {
                gather_strips<S, 1, FractionalRow>(from + j, dst + j, width, first, end, row.floor, height, row, blend, WholeStore<S>{});
                j += S::N;
            } else {
                masked(j, WholeStore<S>{});
                j += S::N;
            }
        }
    }
    fill(dst + end * width, (height - end) * width, T(0));
}

template <class S>
void gather_plane(const typename S::T* src, typename S::T* dst, const typename S::T* limit, int64_t height, int64_t width,
                  const AxisShift<typename S::T>& row, const AxisShift<typename S::T>& column) {
    if (column.fractional) {
        if (row.fractional) gather_plane<S, true, true>(src, dst, limit, height, width, row, column);
        else gather_plane<S, true, false>(src, dst, limit, height, width, row, column);
    } else {
        if (row.fractional) gather_plane<S, false, true>(src, dst, limit, height, width, row, column);
        else gather_plane<S, false, false>(src, dst, limit, height, width, row, column);
    }
}

}  // namespace
}  // namespace activeshift
