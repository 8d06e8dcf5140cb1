// What every version of batch normalisation with ReLU on the CPU implements: two functions over a run of channels. A channel
// is normalised by one thread from beginning to end, so its sums have one order and its values are still in the cache when
// they are needed again. The functions allocate nothing and throw nothing.
#pragma once

#include <cstdint>

namespace activeshift {

template <class T>
struct BatchNormForwardJob {
    int64_t images, channels, pixels;
    bool training;               // by the batch's own statistics; else by the running ones
    double epsilon, momentum;
    const T* x;                  // [images, channels, pixels]
    const T* weight;             // [channels]
    const T* bias;               // [channels]
    T* running_mean;             // [channels]; in training null or updated, else only read
    T* running_variance;         // [channels]
    T* mean;                     // [channels]: what was subtracted
    T* inverse_deviation;        // [channels]: what was multiplied by, before the weight
    T* y;                        // [images, channels, pixels]
};

template <class T>
struct BatchNormBackwardJob {
    int64_t images, channels, pixels;
    bool training;
    const T* grad_y;             // [images, channels, pixels]
    const T* x;                  // [images, channels, pixels]
    const T* weight;             // [channels]
    const T* bias;               // [channels]
    const T* mean;               // [channels]
    const T* inverse_deviation;  // [channels]
    T* grad_x;                   // [images, channels, pixels] or null
    T* grad_weight;              // [channels]
    T* grad_bias;                // [channels]
};

// Channels first .. last-1.
template <class T>
struct BatchNormKernels {
    void (*forward)(const BatchNormForwardJob<T>& job, int64_t first, int64_t last);
    void (*backward)(const BatchNormBackwardJob<T>& job, int64_t first, int64_t last);
};

}  // namespace activeshift
