// The part of the C interface that does batch normalisation, ReLU and the active shift in one: checks the arguments, prepares each
// channel's shift and the threads' scratch once, and hands runs of channels to the threads.
#include <algorithm>
#include <memory>

#include "activeshift.h"
#include "cpu/backends.h"
#include "cpu/shift_sizes.h"
#include "cpu/task_runs.h"
#include "cpu/task_scratch.h"
#include "guarded.h"

namespace activeshift {
namespace {

as_shift_shape shift_shape(const as_normalized_shift_shape& s) { return {s.n, s.c, s.h, s.w, s.stride, s.threads}; }

// What the kernels see where there are no elements: no images of no pixels, whatever the other sizes are.
as_shift_shape shape_of_elements(const as_normalized_shift_shape& s, const ShiftSizes& sizes) {
    return sizes.planes == 0 ? as_shift_shape{0, s.c, 0, 0, s.stride, s.threads} : shift_shape(s);
}

// False if a value is out of its range.
bool measure(const as_normalized_shift_shape* s, ShiftSizes* sizes) {
    return s != nullptr && s->stride >= 1 && s->threads >= 1 && s->epsilon >= 0 && s->momentum >= 0 && s->momentum <= 1 && measure(shift_shape(*s), sizes);
}

const NormalizedShiftKernels<float>& kernels_of(const InstructionSet& b, float) { return b.float32->normalized_shift; }
const NormalizedShiftKernels<double>& kernels_of(const InstructionSet& b, double) { return b.float64->normalized_shift; }

// run(first, last, scratch) over all channels, of which there is at least one.
template <class T, class F>
void for_each_channel_run(const as_normalized_shift_shape& s, int64_t bytes, int64_t scratch_size, const F& run) {
    TaskScratch<T> scratch(std::min<int64_t>(s.threads, s.c), scratch_size);
    for_each_run(s.c, s.threads, bytes, [&](int64_t first, int64_t last) { scratch.use([&](T* piece) { run(first, last, piece); }); });
}

template <class T>
as_status forward(int32_t backend, const as_normalized_shift_shape* shape, const T* x, const T* weight, const T* bias, T* running_mean,
                  T* running_variance, const T* alpha, const T* beta, T* mean, T* inverse_deviation, T* y) {
    ShiftSizes sizes;
    if (!measure(shape, &sizes) || (running_mean == nullptr) != (running_variance == nullptr)) return AS_INVALID_ARGUMENT;
    const as_normalized_shift_shape& s = *shape;
    if (s.c > 0 && (weight == nullptr || bias == nullptr || alpha == nullptr || beta == nullptr || mean == nullptr || inverse_deviation == nullptr))
        return AS_INVALID_ARGUMENT;
    if (s.c > 0 && s.training == 0 && running_mean == nullptr) return AS_INVALID_ARGUMENT;
    if (sizes.planes > 0 && (x == nullptr || y == nullptr)) return AS_INVALID_ARGUMENT;
    const InstructionSet* chosen = find_backend(backend);
    if (chosen == nullptr) return AS_UNSUPPORTED_BACKEND;
    if (s.c == 0) return AS_OK;

    const as_shift_shape of = shape_of_elements(s, sizes);
    const int64_t pixels = of.h * of.w;
    const std::unique_ptr<ChannelShift<T>[]> shifts(new ChannelShift<T>[s.c]);
    const NormalizedShiftForwardJob<T> job{
        {of.n, s.c, pixels, s.training != 0, s.epsilon, s.momentum, x, weight, bias, running_mean, running_variance, mean, inverse_deviation, nullptr},
        make_job<T>(of, sizes, nullptr, alpha, beta, y, shifts.get())};
    const NormalizedShiftKernels<T>& kernels = kernels_of(*chosen, T());
    for_each_channel_run<T>(s, saturated_bytes(sizes.elements + sizes.out_elements, sizeof(T)),
                            kernels.scratch_size(of.n, pixels),
                            [&](int64_t first, int64_t last, T* scratch) { kernels.forward(job, first, last, scratch); });
    return AS_OK;
}

template <class T>
as_status backward(int32_t backend, const as_normalized_shift_shape* shape, const T* grad_y, const T* x, const T* weight, const T* bias, const T* mean,
                   const T* inverse_deviation, const T* alpha, const T* beta, T* grad_x, T* grad_weight, T* grad_bias, T* grad_alpha, T* grad_beta) {
    ShiftSizes sizes;
    if (!measure(shape, &sizes) || (grad_alpha == nullptr) != (grad_beta == nullptr)) return AS_INVALID_ARGUMENT;
    const as_normalized_shift_shape& s = *shape;
    if (s.c > 0 && (weight == nullptr || bias == nullptr || mean == nullptr || inverse_deviation == nullptr || alpha == nullptr || beta == nullptr ||
                    grad_weight == nullptr || grad_bias == nullptr)) return AS_INVALID_ARGUMENT;
    if (sizes.planes > 0 && (grad_y == nullptr || x == nullptr)) return AS_INVALID_ARGUMENT;
    const InstructionSet* chosen = find_backend(backend);
    if (chosen == nullptr) return AS_UNSUPPORTED_BACKEND;
    if (s.c == 0) return AS_OK;

    const as_shift_shape of = shape_of_elements(s, sizes);
    const int64_t pixels = of.h * of.w;
    const std::unique_ptr<ChannelShift<T>[]> shifts(new ChannelShift<T>[s.c]);
    const NormalizedShiftBackwardJob<T> job{
        {of.n, s.c, pixels, s.training != 0, nullptr, x, weight, bias, mean, inverse_deviation, grad_x, grad_weight, grad_bias},
        make_job<T>(of, sizes, nullptr, alpha, beta, nullptr, shifts.get()), grad_y, grad_alpha, grad_beta};
    const NormalizedShiftKernels<T>& kernels = kernels_of(*chosen, T());
    for_each_channel_run<T>(s, saturated_bytes(2 * sizes.elements + sizes.out_elements, sizeof(T)),
                            kernels.scratch_size(of.n, pixels),
                            [&](int64_t first, int64_t last, T* scratch) { kernels.backward(job, first, last, scratch); });
    return AS_OK;
}

}  // namespace
}  // namespace activeshift

