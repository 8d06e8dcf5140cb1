// The gradient to the input at stride 2 and above. Each input element is a neighbour of at most one output element, so
// nothing is added up: grad_x[stride*i + floor_r + p, stride*j + floor_c + q] = v[p] * w[q] * grad_y[i,j], and 0 elsewhere.
#pragma once

#include "cpu/channel_shift.h"
#include "cpu/plane_store.h"

namespace activeshift {
namespace {

// Stride 2: a row of grad_x is a row of grad_y with every element doubled, times alternating weights.
template <class S>
void input_gradient_stride2(const typename S::T* grad_y, typename S::T* grad_x, const typename S::T* limit, int64_t height, int64_t width,
                            int64_t out_height, int64_t out_width, const AxisShift<typename S::T>& row, const AxisShift<typename S::T>& column) {
    using T = typename S::T;
    using V = typename S::V;
    for_each_strip<S>(width, limit, [&](int64_t c, const auto& store) {
        const int64_t u = c - column.floor;        // lane l is neighbour (u+l) mod 2 of output column (u+l) div 2
        const int parity = static_cast<int>(u & 1);
        const int64_t j = (u - parity) / 2;
        const typename S::M mask = lanes_within<S>(j, 0, out_width);
        const auto index = S::halves(parity);
        const auto first_neighbours = S::lanes_of_parity(parity);
        T weights[S::N];
        for (int l = 0; l < S::N; ++l) weights[l] = ((l + parity) & 1) == 0 ? column.w0 : column.w1;
        const V w = S::load(weights);
        const V both[2] = {S::mul(w, S::set1(row.w0)), S::mul(w, S::set1(row.w1))};
        for (int64_t r = 0; r < height; ++r) {
            const int64_t t = r - row.floor;
            const int p = static_cast<int>(t & 1);
            const int64_t i = (t - p) / 2;
            V v = S::zero();
            if (i >= 0 && i < out_height && (p == 0 || row.fractional)) {
                v = S::mul(both[p], S::permute(S::load(mask, grad_y + i * out_width + j), index));
                if (!column.fractional) v = S::keep(first_neighbours, v);
            }
            store(grad_x + r * width + c, v);
        }
    });
}

template <class T>
void input_gradient_any_stride(const T* grad_y, T* grad_x, int64_t stride, int64_t height, int64_t width, int64_t out_height, int64_t out_width,
                               const AxisShift<T>& row, const AxisShift<T>& column) {
    fill(grad_x, height * width, T(0));
    for (int64_t i = 0; i < out_height; ++i) {
        for (int p = 0; p < (row.fractional ? 2 : 1); ++p) {
            const int64_t r = i * stride + row.floor + p;
            if (r < 0 || r >= height) continue;
            for (int64_t j = 0; j < out_width; ++j) {
                for (int q = 0; q < (column.fractional ? 2 : 1); ++q) {
                    const int64_t c = j * stride + column.floor + q;
                    if (c < 0 || c >= width) continue;
                    grad_x[r * width + c] = (p == 0 ? row.w0 : row.w1) * (q == 0 ? column.w0 : column.w1) * grad_y[i * out_width + j];
                }
            }
        }
    }
}

}  // namespace
}  // namespace activeshift
