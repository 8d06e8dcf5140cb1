// A channel's shift along one axis as the kernels use it (the counterpart of cpu/channel_shift.h).
#pragma once

#include "cuda/kernels/device.h"

namespace activeshift::cuda {

struct ChannelAxis {
    int64_t first;  // the first of the two neighbours, relative to the position
    float w0, w1;   // weights of the first and the second
};

AS_DEVICE bool is_finite(float shift) { return (float_bits(shift) & 0x7f800000u) != 0x7f800000u; }
AS_DEVICE float not_a_number() { return float_of_bits(0x7fc00000u); }

// size: of the image along the axis; last: the largest position, (out - 1) * stride. The floor of a huge shift is cut to one that
// still reads nothing but outside. A shift that is not finite is taken as 0: its channel becomes NaN elsewhere.
AS_DEVICE ChannelAxis channel_axis(float shift, int64_t size, int64_t last) {
    const float finite = is_finite(shift) ? shift : 0.0f;
    const float whole = __builtin_floorf(finite);
    const float d = finite - whole;
    int64_t first = static_cast<int64_t>(whole < -4e18f ? -4e18f : whole > 4e18f ? 4e18f : whole);
    first = first < -last - 2 ? -last - 2 : first > size ? size : first;
    return {first, 1.0f - d, d};
}

// The same interpolation where a neighbour of weight 0 can only be the second (the fraction of a tiny negative shift rounds to 1).
AS_DEVICE ChannelAxis second_last(ChannelAxis axis) {
    if (axis.w0 == 0.0f) return {axis.first + 1, 1.0f, 0.0f};
    return axis;
}

// The transpose at stride 1: position r is read by the outputs r - first - 1 (as their second neighbour) and r - first.
AS_DEVICE ChannelAxis transposed(ChannelAxis axis) {
    const ChannelAxis a = second_last(axis);
    if (a.w1 == 0.0f) return {-a.first, 1.0f, 0.0f};
    return {-a.first - 1, a.w1, a.w0};
}

}  // namespace activeshift::cuda
