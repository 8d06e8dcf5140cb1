// Fast batch normalisation with ReLU, one source for every vector type. Include in one file per instruction set; what
// simd_shift.h says of such files holds here too.
//
//   y = relu((x - mean) * scale + bias), scale = weight * inverse_deviation
//
// The backward pass computes y anew from x, by the same instructions and so to the same bits, instead of reading it: what it
// needs of y is only its sign.
#pragma once

#include <math.h>

#include "cpu/batch_norm_kernels.h"
#include "cpu/channel_sums.h"

namespace activeshift {
namespace {

// The statistics of one channel, in double.
struct ChannelMoments {
    double mean, variance;  // the variance divided by the count
};

template <class S>
ChannelMoments moments_about(const BatchNormForwardJob<typename S::T>& job, int64_t channel, typename S::T pivot) {
    using V = typename S::V;
    const V p = S::set1(pivot);
    const ChannelSums sums = sum_channel<S>(job.images, job.channels, job.pixels, channel, [&](int64_t at, const auto& vector, V* a, V* b) {
        const V d = vector.keep(S::sub(vector.load(job.x + at), p));
        *a = S::add(*a, d);
        *b = S::fma(d, d, *b);
    });
    const double count = static_cast<double>(job.images) * static_cast<double>(job.pixels);
    const double offset = sums.first / count;
    return {static_cast<double>(pivot) + offset, sums.second / count - offset * offset};
}

// One pass where the channel's first plane has about the mean of all, as it nearly always does. A pivot far from the mean would
// cost the variance its digits: then once more, about the mean itself.
template <class S>
ChannelMoments channel_moments(const BatchNormForwardJob<typename S::T>& job, int64_t channel) {
    using T = typename S::T;
    using V = typename S::V;
    const ChannelSums plane = sum_channel<S>(1, job.channels, job.pixels, channel, [&](int64_t at, const auto& vector, V* a, V*) {
        *a = S::add(*a, vector.load(job.x + at));
    });
    const T pivot = static_cast<T>(plane.first / static_cast<double>(job.pixels));
    ChannelMoments moments = moments_about<S>(job, channel, pivot);
    const double distance = moments.mean - pivot;
    if (distance * distance > 4 * moments.variance) moments = moments_about<S>(job, channel, static_cast<T>(moments.mean));
    if (moments.variance < 0) moments.variance = 0;  // by rounding; NaN stays
    return moments;
}

// run(offset, load, store) for vectors that cover the channel's plane of every image. Where a row of vectors does not fit, the
// last one begins earlier and writes some values twice; a plane below a vector takes a mask.
template <class S, class F>
void for_each_vector(int64_t images, int64_t channels, int64_t pixels, int64_t channel, const F& run) {
    for (int64_t n = 0; n < images; ++n) {
        const int64_t plane = (n * channels + channel) * pixels;
        if (pixels < S::N) {
            const typename S::M mask = S::lanes(0, static_cast<int>(pixels));
            run(plane, PartialVector<S>{mask}, MaskedStore<S>{mask});
            continue;
        }
        int64_t j = 0;
        for (; j + S::N <= pixels; j += S::N) run(plane + j, WholeVector<S>{}, WholeStore<S>{});
        if (j < pixels) run(plane + pixels - S::N, WholeVector<S>{}, WholeStore<S>{});
    }
}

template <class S>
void batch_norm_forward(const BatchNormForwardJob<typename S::T>& job, int64_t first, int64_t last) {
    using T = typename S::T;
    using V = typename S::V;
    const double count = static_cast<double>(job.images) * static_cast<double>(job.pixels);
    for (int64_t c = first; c < last; ++c) {
        ChannelMoments moments{0, 0};
        if (!job.training) {
            moments = {job.running_mean[c], job.running_variance[c]};
        } else if (count > 0) {
            moments = channel_moments<S>(job, c);
            // One value has no variance: its unbiased estimate would be 0/0.
            if (job.running_mean != nullptr && count > 1) {
                job.running_mean[c] = static_cast<T>((1 - job.momentum) * job.running_mean[c] + job.momentum * moments.mean);
                job.running_variance[c] =
                    static_cast<T>((1 - job.momentum) * job.running_variance[c] + job.momentum * moments.variance * (count / (count - 1)));
            }
        }
        job.mean[c] = static_cast<T>(moments.mean);
        job.inverse_deviation[c] = static_cast<T>(1 / sqrt(moments.variance + job.epsilon));

        const V mean = S::set1(job.mean[c]), scale = S::set1(job.weight[c] * job.inverse_deviation[c]), bias = S::set1(job.bias[c]);
        for_each_vector<S>(job.images, job.channels, job.pixels, c, [&](int64_t at, const auto& vector, const auto& store) {
            store(job.y + at, S::relu(S::fma(S::sub(vector.load(job.x + at), mean), scale, bias)));
        });
    }
}

// With g = grad_y where y is above 0, over the m values of a channel:
//   grad_bias = sum(g), grad_weight = sum(g * (x - mean)) * inverse_deviation,
//   grad_x = scale * (g - sum(g) / m - (x - mean) * inverse_deviation^2 * sum(g * (x - mean)) / m)
// and scale * g where mean and deviation do not come from the batch.
template <class S>
void batch_norm_backward(const BatchNormBackwardJob<typename S::T>& job, int64_t first, int64_t last) {
    using T = typename S::T;
    using V = typename S::V;
    const double count = static_cast<double>(job.images) * static_cast<double>(job.pixels);
    for (int64_t c = first; c < last; ++c) {
        const T scale_value = job.weight[c] * job.inverse_deviation[c];
        const V mean = S::set1(job.mean[c]), scale = S::set1(scale_value), bias = S::set1(job.bias[c]);
        const ChannelSums sums = sum_channel<S>(job.images, job.channels, job.pixels, c, [&](int64_t at, const auto& vector, V* a, V* b) {
            const V d = S::sub(vector.load(job.x + at), mean);
            const V g = S::positive(S::fma(d, scale, bias), vector.load(job.grad_y + at));
            *a = S::add(*a, g);
            *b = S::fma(g, vector.keep(d), *b);
        });
        const double deviation = job.inverse_deviation[c];
        job.grad_bias[c] = static_cast<T>(sums.first);
        job.grad_weight[c] = static_cast<T>(sums.second * deviation);
        if (job.grad_x == nullptr) continue;

        const double own = job.training && count > 0 ? scale_value / count : 0;
        const V constant = S::set1(static_cast<T>(-own * sums.first));
        const V slope = S::set1(static_cast<T>(-own * sums.second * deviation * deviation));
        for_each_vector<S>(job.images, job.channels, job.pixels, c, [&](int64_t at, const auto& vector, const auto& store) {
            const V d = S::sub(vector.load(job.x + at), mean);
            const V g = S::positive(S::fma(d, scale, bias), vector.load(job.grad_y + at));
            store(job.grad_x + at, S::fma(g, scale, S::fma(d, slope, constant)));
        });
    }
}

template <class S>
BatchNormKernels<typename S::T> simd_batch_norm() {
    return {batch_norm_forward<S>, batch_norm_backward<S>};
}

}  // namespace
}  // namespace activeshift
