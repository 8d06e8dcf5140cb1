// THE REFERENCE: batch normalisation with ReLU written as its definition reads, one element at a time, with sums in double.
// Every other version is held against it. It is never optimised.
//
//   x, y [images, channels, pixels]; one weight, bias, mean and deviation per channel
#include <cmath>

#include "cpu/reference.h"

namespace activeshift {
namespace {

// Calls visit(offset) for every element of a channel.
template <class Job, class F>
void for_each_element(const Job& job, int64_t channel, const F& visit) {
    for (int64_t n = 0; n < job.images; ++n) {
        for (int64_t k = 0; k < job.pixels; ++k) visit((n * job.channels + channel) * job.pixels + k);
    }
}

template <class T>
T before_relu(T x, T mean, T inverse_deviation, T weight, T bias) {
    return (x - mean) * (weight * inverse_deviation) + bias;
}

template <class T>
void forward(const BatchNormForwardJob<T>& job, int64_t first, int64_t last) {
    const double count = static_cast<double>(job.images) * static_cast<double>(job.pixels);
    for (int64_t c = first; c < last; ++c) {
        double mean = 0, variance = 0;
        if (!job.training) {
            mean = job.running_mean[c];
            variance = job.running_variance[c];
        } else if (count > 0) {
            for_each_element(job, c, [&](int64_t at) { mean += job.x[at]; });
            mean /= count;
            for_each_element(job, c, [&](int64_t at) { variance += (job.x[at] - mean) * (job.x[at] - mean); });
            variance /= count;
            if (job.running_mean != nullptr && count > 1) {
                job.running_mean[c] = static_cast<T>((1 - job.momentum) * job.running_mean[c] + job.momentum * mean);
                job.running_variance[c] =
                    static_cast<T>((1 - job.momentum) * job.running_variance[c] + job.momentum * variance * count / (count - 1));
            }
        }
        job.mean[c] = static_cast<T>(mean);
        job.inverse_deviation[c] = static_cast<T>(1 / std::sqrt(variance + job.epsilon));
        for_each_element(job, c, [&](int64_t at) {
            const T y = before_relu(job.x[at], job.mean[c], job.inverse_deviation[c], job.weight[c], job.bias[c]);
            job.y[at] = y <= T(0) ? T(0) : y;  // NaN stays
        });
    }
}

template <class T>
void backward(const BatchNormBackwardJob<T>& job, int64_t first, int64_t last) {
    const double count = static_cast<double>(job.images) * static_cast<double>(job.pixels);
    for (int64_t c = first; c < last; ++c) {
        const double mean = job.mean[c], inverse_deviation = job.inverse_deviation[c];
        const auto grad_before_relu = [&](int64_t at) -> double {
            return before_relu(job.x[at], job.mean[c], job.inverse_deviation[c], job.weight[c], job.bias[c]) <= T(0) ? T(0) : job.grad_y[at];
        };
        double sum = 0, weighted = 0;
        for_each_element(job, c, [&](int64_t at) {
            sum += grad_before_relu(at);
            weighted += grad_before_relu(at) * (job.x[at] - mean) * inverse_deviation;
        });
        job.grad_bias[c] = static_cast<T>(sum);
        job.grad_weight[c] = static_cast<T>(weighted);
        if (job.grad_x == nullptr) continue;
        for_each_element(job, c, [&](int64_t at) {
            double g = grad_before_relu(at);
            if (job.training) g -= (sum + (job.x[at] - mean) * inverse_deviation * weighted) / count;
            job.grad_x[at] = static_cast<T>(g * job.weight[c] * inverse_deviation);
        });
    }
}

}  // namespace

template <class T>
BatchNormKernels<T> reference_batch_norm() {
    return {forward<T>, backward<T>};
}

template BatchNormKernels<float> reference_batch_norm();
template BatchNormKernels<double> reference_batch_norm();

}  // namespace activeshift
