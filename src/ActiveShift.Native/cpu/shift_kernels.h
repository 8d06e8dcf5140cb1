// What every version of the active shift on the CPU implements: two functions over a run of planes (one plane is one
// channel of one image). They run on one thread, allocate nothing and throw nothing.
#pragma once

#include "cpu/channel_shift.h"

namespace activeshift {

template <class T>
struct ForwardJob {
    int64_t channels;
    int64_t height, width;          // of x
    int64_t out_height, out_width;  // of y
    int64_t stride;
    const T* alpha;                       // [channels]
    const T* beta;                        // [channels]
    const ChannelShift<T>* shifts;        // [channels]
    const T* x;                           // [planes, height, width]
    T* y;                                 // [planes, out_height, out_width]
};

template <class T>
struct BackwardJob {
    ForwardJob<T> forward;  // y is not used
    const T* grad_y;        // [planes, out_height, out_width]
    T* grad_x;              // [planes, height, width] or null
    double* sums;           // [planes, 2]: the plane's share of grad_alpha and grad_beta, or null
};

// Planes first .. last-1; nothing outside their part of the outputs is written.
template <class T>
struct ShiftKernels {
    void (*forward)(const ForwardJob<T>& job, int64_t first, int64_t last);
    void (*backward)(const BackwardJob<T>& job, int64_t first, int64_t last);
};

}  // namespace activeshift
