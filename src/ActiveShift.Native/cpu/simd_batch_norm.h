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

// Writes a plane, value(offset, vector) being its values. Where a row of vectors does not fit, the last one begins earlier and
// writes some of them twice; it is computed before anything is written, as the plane may be what the values are made of. A plane
// below a vector takes a mask. value is copied, with all it needs: a store might change what it only refers to, which would then be
// loaded again for every vector.
template <class S, class F>
void write_plane(typename S::T* plane, int64_t pixels, const F value) {
    if (pixels < S::N) {
        const typename S::M mask = S::lanes(0, static_cast<int>(pixels));
        S::store(mask, plane, value(0, PartialVector<S>{mask}));
        return;
    }
    const int64_t whole = pixels / S::N * S::N;
    const typename S::V last = whole < pixels ? value(pixels - S::N, WholeVector<S>{}) : S::zero();
    for (int64_t j = 0; j < whole; j += S::N) S::store(plane + j, value(j, WholeVector<S>{}));
    if (whole < pixels) S::store(plane + pixels - S::N, last);
}

// Finds the mean and the inverse deviation of a channel, and updates its running statistics.
template <class S>
void channel_statistics(const BatchNormForwardJob<typename S::T>& job, int64_t c) {
    using T = typename S::T;
    const double count = static_cast<double>(job.images) * static_cast<double>(job.pixels);
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
}

// What a channel's passes call beside their work where nothing is to be fetched ahead.
struct NoFetch {
    void operator()(int64_t) const {}
};

// One channel's y from x. Job: that of either pass.
template <class S>
struct Normalization {
    using V = typename S::V;
    V mean, scale, bias;

    template <class Job>
    Normalization(const Job& job, int64_t c)
        : mean(S::set1(job.mean[c])), scale(S::set1(job.weight[c] * job.inverse_deviation[c])), bias(S::set1(job.bias[c])) {}

    V centred(V x) const { return S::sub(x, mean); }
    V before_relu(V centred) const { return S::fma(centred, scale, bias); }

    // fetch(offset): called beside the work, for the planes to come.
    template <class Fetch>
    void write_activated(const typename S::T* x, typename S::T* y, int64_t pixels, const Fetch& fetch) const {
        write_plane<S>(y, pixels, [x, fetch, own = *this](int64_t at, const auto& vector) {
            fetch(at);
            return S::relu(own.before_relu(own.centred(vector.load(x + at))));
        });
    }
};

template <class S>
void batch_norm_forward(const BatchNormForwardJob<typename S::T>& job, int64_t first, int64_t last) {
    for (int64_t c = first; c < last; ++c) {
        channel_statistics<S>(job, c);
        const Normalization<S> normalization(job, c);
        for (int64_t n = 0; n < job.images; ++n) {
            const int64_t plane = (n * job.channels + c) * job.pixels;
            normalization.write_activated(job.x + plane, job.y + plane, job.pixels, NoFetch());
        }
    }
}

// With g = grad_y where y is above 0, over the m values of a channel:
//   grad_bias = sum(g), grad_weight = sum(g * (x - mean)) * inverse_deviation,
//   grad_x = scale * (g - sum(g) / m - (x - mean) * inverse_deviation^2 * sum(g * (x - mean)) / m)
// and scale * g where mean and deviation do not come from the batch.
template <class S>
struct NormalizationGradient : Normalization<S> {
    using T = typename S::T;
    using V = typename S::V;
    const BatchNormBackwardJob<T>& job;
    const int64_t channel;
    ChannelAccumulator<S> sums;     // of g and of g * (x - mean)
    V constant = S::zero(), slope = S::zero();

    NormalizationGradient(const BatchNormBackwardJob<T>& j, int64_t c) : Normalization<S>(j, c), job(j), channel(c) {}

    template <class Fetch>
    void add_plane(const T* x, const T* grad_y, const Fetch& fetch) {
        sums.add_plane(job.pixels, [&](int64_t at, const auto& vector, V* a, V* b) {
            fetch(at);
            const V d = this->centred(vector.load(x + at));
            const V g = S::positive(this->before_relu(d), vector.load(grad_y + at));
            *a = S::add(*a, g);
            *b = S::fma(g, vector.keep(d), *b);
        });
    }

    // After all planes: writes the gradients of the parameters, and prepares that of the input.
    void finish() {
        const ChannelSums total = sums.total();
        const double deviation = job.inverse_deviation[channel];
        job.grad_bias[channel] = static_cast<T>(total.first);
        job.grad_weight[channel] = static_cast<T>(total.second * deviation);
        const double count = static_cast<double>(job.images) * static_cast<double>(job.pixels);
        const T scale_value = job.weight[channel] * job.inverse_deviation[channel];
        const double own = job.training && count > 0 ? scale_value / count : 0;
        constant = S::set1(static_cast<T>(-own * total.first));
        slope = S::set1(static_cast<T>(-own * total.second * deviation * deviation));
    }

    // grad_y may be grad_x.
    void write_input_gradient(const T* x, const T* grad_y, T* grad_x) const {
        const Normalization<S>& own = *this;
        write_plane<S>(grad_x, job.pixels, [x, grad_y, own, slope = slope, constant = constant](int64_t at, const auto& vector) {
            const V d = own.centred(vector.load(x + at));
            const V g = S::positive(own.before_relu(d), vector.load(grad_y + at));
            return S::fma(g, own.scale, S::fma(d, slope, constant));
        });
    }
};

template <class S>
void batch_norm_backward(const BatchNormBackwardJob<typename S::T>& job, int64_t first, int64_t last) {
    for (int64_t c = first; c < last; ++c) {
        NormalizationGradient<S> gradient(job, c);
        const auto plane = [&](int64_t n) { return (n * job.channels + c) * job.pixels; };
        for (int64_t n = 0; n < job.images; ++n) gradient.add_plane(job.x + plane(n), job.grad_y + plane(n), NoFetch());
        gradient.finish();
        if (job.grad_x == nullptr) continue;
        for (int64_t n = 0; n < job.images; ++n) gradient.write_input_gradient(job.x + plane(n), job.grad_y + plane(n), job.grad_x + plane(n));
    }
}

template <class S>
constexpr BatchNormKernels<typename S::T> simd_batch_norm() {
    return {batch_norm_forward<S>, batch_norm_backward<S>};
}

}  // namespace
}  // namespace activeshift
