// Batch normalisation's part of the C interface: checks the arguments and hands runs of channels to the threads.
#include <algorithm>

#include "activeshift.h"
#include "cpu/backends.h"
#include "cpu/task_runs.h"
#include "element_count.h"
#include "guarded.h"

namespace activeshift {
namespace {

// False if a size is negative, the tensor has more than 2^60 elements, or another value is out of its range.
bool measure(const as_batch_norm_shape* s, int64_t* elements) {
    int64_t channels;
    return s != nullptr && s->threads >= 1 && s->epsilon >= 0 && s->momentum >= 0 && s->momentum <= 1 &&
           count_elements({s->c}, &channels) && count_elements({s->n, s->c, s->p}, elements);
}

// What the kernels see where there are no elements: no images of no pixels, whatever the other sizes are.
as_batch_norm_shape shape_of_elements(const as_batch_norm_shape& s, int64_t elements) {
    as_batch_norm_shape of = s;
    if (elements == 0) of.n = of.p = 0;
    return of;
}

const BatchNormKernels<float>& kernels_of(const InstructionSet& b, float) { return b.float32->batch_norm; }
const BatchNormKernels<double>& kernels_of(const InstructionSet& b, double) { return b.float64->batch_norm; }

template <class T>
as_status forward(int32_t backend, const as_batch_norm_shape* s, const T* x, const T* weight, const T* bias, T* running_mean, T* running_variance,
                  T* mean, T* inverse_deviation, T* y) {
    int64_t elements;
    if (!measure(s, &elements) || (running_mean == nullptr) != (running_variance == nullptr)) return AS_INVALID_ARGUMENT;
    if (s->c > 0 && (weight == nullptr || bias == nullptr || mean == nullptr || inverse_deviation == nullptr)) return AS_INVALID_ARGUMENT;
    if (s->c > 0 && s->training == 0 && running_mean == nullptr) return AS_INVALID_ARGUMENT;
    if (elements > 0 && (x == nullptr || y == nullptr)) return AS_INVALID_ARGUMENT;
    const InstructionSet* chosen = find_backend(backend);
    if (chosen == nullptr) return AS_UNSUPPORTED_BACKEND;
    if (s->c == 0) return AS_OK;

    const as_batch_norm_shape of = shape_of_elements(*s, elements);
    const BatchNormForwardJob<T> job{of.n, s->c, of.p, s->training != 0, s->epsilon, s->momentum, x, weight, bias,
                                     running_mean, running_variance, mean, inverse_deviation, y};
    const auto kernel = kernels_of(*chosen, T()).forward;
    for_each_run(s->c, s->threads, saturated_bytes(2 * elements, sizeof(T)),
                 [&](int64_t first, int64_t last) { kernel(job, first, last); });
    return AS_OK;
}

template <class T>
as_status backward(int32_t backend, const as_batch_norm_shape* s, const T* grad_y, const T* x, const T* weight, const T* bias, const T* mean,
                   const T* inverse_deviation, T* grad_x, T* grad_weight, T* grad_bias) {
    int64_t elements;
    if (!measure(s, &elements)) return AS_INVALID_ARGUMENT;
    if (s->c > 0 && (weight == nullptr || bias == nullptr || mean == nullptr || inverse_deviation == nullptr || grad_weight == nullptr ||
                     grad_bias == nullptr)) return AS_INVALID_ARGUMENT;
    if (elements > 0 && (grad_y == nullptr || x == nullptr)) return AS_INVALID_ARGUMENT;
    const InstructionSet* chosen = find_backend(backend);
    if (chosen == nullptr) return AS_UNSUPPORTED_BACKEND;
    if (s->c == 0) return AS_OK;

    const as_batch_norm_shape of = shape_of_elements(*s, elements);
    const BatchNormBackwardJob<T> job{of.n, s->c, of.p, s->training != 0, grad_y, x, weight, bias, mean, inverse_deviation,
                                      grad_x, grad_weight, grad_bias};
    const auto kernel = kernels_of(*chosen, T()).backward;
    for_each_run(s->c, s->threads, saturated_bytes(3 * elements, sizeof(T)),
                 [&](int64_t first, int64_t last) { kernel(job, first, last); });
    return AS_OK;
}

}  // namespace
}  // namespace activeshift

as_status as_batch_norm_relu_forward_f32(int32_t backend, const as_batch_norm_shape* shape, const float* x, const float* weight, const float* bias,
                                         float* running_mean, float* running_variance, float* mean, float* inverse_deviation, float* y) {
    return activeshift::guarded([&] {
        return activeshift::forward(backend, shape, x, weight, bias, running_mean, running_variance, mean,
            inverse_deviation, y);
    });
}

as_status as_batch_norm_relu_forward_f64(int32_t backend, const as_batch_norm_shape* shape, const double* x, const double* weight, const double* bias,
                                         double* running_mean, double* running_variance, double* mean, double* inverse_deviation, double* y) {
    return activeshift::guarded([&] {
        return activeshift::forward(backend, shape, x, weight, bias, running_mean, running_variance, mean,
            inverse_deviation, y);
    });
}

as_status as_batch_norm_relu_backward_f32(int32_t backend, const as_batch_norm_shape* shape, const float* grad_y, const float* x, const float* weight,
                                          const float* bias, const float* mean, const float* inverse_deviation, float* grad_x, float* grad_weight, float* grad_bias) {
    return activeshift::guarded([&] {
        return activeshift::backward(backend, shape, grad_y, x, weight, bias, mean, inverse_deviation, grad_x,
            grad_weight, grad_bias);
    });
}

as_status as_batch_norm_relu_backward_f64(int32_t backend, const as_batch_norm_shape* shape, const double* grad_y, const double* x,
                                          const double* weight, const double* bias, const double* mean, const double* inverse_deviation,
                                          double* grad_x, double* grad_weight, double* grad_bias) {
    return activeshift::guarded([&] {
        return activeshift::backward(backend, shape, grad_y, x, weight, bias, mean, inverse_deviation, grad_x,
            grad_weight, grad_bias);
    });
}
