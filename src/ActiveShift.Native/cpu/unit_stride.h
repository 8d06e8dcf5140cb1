// The two ways of doing a plane at stride 1, row by row and flat, each with the gather and the shifts' gradients, and the
// choice between them: once for a run of planes, by their size alone, so that it changes nothing from thread to thread.
#pragma once

#include "cpu/gather_flat.h"
#include "cpu/gather_unit_stride.h"
#include "cpu/shift_gradient_flat.h"
#include "cpu/shift_gradient_unit_stride.h"
#include "cpu/shift_kernels.h"

namespace activeshift {
namespace {

template <class S>
struct RowWise {
    using T = typename S::T;
    int64_t height, width;

    void gather(const T* src, T* dst, const T* limit, const AxisShift<T>& row, const AxisShift<T>& column) const {
        gather_plane<S>(src, dst, limit, height, width, row, column);
    }
    ShiftSums sum(const T* x, const T* grad_y, const AxisShift<T>& row, const AxisShift<T>& column) const {
        return sum_plane<S>(x, grad_y, height, width, row, column);
    }
};

template <class S, int K>
struct FlatWise {
    using T = typename S::T;
    FlatPlane<S, K> plane;

    void gather(const T* src, T* dst, const T*, const AxisShift<T>& row, const AxisShift<T>& column) const {
        gather_flat<S, K>(plane, src, dst, row, column);
    }
    ShiftSums sum(const T* x, const T* grad_y, const AxisShift<T>& row, const AxisShift<T>& column) const {
        return sum_flat<S, K>(plane, x, grad_y, row, column);
    }
};

// run(unit) with the way that suits the planes' size.
template <class S, int K = 2, class F>
void with_unit_stride(const ForwardJob<typename S::T>& job, const F& run) {
    if constexpr (S::kMasksAreBits && K <= kFlatVectors) {
        if (job.stride == 1 && FlatPlane<S, K>::fits(job.height, job.width)) run(FlatWise<S, K>{FlatPlane<S, K>(job.height, job.width)});
        else with_unit_stride<S, K + 1>(job, run);
    } else {
        run(RowWise<S>{job.height, job.width});
    }
}

}  // namespace
}  // namespace activeshift
