// Backward to the input at any stride: which outputs read a position of the image.
#pragma once

#include "cuda/kernels/neighbours.h"

namespace activeshift::cuda {

// At most two outputs along one axis read a position: one with the weight w0 and one with w1; at a stride above 1, at most one.
template <class Index>
struct Readers {
    Index i0, i1;
    bool has0, has1;

    Readers() = default;

    // position: at least -2^62.
    AS_DEVICE Readers(int64_t position, int32_t stride, Index out, const ChannelAxis& axis) {
        const int64_t t = position - axis.first;
        const int64_t magnitude = t < 0 ? -t + stride - 1 : t;
        // A 64-bit division costs some 70 instructions, so it is left to the sizes that need it.
        const int64_t quotient = (magnitude >> 32) == 0 ? static_cast<int64_t>(static_cast<uint32_t>(magnitude) / static_cast<uint32_t>(stride))
                                                        : magnitude / stride;
        const int64_t floor = t < 0 ? -quotient : quotient;
        const int64_t remainder = t - floor * stride;
        i0 = static_cast<Index>(floor);
        i1 = static_cast<Index>(stride == 1 ? floor - 1 : floor);
        has0 = remainder == 0 && inside<Index>(i0, out);
        has1 = axis.w1 != 0.0f && remainder == (stride == 1 ? 0 : 1) && inside<Index>(i1, out);
    }
};

// image: of grad_y.
template <class Element, class Index>
AS_DEVICE float gathered(const char* image, Index row_pitch, Index pitch, const Readers<Index>& rows, const Readers<Index>& columns,
                         const ChannelAxis& row_axis, const ChannelAxis& column_axis) {
    float sum = 0.0f;
    AS_UNROLL
    for (int k = 0; k < 4; ++k) {
        const bool second_row = k >= 2, second_column = k % 2 == 1;
        if ((second_row ? rows.has1 : rows.has0) && (second_column ? columns.has1 : columns.has0)) {
            const float weight = (second_row ? row_axis.w1 : row_axis.w0) * (second_column ? column_axis.w1 : column_axis.w0);
            const Index offset = (second_row ? rows.i1 : rows.i0) * row_pitch + (second_column ? columns.i1 : columns.i0) * pitch;
            sum += weight * Element::value(Element::load(image + int64_t(offset) * Element::size));
        }
    }
    return sum;
}

}  // namespace activeshift::cuda
