// The 1x1 convolution's part of the C interface: checks the arguments, packs the matrix, and hands runs of images to the threads.
#include <algorithm>
#include <memory>

#include "activeshift.h"
#include "cpu/backends.h"
#include "cpu/task_runs.h"
#include "element_count.h"
#include "guarded.h"

namespace activeshift {
namespace {

// Images whose share of the weights' gradient is taken together in the tensor's type: enough for the shares' sums to be small beside
// them, few enough for many threads and for the sums' digits.
constexpr int64_t kBytesPerShare = 512 * 1024;

// Elements of the weights' gradient that one task sums over the shares.
constexpr int64_t kElementsPerTask = 1024;

// False if a size is negative, a tensor has more than 2^60 elements, or there is no thread.
bool check(const as_pointwise_shape* s) {
    if (s == nullptr || s->threads < 1 || s->n < 0 || s->inputs < 0 || s->outputs < 0 || s->p < 0) return false;
    const int64_t channels = std::max<int64_t>(std::max(s->inputs, s->outputs), 1);
    int64_t elements = channels;
    for (const int64_t size : {s->n, s->p, channels}) {
        if (size > 0 && elements > (int64_t(1) << 60) / size) return false;
        elements *= std::max<int64_t>(size, 1);
    }
    return true;
}

const PointwiseKernels<float>& kernels_of(const InstructionSet& b, float) { return b.float32->pointwise; }
const PointwiseKernels<double>& kernels_of(const InstructionSet& b, double) { return b.float64->pointwise; }

// The matrix whose element (d, c) is at weight[d * down + c * across], as PointwiseProduct wants it.
template <class T>
std::unique_ptr<T[]> pack(const T* weight, int64_t outputs, int64_t inputs, int64_t down, int64_t across, int64_t rows) {
    const int64_t blocks = (outputs + rows - 1) / rows;
    std::unique_ptr<T[]> packed(new T[blocks * rows * inputs]);
    T* to = packed.get();
    for (int64_t block = 0; block < blocks; ++block) {
        for (int64_t c = 0; c < inputs; ++c) {
            for (int64_t d = block * rows; d < (block + 1) * rows; ++d) *to++ = d < outputs ? weight[d * down + c * across] : T(0);
        }
    }
    return packed;
}

template <class T>
void multiply(const PointwiseKernels<T>& kernels, const as_pointwise_shape& s, const PointwiseProduct<T>& job) {
    for_each_run(s.n, s.threads, saturated_bytes(s.n * (s.inputs + s.outputs) * s.p, sizeof(T)),
                 [&](int64_t first, int64_t last) { kernels.product(job, first, last); });
}

template <class T>
as_status forward(int32_t backend, const as_pointwise_shape* s, const T* x, const T* weight, const T* added, T* y) {
    if (!check(s)) return AS_INVALID_ARGUMENT;
    const bool writes = s->n > 0 && s->p > 0 && s->outputs > 0, reads = s->inputs > 0;
    if (writes && (y == nullptr || (reads && (x == nullptr || weight == nullptr)))) return AS_INVALID_ARGUMENT;
    const InstructionSet* chosen = find_backend(backend);
    if (chosen == nullptr) return AS_UNSUPPORTED_BACKEND;
    if (!writes) return AS_OK;
    const auto& kernels = kernels_of(*chosen, T());
    const auto packed = pack(weight, s->outputs, s->inputs, s->inputs, 1, kernels.rows);
    multiply(kernels, *s, PointwiseProduct<T>{s->inputs, s->outputs, s->p, packed.get(), x, added, y});
    return AS_OK;
}

// images: s.n, or 0 where they have no pixels.
template <class T>
void weight_gradient(const PointwiseKernels<T>& kernels, const as_pointwise_shape& s, int64_t images, const T* grad_y, const T* x,
                     T* grad_weight) {
    const int64_t size = s.outputs * s.inputs;
    const int64_t bytes = saturated_bytes((s.inputs + s.outputs) * s.p, sizeof(T));
    const int64_t together = std::max<int64_t>(kBytesPerShare / std::max<int64_t>(bytes, 1), 1);
    const int64_t shares = (images + together - 1) / together;
    const std::unique_ptr<T[]> sums(new T[shares * size]);
    const PointwiseWeightGradient<T> job{s.inputs, s.outputs, s.p, grad_y, x};
    parallel_for(shares, s.threads, [&](int64_t share) {
        kernels.weight_gradient(job, share * together, std::min(images, (share + 1) * together), sums.get() + share * size);
    });
    // Share by share, whatever thread it ran on; some elements side by side, as they lie in memory.
    parallel_for((size + kElementsPerTask - 1) / kElementsPerTask, s.threads, [&](int64_t task) {
        const int64_t first = task * kElementsPerTask, count = std::min(size - first, kElementsPerTask);
        double total[kElementsPerTask] = {};
        for (int64_t share = 0; share < shares; ++share) {
            const T* from = sums.get() + share * size + first;
            for (int64_t k = 0; k < count; ++k) total[k] += from[k];
        }
        for (int64_t k = 0; k < count; ++k) grad_weight[first + k] = static_cast<T>(total[k]);
    });
}

template <class T>
as_status backward(int32_t backend, const as_pointwise_shape* s, const T* grad_y, const T* x, const T* weight, T* grad_x, T* grad_weight) {
    if (!check(s)) return AS_INVALID_ARGUMENT;
    const bool has_pixels = s->n > 0 && s->p > 0, has_matrix = s->inputs > 0 && s->outputs > 0;
    if (has_pixels && has_matrix && (grad_y == nullptr || x == nullptr || weight == nullptr)) return AS_INVALID_ARGUMENT;
    const InstructionSet* chosen = find_backend(backend);
    if (chosen == nullptr) return AS_UNSUPPORTED_BACKEND;
    const auto& kernels = kernels_of(*chosen, T());
    if (grad_x != nullptr && has_pixels && s->inputs > 0) {
        const auto packed = pack(weight, s->inputs, s->outputs, 1, s->inputs, kernels.rows);
        multiply(kernels, *s, PointwiseProduct<T>{s->outputs, s->inputs, s->p, packed.get(), grad_y, nullptr, grad_x});
    }
    if (grad_weight != nullptr) weight_gradient(kernels, *s, has_pixels ? s->n : 0, grad_y, x, grad_weight);
    return AS_OK;
}

}  // namespace
}  // namespace activeshift

as_status as_pointwise_forward_f32(int32_t backend, const as_pointwise_shape* shape, const float* x, const float* weight, const float* added, float* y) {
    return activeshift::guarded([&] { return activeshift::forward(backend, shape, x, weight, added, y); });
}

as_status as_pointwise_forward_f64(int32_t backend, const as_pointwise_shape* shape, const double* x, const double* weight, const double* added,
                                   double* y) {
    return activeshift::guarded([&] { return activeshift::forward(backend, shape, x, weight, added, y); });
}

as_status as_pointwise_backward_f32(int32_t backend, const as_pointwise_shape* shape, const float* grad_y, const float* x, const float* weight,
                                    float* grad_x, float* grad_weight) {
    return activeshift::guarded([&] {
        return activeshift::backward(backend, shape, grad_y, x, weight, grad_x, grad_weight);
    });
}

as_status as_pointwise_backward_f64(int32_t backend, const as_pointwise_shape* shape, const double* grad_y, const double* x, const double* weight,
                                    double* grad_x, double* grad_weight) {
    return activeshift::guarded([&] {
        return activeshift::backward(backend, shape, grad_y, x, weight, grad_x, grad_weight);
    });
}
