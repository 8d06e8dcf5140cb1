// What every version of batch normalisation, ReLU and the active shift in one implements: two functions over a run of channels.
// The activated planes are never written to memory; a few at a time lie in the run's own scratch, where the shift finds them. The
// functions run on one thread, allocate nothing and throw nothing.
#pragma once

#include "cpu/batch_norm_kernels.h"
#include "cpu/shift_kernels.h"

namespace activeshift {

template <class T>
struct NormalizedShiftForwardJob {
    BatchNormForwardJob<T> normalization;  // y is not used
    ForwardJob<T> shift;                   // x is not used
};

template <class T>
struct NormalizedShiftBackwardJob {
    BatchNormBackwardJob<T> normalization;  // grad_y is not used
    ForwardJob<T> shift;                    // x and y are not used
    const T* grad_y;                        // [images, channels, out_height, out_width]
    T* grad_alpha;                          // [channels] or null
    T* grad_beta;                           // [channels] or null, as grad_alpha
};

// Channels first .. last-1. scratch: as many elements as scratch_size(images, pixels) says, on a cache line.
template <class T>
struct NormalizedShiftKernels {
    int64_t (*scratch_size)(int64_t images, int64_t pixels);
    void (*forward)(const NormalizedShiftForwardJob<T>& job, int64_t first, int64_t last, T* scratch);
    void (*backward)(const NormalizedShiftBackwardJob<T>& job, int64_t first, int64_t last, T* scratch);
};

}  // namespace activeshift