as_status as_batch_norm_relu_shift_forward_f32(int32_t backend, const as_normalized_shift_shape* shape, const float* x, const float* weight,
                                               const float* bias, float* running_mean, float* running_variance, const float* alpha, const float* beta,
                                               float* mean, float* inverse_deviation, float* y) {
    return activeshift::guarded([&] {
        return activeshift::forward(backend, shape, x, weight, bias, running_mean, running_variance, alpha, beta, mean,
            inverse_deviation, y);
    });
}

as_status as_batch_norm_relu_shift_forward_f64(int32_t backend, const as_normalized_shift_shape* shape, const double* x, const double* weight,
                                               const double* bias, double* running_mean, double* running_variance, const double* alpha,
                                               const double* beta, double* mean, double* inverse_deviation, double* y) {
    return activeshift::guarded([&] {
        return activeshift::forward(backend, shape, x, weight, bias, running_mean, running_variance, alpha, beta, mean,
            inverse_deviation, y);
    });
}

as_status as_batch_norm_relu_shift_backward_f32(int32_t backend, const as_normalized_shift_shape* shape, const float* grad_y, const float* x,
                                                const float* weight, const float* bias, const float* mean, const float* inverse_deviation,
                                                const float* alpha, const float* beta, float* grad_x, float* grad_weight, float* grad_bias,
                                                float* grad_alpha, float* grad_beta) {
    return activeshift::guarded([&] {
        return activeshift::backward(backend, shape, grad_y, x, weight, bias, mean, inverse_deviation, alpha, beta,
            grad_x, grad_weight, grad_bias, grad_alpha, grad_beta);
    });
}

as_status as_batch_norm_relu_shift_backward_f64(int32_t backend, const as_normalized_shift_shape* shape, const double* grad_y, const double* x,
                                                const double* weight, const double* bias, const double* mean, const double* inverse_deviation,
                                                const double* alpha, const double* beta, double* grad_x, double* grad_weight, double* grad_bias,
                                                double* grad_alpha, double* grad_beta) {
    return activeshift::guarded([&] {
        return activeshift::backward(backend, shape, grad_y, x, weight, bias, mean, inverse_deviation, alpha, beta,
            grad_x, grad_weight, grad_bias, grad_alpha, grad_beta);
    });
}
