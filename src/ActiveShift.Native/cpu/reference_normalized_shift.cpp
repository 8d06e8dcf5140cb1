// THE REFERENCE: batch normalisation, ReLU and the active shift by the references of the two, one after the other, channel by channel.
// Every other version is held against it. It is never optimised.
//
//   x [images, channels, height, width], y [images, channels, out_height, out_width]
#include <algorithm>

#include "cpu/reference.h"

namespace activeshift {
namespace {

// x, y and the gradients to them of one channel.
int64_t scratch_size(int64_t images, int64_t pixels) { return 4 * images * pixels; }

// The planes of a channel, copied out of a tensor.
template <class T, class Job>
void copy_channel(const Job& norm, const T* tensor, int64_t channel, T* planes) {
    for (int64_t n = 0; n < norm.images; ++n) std::copy_n(tensor + (n * norm.channels + channel) * norm.pixels, norm.pixels, planes + n * norm.pixels);
}

// The shift of one plane of a channel.
template <class T>
ForwardJob<T> plane_job(const ForwardJob<T>& shift, int64_t channel, const T* x, T* y) {
    return {1, shift.height, shift.width, shift.out_height, shift.out_width, shift.stride, shift.alpha + channel, shift.beta + channel,
            shift.shifts + channel, x, y};
}

template <class T>
void forward(const NormalizedShiftForwardJob<T>& job, int64_t first, int64_t last, T* scratch) {
    const BatchNormForwardJob<T>& norm = job.normalization;
    const int64_t out_size = job.shift.out_height * job.shift.out_width;
    T* const x = scratch;
    T* const activated = x + norm.images * norm.pixels;
    for (int64_t c = first; c < last; ++c) {
        copy_channel(norm, norm.x, c, x);
        const bool has_running = norm.running_mean != nullptr;
        reference_batch_norm<T>().forward(
            {norm.images, 1, norm.pixels, norm.training, norm.epsilon, norm.momentum, x, norm.weight + c, norm.bias + c,
             has_running ? norm.running_mean + c : nullptr, has_running ? norm.running_variance + c : nullptr, norm.mean + c, norm.inverse_deviation + c,
             activated}, 0, 1);
        for (int64_t n = 0; n < norm.images; ++n) {
            reference_shift<T>().forward(plane_job<T>(job.shift, c, activated + n * norm.pixels, job.shift.y + (n * norm.channels + c) * out_size), 0, 1);
        }
    }
}

template <class T>
void backward(const NormalizedShiftBackwardJob<T>& job, int64_t first, int64_t last, T* scratch) {
    const BatchNormBackwardJob<T>& norm = job.normalization;
    const int64_t size = norm.images * norm.pixels, out_size = job.shift.out_height * job.shift.out_width;
    T* const x = scratch;
    T* const activated = x + size;
    T* const grad_activated = activated + size;
    T* const grad_x = grad_activated + size;
    for (int64_t c = first; c < last; ++c) {
        copy_channel(norm, norm.x, c, x);
        const T scale = norm.weight[c] * norm.inverse_deviation[c];
        for (int64_t k = 0; k < size; ++k) {
            const T y = (x[k] - norm.mean[c]) * scale + norm.bias[c];
            activated[k] = y <= T(0) ? T(0) : y;  // NaN stays
        }
        double alpha = 0, beta = 0;
        for (int64_t n = 0; n < norm.images; ++n) {
            double sums[2];
            reference_shift<T>().backward({plane_job<T>(job.shift, c, activated + n * norm.pixels, nullptr),
                                           job.grad_y + (n * norm.channels + c) * out_size, grad_activated + n * norm.pixels, sums}, 0, 1);
            alpha += sums[0];
            beta += sums[1];
        }
        if (job.grad_alpha != nullptr) {
            job.grad_alpha[c] = static_cast<T>(alpha);
            job.grad_beta[c] = static_cast<T>(beta);
        }
        reference_batch_norm<T>().backward({norm.images, 1, norm.pixels, norm.training, grad_activated, x, norm.weight + c, norm.bias + c,
                                            norm.mean + c, norm.inverse_deviation + c, grad_x, norm.grad_weight + c, norm.grad_bias + c}, 0, 1);
        for (int64_t n = 0; n < norm.images && norm.grad_x != nullptr; ++n) {
            std::copy_n(grad_x + n * norm.pixels, norm.pixels, norm.grad_x + (n * norm.channels + c) * norm.pixels);
        }
    }
}

}  // namespace

template <class T>
NormalizedShiftKernels<T> reference_normalized_shift() {
    return {scratch_size, forward<T>, backward<T>};
}

template NormalizedShiftKernels<float> reference_normalized_shift();
template NormalizedShiftKernels<double> reference_normalized_shift();

}  // namespace activeshift
