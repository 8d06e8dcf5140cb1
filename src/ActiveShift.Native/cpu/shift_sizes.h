// The sizes of an active shift as its interface gives them, and a job over them.
#pragma once

#include "activeshift.h"
#include "cpu/shift_kernels.h"
#include "element_count.h"

namespace activeshift {

struct ShiftSizes {
    int64_t planes, out_height, out_width, elements, out_elements;
};

// False if a size is negative or the tensor has more than 2^60 elements.
inline bool measure(const as_shift_shape& s, ShiftSizes* sizes) {
    int64_t channels;
    if (!count_elements({s.c}, &channels) || !count_elements({s.n, s.c, s.h, s.w}, &sizes->elements)) return false;
    const bool empty = sizes->elements == 0;
    sizes->planes = empty ? 0 : s.n * s.c;
    sizes->out_height = empty ? 0 : (s.h - 1) / s.stride + 1;
    sizes->out_width = empty ? 0 : (s.w - 1) / s.stride + 1;
    sizes->out_elements = sizes->planes * sizes->out_height * sizes->out_width;
    return true;
}

// shifts: [c], filled.
template <class T>
ForwardJob<T> make_job(const as_shift_shape& s, const ShiftSizes& sizes, const T* x, const T* alpha, const T* beta, T* y, ChannelShift<T>* shifts) {
    for (int64_t c = 0; c < s.c; ++c) shifts[c] = make_channel_shift(alpha[c], beta[c], s.h, s.w, sizes.out_height, sizes.out_width, int64_t(s.stride));
    return {s.c, s.h, s.w, sizes.out_height, sizes.out_width, s.stride, alpha, beta, shifts, x, y};
}

}  // namespace activeshift
