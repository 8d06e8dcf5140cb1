// The fast active shift, one source for every vector type. Include in one file per instruction set, compiled with that set's
// flags. All of it stands in unnamed namespaces and nothing of the C++ library is used: an inline function shared with the
// rest of the program could end up there in its AVX-512 form and run on a processor without it.
#pragma once

#include <math.h>

#include "cpu/shift_kernels.h"
#include "cpu/strided.h"
#include "cpu/strided_input_gradient.h"
#include "cpu/unit_stride.h"

namespace activeshift {
namespace {

template <class T>
T not_a_number() { return static_cast<T>(NAN); }

// The transposed interpolation at stride 1 is the interpolation with the reversed shift.
template <class T>
AxisShift<T> reversed(const AxisShift<T>& s) {
    return s.fractional ? AxisShift<T>{-s.floor - 1, s.w1, s.w0, true, false}
                        : AxisShift<T>{-s.floor, s.w0, s.w1, false, false};
}

// The interval that a shift just below a whole number lies in: the same interpolation, but another derivative.
template <class T>
AxisShift<T> interval_below(const AxisShift<T>& s) { return {s.floor - 1, s.w1, s.w0, true, false}; }

// unit: how planes at stride 1 are done (unit_stride.h). Stores may run past y's end up to limit.
template <class S, class Unit>
void forward_plane(const ForwardJob<typename S::T>& job, const Unit& unit, const ChannelShift<typename S::T>& s, const typename S::T* x,
                   typename S::T* y, const typename S::T* limit) {
    using T = typename S::T;
    if (s.kind != ShiftKind::Inside) {
        fill(y, job.out_height * job.out_width, s.kind == ShiftKind::Outside ? T(0) : not_a_number<T>());
    } else if (job.stride == 1) {
        unit.gather(x, y, limit, s.row, s.column);
    } else if (job.stride == 2) {
        strided_forward_plane<S, PairsAtStride2<S>>(x, y, limit, 2, job.height, job.width, job.out_height, job.out_width, s.row, s.column);
    } else {
        strided_forward_plane<S, PairsAtAnyStride<S>>(x, y, limit, job.stride, job.height, job.width, job.out_height, job.out_width, s.row,
                                                      s.column);
    }
}

template <class S, class Unit>
void forward_planes(const ForwardJob<typename S::T>& job, const Unit& unit, int64_t first, int64_t last) {
    const int64_t size = job.height * job.width;
    const int64_t out_size = job.out_height * job.out_width;
    int64_t channel = first % job.channels;
    for (int64_t plane = first; plane < last; ++plane) {
        forward_plane<S>(job, unit, job.shifts[channel], job.x + plane * size, job.y + plane * out_size, job.y + last * out_size);
        if (++channel == job.channels) channel = 0;
    }
}

template <class S, class Unit>
ShiftSums plane_sums_within(const ForwardJob<typename S::T>& job, const Unit& unit, const AxisShift<typename S::T>& row,
                            const AxisShift<typename S::T>& column, const typename S::T* x, const typename S::T* grad_y) {
    if (job.stride == 1) return unit.sum(x, grad_y, row, column);
    if (job.stride == 2) {
        return strided_sum_plane<S, PairsAtStride2<S>>(x, grad_y, 2, job.height, job.width, job.out_height, job.out_width, row,
                                                       column);
    }
    return strided_sum_plane<S, PairsAtAnyStride<S>>(x, grad_y, job.stride, job.height, job.width, job.out_height, job.out_width,
                                                     row, column);
}

template <class S, class Unit>
ShiftSums plane_sums(const ForwardJob<typename S::T>& job, const Unit& unit, const ChannelShift<typename S::T>& s, const typename S::T* x,
                     const typename S::T* grad_y) {
    if (s.kind != ShiftKind::Inside) {
        const double empty = s.kind == ShiftKind::Outside ? 0.0 : not_a_number<double>();
        return {empty, empty};
    }
    ShiftSums sums = plane_sums_within<S>(job, unit, s.row, s.column, x, grad_y);
    // Along the other axis the neighbours are still weighed as they were: what has no weight takes no part.
    if (s.column.is_below) sums.alpha = plane_sums_within<S>(job, unit, s.row, interval_below(s.column), x, grad_y).alpha;
    if (s.row.is_below) sums.beta = plane_sums_within<S>(job, unit, interval_below(s.row), s.column, x, grad_y).beta;
    return sums;
}

// Stores may run past grad_x's end up to limit.
template <class S, class Unit>
void input_gradient_plane(const ForwardJob<typename S::T>& job, const Unit& unit, const ChannelShift<typename S::T>& s, const typename S::T* grad_y,
                          typename S::T* grad_x, const typename S::T* limit) {
    using T = typename S::T;
    if (s.kind != ShiftKind::Inside) {
        fill(grad_x, job.height * job.width, s.kind == ShiftKind::Outside ? T(0) : not_a_number<T>());
    } else if (job.stride == 1) {
        unit.gather(grad_y, grad_x, limit, reversed(s.row), reversed(s.column));
    } else if (job.stride == 2) {
        input_gradient_stride2<S>(grad_y, grad_x, limit, job.height, job.width, job.out_height, job.out_width, s.row, s.column);
    } else {
        input_gradient_any_stride<T>(grad_y, grad_x, job.stride, job.height, job.width, job.out_height, job.out_width, s.row, s.column);
    }
}

template <class S, class Unit>
void backward_planes(const BackwardJob<typename S::T>& task, const Unit& unit, int64_t first, int64_t last) {
    using T = typename S::T;
    const ForwardJob<T>& job = task.forward;
    const int64_t size = job.height * job.width;
    const int64_t out_size = job.out_height * job.out_width;
    int64_t channel = first % job.channels;
    // Both gradients of a plane together: the second finds grad_y in the cache.
    for (int64_t plane = first; plane < last; ++plane) {
        const ChannelShift<T>& s = job.shifts[channel];
        const T* grad_y = task.grad_y + plane * out_size;
        if (task.sums != nullptr) {
            const ShiftSums sums = plane_sums<S>(job, unit, s, job.x + plane * size, grad_y);
            task.sums[2 * plane] = sums.alpha;
            task.sums[2 * plane + 1] = sums.beta;
        }
        if (task.grad_x != nullptr) input_gradient_plane<S>(job, unit, s, grad_y, task.grad_x + plane * size, task.grad_x + last * size);
        if (++channel == job.channels) channel = 0;
    }
}

template <class S>
void simd_forward(const ForwardJob<typename S::T>& job, int64_t first, int64_t last) {
    with_unit_stride<S>(job, [&](const auto& unit) { forward_planes<S>(job, unit, first, last); });
}

template <class S>
void simd_backward(const BackwardJob<typename S::T>& task, int64_t first, int64_t last) {
    with_unit_stride<S>(task.forward, [&](const auto& unit) { backward_planes<S>(task, unit, first, last); });
}

template <class S>
constexpr ShiftKernels<typename S::T> simd_shift() {
    return {simd_forward<S>, simd_backward<S>};
}

}  // namespace
}  // namespace activeshift
