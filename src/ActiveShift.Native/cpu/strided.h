// The active shift at stride 2 and above: forward, and the gradients to alpha and beta. Output rows share no input rows
// here, so each is computed on its own: blend (or subtract) its two input rows as they lie in memory, then split the result
// into the columns' first and second neighbours.
#pragma once

#include "cpu/channel_shift.h"
#include "cpu/plane_store.h"
#include "cpu/shift_gradient_unit_stride.h"

namespace activeshift {
namespace {

// The two neighbours of N output columns j .. j+N-1 at stride 2: 2N consecutive inputs, loaded as they lie.
template <class S>
struct PairsAtStride2 {
    using V = typename S::V;
    typename S::M m0, m1;

    PairsAtStride2(int64_t j, int64_t floor, int64_t, int64_t width, int64_t out_width) {
        const int64_t at = 2 * j + floor;
        const int64_t end = clamp(2 * out_width + floor, 0, width);
        m0 = lanes_within<S>(at, 0, end);
        m1 = lanes_within<S>(at + S::N, 0, end);
    }
    void load(const typename S::T* row, V* a, V* b) const {
        *a = S::load(m0, row);
        *b = S::load(m1, row + S::N);
    }
    static void split(V a, V b, V* first, V* second) {
        *first = S::even(a, b);
        *second = S::odd(a, b);
    }
};

// The same at any stride, lane by lane (no network uses a stride above 2).
template <class S>
struct PairsAtAnyStride {
    using V = typename S::V;
    using T = typename S::T;
    int64_t stride, at, width;
    int count;

    PairsAtAnyStride(int64_t j, int64_t floor, int64_t stride_, int64_t width_, int64_t out_width)
        : stride(stride_), at(j * stride_ + floor), width(width_), count(static_cast<int>(clamp(out_width - j, 0, S::N))) {}
    void load(const T* row, V* a, V* b) const {
        T first[S::N] = {}, second[S::N] = {};
        for (int l = 0; l < count; ++l) {
            const int64_t column = at + l * stride;
            if (column >= 0 && column < width) first[l] = row[l * stride];
            if (column + 1 >= 0 && column + 1 < width) second[l] = row[l * stride + 1];
        }
        *a = S::load(first);
        *b = S::load(second);
    }
    static void split(V a, V b, V* first, V* second) {
        *first = a;
        *second = b;
    }
};

template <class S, class Pairs>
void strided_forward_plane(const typename S::T* x, typename S::T* y, const typename S::T* limit, int64_t stride, int64_t height, int64_t width,
                           int64_t out_height, int64_t out_width, const AxisShift<typename S::T>& row, const AxisShift<typename S::T>& column) {
    using V = typename S::V;
    const V v0 = S::set1(row.w0), v1 = S::set1(row.w1), w0 = S::set1(column.w0), w1 = S::set1(column.w1);
    for_each_strip<S>(out_width, limit, [&](int64_t j, const auto& store) {
        const Pairs pairs(j, column.floor, stride, width, out_width);
        for (int64_t i = 0; i < out_height; ++i) {
            const int64_t r = i * stride + row.floor;
            const typename S::T* p = x + r * width + j * stride + column.floor;
            V a = S::zero(), b = S::zero();
            if (r >= 0 && r < height) {
                pairs.load(p, &a, &b);
                if (row.fractional) {
                    a = S::mul(v0, a);
                    b = S::mul(v0, b);
                }
            }
            if (row.fractional && r + 1 >= 0 && r + 1 < height) {
                V c, d;
                pairs.load(p + width, &c, &d);
                a = S::fma(v1, c, a);
                b = S::fma(v1, d, b);
            }
            V q1, q2;
            Pairs::split(a, b, &q1, &q2);
            store(y + i * out_width + j, column.fractional ? S::fma(w1, q2, S::mul(w0, q1)) : q1);
        }
    });
}

template <class S, class Pairs>
ShiftSums strided_sum_plane(const typename S::T* x, const typename S::T* grad_y, int64_t stride, int64_t height, int64_t width, int64_t out_height,
                            int64_t out_width, const AxisShift<typename S::T>& row, const AxisShift<typename S::T>& column) {
    using V = typename S::V;
    const V v0 = S::set1(row.w0), v1 = S::set1(row.w1), w0 = S::set1(column.w0), w1 = S::set1(column.w1);
    ShiftSums sums;
    for (int64_t j = 0; j < out_width; j += S::N) {
        const Pairs pairs(j, column.floor, stride, width, out_width);
        const typename S::M mask = lanes_within<S>(j, 0, out_width);
        for (int64_t i = 0; i < out_height;) {
            V sum_alpha = S::zero(), sum_beta = S::zero();
            const int64_t stop = clamp(i + kRun, i, out_height);
            for (; i < stop; ++i) {
                const int64_t r = i * stride + row.floor;
                const typename S::T* p = x + r * width + j * stride + column.floor;
                V a0 = S::zero(), b0 = S::zero(), a1 = S::zero(), b1 = S::zero();
                if (r >= 0 && r < height) pairs.load(p, &a0, &b0);
                if (r + 1 >= 0 && r + 1 < height) pairs.load(p + width, &a1, &b1);
                const V g = S::load(mask, grad_y + i * out_width + j);
                V q1, q2;
                if (row.fractional) Pairs::split(S::fma(v1, a1, S::mul(v0, a0)), S::fma(v1, b1, S::mul(v0, b0)), &q1, &q2);
                else Pairs::split(a0, b0, &q1, &q2);
                sum_alpha = S::fma(g, S::sub(q2, q1), sum_alpha);
                Pairs::split(S::sub(a1, a0), S::sub(b1, b0), &q1, &q2);
                sum_beta = S::fma(g, column.fractional ? S::fma(w1, q2, S::mul(w0, q1)) : q1, sum_beta);
            }
            sums.alpha += static_cast<double>(S::sum(sum_alpha));
            sums.beta += static_cast<double>(S::sum(sum_beta));
        }
    }
    return sums;
}

}  // namespace
}  // namespace activeshift
