// The kernels that write an image: forward and backward to the input. At stride 1 the second is the first with the shift reversed.
// In NHWC the loads of a warp go to as many pixels as its channels have different whole shifts, and meet again in the cache.
#pragma once

#include "cuda/kernels/readers.h"
#include "cuda/kernels/work.h"

namespace activeshift::cuda {

// The image read (x, or grad_y) and the one written (y, or grad_x).
struct Images {
    const char* source;
    char* target;
    int64_t source_h, source_w, target_h, target_w;
};

template <Pass pass>
AS_DEVICE Images images_of(const ShiftArguments& a) {
    if constexpr (pass == Pass::input_gradient)
        return {static_cast<const char*>(a.grad_y), static_cast<char*>(a.grad_x), a.out_h, a.out_w, a.h, a.w};
    else
        return {static_cast<const char*>(a.x), static_cast<char*>(a.y), a.h, a.w, a.out_h, a.out_w};
}

template <Pass pass>
AS_DEVICE auto value_of(const ShiftArguments& a, int64_t c) {
    if constexpr (pass == Pass::forward_relu)
        return Activated{load_float(a.scale + c), load_float(a.bias + c)};
    else
        return Plain{};
}

struct ChannelAxes {
    ChannelAxis row, column;
    bool finite;
};

AS_DEVICE ChannelAxes axes_of(const ShiftArguments& a, int64_t c) {
    const float alpha = load_float(a.alpha + c);
    const float beta = load_float(a.beta + c);
    return {channel_axis(beta, a.h, (a.out_h - 1) * a.stride), channel_axis(alpha, a.w, (a.out_w - 1) * a.stride),
            is_finite(alpha) && is_finite(beta)};
}

// A channel's shift as this pass interpolates by it; with weights of NaN where the shift is not finite.
template <Pass pass, Variant variant>
AS_DEVICE ChannelAxes interpolation_axes(const ShiftArguments& a, int64_t c) {
    const ChannelAxes axes = axes_of(a, c);
    const bool reversed = pass == Pass::input_gradient && has_unit_stride(variant);
    ChannelAxis row = reversed ? transposed(axes.row) : second_last(axes.row);
    if (!axes.finite) row.w0 = row.w1 = not_a_number();
    return {row, reversed ? transposed(axes.column) : second_last(axes.column), axes.finite};
}

// A weight of 0 leaves its neighbour out, so that an integer shift copies, even beside NaN and infinity.
AS_DEVICE float mixed(float w0, float a, float w1, float b) { return w1 == 0.0f ? a : w0 * a + w1 * b; }

// One channel's strip of outputs, for image after image.
template <class Element, Pass pass, Variant variant, bool pair_of_columns>
struct Interpolation {
    using Index = IndexOf<variant>;
    using Columns = typename ColumnsType<pair_of_columns, Element, Index>::Type;
    static constexpr int rows = strip_rows(variant);
    static constexpr int width = Columns::width;

    ChannelAxes axes;
    decltype(value_of<pass>({}, 0)) value;
    Columns columns;
    RowStrip<has_unit_stride(variant), rows, Index> strip;

    AS_DEVICE Interpolation(const ShiftArguments& a, const Images& images, int64_t c, Index i, Index j, Index pitch)
        : axes(interpolation_axes<pass, variant>(a, c)), value(value_of<pass>(a, c)),
          columns(j * Index(a.stride) + Index(axes.column.first), Index(images.source_w), pitch),
          strip(i * Index(a.stride) + Index(axes.row.first), Index(a.stride), Index(images.source_h), Index(images.source_w) * pitch) {}

    // Along the row alone.
    AS_DEVICE void along(const char* image, const Row<Index>& row, float (&out)[width]) const {
        float q[width + 1];
        columns.read(image, row, value, q);
        AS_UNROLL
        for (int v = 0; v < width; ++v) out[v] = mixed(axes.column.w0, q[v], axes.column.w1, q[v + 1]);
    }

    AS_DEVICE void operator()(const char* image, float (&out)[rows][width]) const {
        float upper[width], lower[width];
        along(image, strip.first(0), upper);
        AS_UNROLL
        for (int k = 0; k < rows; ++k) {
            if (!has_unit_stride(variant) && k > 0) along(image, strip.first(k), upper);
            along(image, strip.second(k), lower);
            AS_UNROLL
            for (int v = 0; v < width; ++v) {
                out[k][v] = mixed(axes.row.w0, upper[v], axes.row.w1, lower[v]);
                upper[v] = lower[v];
            }
        }
    }
};

// Backward to the input at any stride: the same strip as a gather from the outputs that read it.
template <class Element, Variant variant>
struct Gather {
    using Index = IndexOf<variant>;
    static constexpr int rows = strip_rows(variant);

    ChannelAxes axes;
    Index row_pitch, pitch;
    Readers<Index> columns, strip[rows];

    AS_DEVICE Gather(const ShiftArguments& a, const Images& images, int64_t c, Index i, Index j, Index pixel_pitch)
        : axes(interpolation_axes<Pass::input_gradient, variant>(a, c)), row_pitch(Index(images.source_w) * pixel_pitch), pitch(pixel_pitch),
          columns(j, a.stride, Index(images.source_w), axes.column) {
        AS_UNROLL
        for (int k = 0; k < rows; ++k) strip[k] = Readers<Index>(i + k, a.stride, Index(images.source_h), axes.row);
    }

