// The operator's part of the C interface: checks the arguments, prepares each channel's shift once, and hands runs of planes
// to the threads.
#include <algorithm>
#include <memory>

#include "activeshift.h"
#include "cpu/backends.h"
#include "cpu/shift_sizes.h"
#include "cpu/task_runs.h"
#include "guarded.h"

namespace activeshift {
namespace {

const ShiftKernels<float>& kernels_of(const InstructionSet& b, float) { return b.float32->shift; }
const ShiftKernels<double>& kernels_of(const InstructionSet& b, double) { return b.float64->shift; }

template <class T>
as_status forward(int32_t backend, const as_shift_shape* shape, const T* x, const T* alpha, const T* beta, T* y) {
    ShiftSizes sizes;
    if (shape == nullptr || shape->stride < 1 || shape->threads < 1 || !measure(*shape, &sizes)) return AS_INVALID_ARGUMENT;
    if (sizes.planes > 0 && (x == nullptr || alpha == nullptr || beta == nullptr || y == nullptr)) return AS_INVALID_ARGUMENT;
    const InstructionSet* chosen = find_backend(backend);
    if (chosen == nullptr) return AS_UNSUPPORTED_BACKEND;
    if (sizes.planes == 0) return AS_OK;

    const std::unique_ptr<ChannelShift<T>[]> shifts(new ChannelShift<T>[shape->c]);
    const ForwardJob<T> job = make_job(*shape, sizes, x, alpha, beta, y, shifts.get());
    const auto kernel = kernels_of(*chosen, T()).forward;
    for_each_run(sizes.planes, shape->threads, saturated_bytes(sizes.elements + sizes.out_elements, sizeof(T)),
                 [&](int64_t first, int64_t last) { kernel(job, first, last); });
    return AS_OK;
}

template <class T>
as_status backward(int32_t backend, const as_shift_shape* shape, const T* grad_y, const T* x, const T* alpha, const T* beta, T* grad_x,
                   T* grad_alpha, T* grad_beta) {
    ShiftSizes sizes;
    if (shape == nullptr || shape->stride < 1 || shape->threads < 1 || !measure(*shape, &sizes)) return AS_INVALID_ARGUMENT;
    if ((grad_alpha == nullptr) != (grad_beta == nullptr)) return AS_INVALID_ARGUMENT;
    if (sizes.planes > 0 && (grad_y == nullptr || x == nullptr || alpha == nullptr || beta == nullptr)) return AS_INVALID_ARGUMENT;
    const InstructionSet* chosen = find_backend(backend);
    if (chosen == nullptr) return AS_UNSUPPORTED_BACKEND;

    if (sizes.planes > 0) {
        const std::unique_ptr<ChannelShift<T>[]> shifts(new ChannelShift<T>[shape->c]);
        const std::unique_ptr<double[]> sums(grad_alpha == nullptr ? nullptr : new double[2 * sizes.planes]);
        const BackwardJob<T> job{make_job<T>(*shape, sizes, x, alpha, beta, nullptr, shifts.get()), grad_y, grad_x, sums.get()};
        const auto kernel = kernels_of(*chosen, T()).backward;
        for_each_run(sizes.planes, shape->threads, saturated_bytes(2 * (sizes.elements + sizes.out_elements), sizeof(T)),
                     [&](int64_t first, int64_t last) { kernel(job, first, last); });
        // Image by image, whatever thread a plane ran on.
        for (int64_t c = 0; grad_alpha != nullptr && c < shape->c; ++c) {
            double a = 0, b = 0;
            for (int64_t n = 0; n < shape->n; ++n) {
                a += sums[2 * (n * shape->c + c)];
                b += sums[2 * (n * shape->c + c) + 1];
            }
            grad_alpha[c] = static_cast<T>(a);
            grad_beta[c] = static_cast<T>(b);
        }
    } else if (grad_alpha != nullptr) {
        std::fill_n(grad_alpha, shape->c, T(0));
        std::fill_n(grad_beta, shape->c, T(0));
    }
    return AS_OK;
}

}  // namespace
}  // namespace activeshift

as_status as_shift_forward_f32(int32_t backend, const as_shift_shape* shape, const float* x, const float* alpha, const float* beta, float* y) {
    return activeshift::guarded([&] { return activeshift::forward(backend, shape, x, alpha, beta, y); });
}

as_status as_shift_forward_f64(int32_t backend, const as_shift_shape* shape, const double* x, const double* alpha, const double* beta, double* y) {
    return activeshift::guarded([&] { return activeshift::forward(backend, shape, x, alpha, beta, y); });
}

as_status as_shift_backward_f32(int32_t backend, const as_shift_shape* shape, const float* grad_y, const float* x, const float* alpha,
                                const float* beta, float* grad_x, float* grad_alpha, float* grad_beta) {
    return activeshift::guarded([&] {
        return activeshift::backward(backend, shape, grad_y, x, alpha, beta, grad_x, grad_alpha, grad_beta);
    });
}

as_status as_shift_backward_f64(int32_t backend, const as_shift_shape* shape, const double* grad_y, const double* x, const double* alpha,
                                const double* beta, double* grad_x, double* grad_alpha, double* grad_beta) {
    return activeshift::guarded([&] {
        return activeshift::backward(backend, shape, grad_y, x, alpha, beta, grad_x, grad_alpha, grad_beta);
    });
}