    AS_DEVICE void operator()(const char* image, float (&out)[rows][1]) const {
        AS_UNROLL
        for (int k = 0; k < rows; ++k) {
            const float sum = gathered<Element, Index>(image, row_pitch, pitch, strip[k], columns, axes.row, axes.column);
            out[k][0] = axes.finite ? sum : not_a_number();
        }
    }
};

template <class Element, Pass pass, Variant variant, bool pair_of_columns>
struct StripType {
    using Type = Interpolation<Element, pass, variant, pair_of_columns>;
};
template <class Element>
struct StripType<Element, Pass::input_gradient, Variant::any, false> {
    using Type = Gather<Element, Variant::any>;
};
template <class Element>
struct StripType<Element, Pass::input_gradient, Variant::strided, false> {
    using Type = Gather<Element, Variant::strided>;
};

template <class Element, Pass pass, Variant variant>
AS_DEVICE void write_nchw(const ShiftArguments& a) {
    using Index = IndexOf<variant>;
    using Strip = typename StripType<Element, pass, variant, variant == Variant::pair>::Type;
    constexpr int rows = strip_rows(variant);
    constexpr int width = lane_width(variant);
    const Images images = images_of<pass>(a);
    const BlockShape block = block_shape<Layout::nchw>();
    const int64_t c = int64_t(block_index().x) * block.channels + block.channel;
    if (c >= a.c) return;
    const int64_t source_step = a.c * images.source_h * images.source_w * Element::size;
    const int64_t target_step = a.c * images.target_h * images.target_w * Element::size;
    const int64_t source_stride = opaque(source_step * grid_size().z);
    const int64_t target_stride = opaque(target_step * grid_size().z);
    const Index h = Index(images.target_h);
    const Index w = Index(images.target_w);
    for (Strips<variant, width> strips(images.target_h, images.target_w, block); strips.more(); strips.next()) {
        if (!strips.inside()) continue;
        const Index i = strips.i, j = strips.j;
        const Strip strip(a, images, c, i, j, Index(1));
        const char* source = images.source + c * images.source_h * images.source_w * Element::size + block_index().z * source_step;
        char* target = images.target + (c * images.target_h * images.target_w + i * int64_t(w) + j) * Element::size + block_index().z * target_step;
        for (int64_t n = block_index().z; n < a.n; n += grid_size().z) {
            float out[rows][width];
            strip(source, out);
            AS_UNROLL
            for (int k = 0; k < rows; ++k) {
                if (k > 0 && i + k >= h) continue;
                char* pixel = target + int64_t(k * w) * Element::size;
                if constexpr (width == 2) Element::store_pair(pixel, out[k][0], out[k][1]);
                else Element::store(pixel, out[k][0]);
            }
            source += source_stride;
            target += target_stride;
        }
    }
}

template <class Element, Pass pass, Variant variant>
AS_DEVICE void write_nhwc(const ShiftArguments& a) {
    using Index = IndexOf<variant>;
    using Strip = typename StripType<Element, pass, variant, false>::Type;
    constexpr int rows = strip_rows(variant);
    constexpr int width = lane_width(variant);
    const Images images = images_of<pass>(a);
    const BlockShape block = block_shape<Layout::nhwc>();
    const int64_t c = (int64_t(block_index().x) * block.channels + block.channel) * width;
    if (c >= a.c) return;
    const int64_t source_step = a.c * images.source_h * images.source_w * Element::size;
    const int64_t target_step = a.c * images.target_h * images.target_w * Element::size;
    const int64_t source_stride = opaque(source_step * grid_size().z);
    const int64_t target_stride = opaque(target_step * grid_size().z);
    const Index h = Index(images.target_h);
    const Index row_pitch = Index(images.target_w * a.c);
    for (Strips<variant, 1> strips(images.target_h, images.target_w, block); strips.more(); strips.next()) {
        if (!strips.inside()) continue;
        const Index i = strips.i, j = strips.j;
        const Strip strip(a, images, c, i, j, Index(a.c));
        const Strip next(a, images, c + width - 1, i, j, Index(a.c));
        const char* source = images.source + c * Element::size + block_index().z * source_step;
        char* target = images.target + ((i * images.target_w + j) * a.c + c) * Element::size + block_index().z * target_step;
        for (int64_t n = block_index().z; n < a.n; n += grid_size().z) {
            float out[rows][1], out_next[rows][1];
            strip(source, out);
            if constexpr (width == 2) next(source + Element::size, out_next);
            AS_UNROLL
            for (int k = 0; k < rows; ++k) {
                if (k > 0 && i + k >= h) continue;
                char* pixel = target + int64_t(k * row_pitch) * Element::size;
                if constexpr (width == 2) Element::store_pair(pixel, out[k][0], out_next[k][0]);
                else Element::store(pixel, out[k][0]);
            }
            source += source_stride;
            target += target_stride;
        }
    }
}

}  // namespace activeshift::cuda
