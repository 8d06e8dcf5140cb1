// Backward to the shifts: every block leaves the sums of its share of a channel in `partial`, and a second kernel adds those up in
// the order of the splits. No atomics: the same problem on the same device gives the same bits.
#pragma once

#include "cuda/kernels/shift_outputs.h"

namespace activeshift::cuda {

// A running sum with the rounding errors of its additions (Knuth's two-sum), so that a long sum errs no more than a short one.
struct Sum {
    float value = 0.0f, error = 0.0f;

    AS_DEVICE void add(float term) {
        const float total = value + term;
        const float shadow = total - value;
        error += (value - (total - shadow)) + (term - shadow);
        value = total;
    }

    // The error of an infinite sum is NaN, and would make NaN of it.
    AS_DEVICE float total() const { return is_finite(value) ? value + error : value; }
};

struct ShiftSums {
    Sum alpha, beta;
};

AS_DEVICE float product(float weight, float sum) { return weight == 0.0f ? 0.0f : weight * sum; }

// One channel's strip of outputs, for image after image: adds up grad_y * dy/dalpha and grad_y * dy/dbeta, the right-hand derivatives.
template <class Element, Variant variant, bool pair_of_columns>
struct Derivatives {
    using Index = IndexOf<variant>;
    using Columns = typename ColumnsType<pair_of_columns, Element, Index>::Type;
    static constexpr int rows = strip_rows(variant);
    static constexpr int width = Columns::width;

    ChannelAxes axes;
    Index valid;  // rows of the strip that are in the output
    Columns columns;
    RowStrip<has_unit_stride(variant), rows, Index> strip;

    AS_DEVICE Derivatives(const ShiftArguments& a, int64_t c, Index i, Index j, Index pitch)
        : axes(axes_of(a, c)), valid(Index(a.out_h) - i), columns(j * Index(a.stride) + Index(axes.column.first), Index(a.w), pitch),
          strip(i * Index(a.stride) + Index(axes.row.first), Index(a.stride), Index(a.h), Index(a.w) * pitch) {}

    // Without the weights, which are the same for all outputs of a channel: grad_y times the differences along the upper and the lower
    // row, and along the left and the right column. A neighbour of weight 0 may be NaN, and is left out with its sum.
    AS_DEVICE void operator()(const char* image, const float (&grad_y)[rows][width], ShiftSums& sums) const {
        const Plain value;
        float upper[width + 1], lower[width + 1];
        float of_upper = 0.0f, of_lower = 0.0f, of_left = 0.0f, of_right = 0.0f;
        columns.read(image, strip.first(0), value, upper);
        AS_UNROLL
        for (int k = 0; k < rows; ++k) {
            if (!has_unit_stride(variant) && k > 0) columns.read(image, strip.first(k), value, upper);
            columns.read(image, strip.second(k), value, lower);
            if (k == 0 || k < valid) {
                AS_UNROLL
                for (int v = 0; v < width; ++v) {
                    of_upper += grad_y[k][v] * (upper[v + 1] - upper[v]);
                    of_lower += grad_y[k][v] * (lower[v + 1] - lower[v]);
                    of_left += grad_y[k][v] * (lower[v] - upper[v]);
                    of_right += grad_y[k][v] * (lower[v + 1] - upper[v + 1]);
                }
            }
            AS_UNROLL
            for (int v = 0; v <= width; ++v) upper[v] = lower[v];
        }
        sums.alpha.add(product(axes.row.w0, of_upper) + product(axes.row.w1, of_lower));
        sums.beta.add(product(axes.column.w0, of_left) + product(axes.column.w1, of_right));
    }
};

// Where a block leaves its sums: split after split, each [c][2].
AS_DEVICE void store_partial(const ShiftArguments& a, int64_t c, float alpha, float beta) {
    const int64_t split = block_index().z * int64_t(grid_size().y) + block_index().y;
    store64(a.partial + (split * a.c + c) * 2, {float_bits(alpha), float_bits(beta)});
}

// A block's z are images here: all its threads have the same channel. The grid is (channels, tiles or some of them, groups of images).
template <class Element, Variant variant>
AS_DEVICE void sum_nchw(const ShiftArguments& a) {
    using Index = IndexOf<variant>;
    constexpr int rows = strip_rows(variant);
    constexpr int width = lane_width(variant);
    AS_SHARED(float, shared, 2 * (max_block + reduction_lanes));
    const BlockShape block = block_shape<Layout::nchw>();
    const int64_t c = block_index().x;
    const int64_t first_image = block_index().z * int64_t(block.channels) + block.channel;
    const int64_t image_step = grid_size().z * int64_t(block.channels);
    const Index h = Index(a.out_h);
    const Index w = Index(a.out_w);
    ShiftSums sums;
    for (Strips<variant, width> strips(a.out_h, a.out_w, block); strips.more(); strips.next()) {
        if (!strips.inside()) continue;
        const Index i = strips.i, j = strips.j;
        const Derivatives<Element, variant, variant == Variant::pair> derivatives(a, c, i, j, Index(1));
        for (int64_t n = first_image; n < a.n; n += image_step) {
            const char* x = static_cast<const char*>(a.x) + (n * a.c + c) * a.h * a.w * Element::size;
            const char* grad_y = static_cast<const char*>(a.grad_y) + (n * a.c + c) * a.out_h * a.out_w * Element::size;
            float g[rows][width];
            AS_UNROLL
            for (int k = 0; k < rows; ++k) {
                const char* pixel = grad_y + int64_t(clamped<Index>(i + k, h) * opaque(w) + j) * Element::size;
                if constexpr (width == 2) {
                    const auto pair = Element::load_pair(pixel);
                    g[k][0] = Element::first(pair);
                    g[k][1] = Element::second(pair);
                } else {
                    g[k][0] = Element::value(Element::load(pixel));
                }
            }
            derivatives(x, g, sums);
        }
    }

    const int count = block.columns * block.strips * block.channels;
    const int lane = block.column + block.columns * (block.strip + block.strips * block.channel);
    shared[lane] = sums.alpha.total();
    shared[max_block + lane] = sums.beta.total();
    barrier();
    float* of_lanes = shared + 2 * max_block;
    if (lane < reduction_lanes) {
        float alpha = 0.0f, beta = 0.0f;
        for (int k = lane; k < count; k += reduction_lanes) {
            alpha += shared[k];
            beta += shared[max_block + k];
        }
        of_lanes[lane] = alpha;
        of_lanes[reduction_lanes + lane] = beta;
    }
    barrier();
    if (lane == 0) {
        float alpha = 0.0f, beta = 0.0f;
        for (int k = 0; k < reduction_lanes && k < count; ++k) {
            alpha += of_lanes[k];
            beta += of_lanes[reduction_lanes + k];
        }
        store_partial(a, c, alpha, beta);
    }
}

template <class Element, Variant variant>
AS_DEVICE void sum_nhwc(const ShiftArguments& a) {
    using Index = IndexOf<variant>;
    constexpr int rows = strip_rows(variant);
    constexpr int width = lane_width(variant);
    AS_SHARED(float, shared, 2 * 2 * max_block);
    const BlockShape block = block_shape<Layout::nhwc>();
    const int64_t c = (int64_t(block_index().x) * block.channels + block.channel) * width;
    const Index h = Index(a.out_h);
    const Index w = Index(a.out_w);
    const Index channels = Index(a.c);
    ShiftSums sums[2];
    if (c < a.c) {
        for (Strips<variant, 1> strips(a.out_h, a.out_w, block); strips.more(); strips.next()) {
            if (!strips.inside()) continue;
            const Index i = strips.i, j = strips.j;
            const Derivatives<Element, variant, false> derivatives(a, c, i, j, channels), next(a, c + width - 1, i, j, channels);
            for (int64_t n = block_index().z; n < a.n; n += grid_size().z) {
                const char* x = static_cast<const char*>(a.x) + (n * a.h * a.w * a.c + c) * Element::size;
                const char* grad_y = static_cast<const char*>(a.grad_y) + (n * a.out_h * a.out_w * a.c + c) * Element::size;
                float g[rows][1], g_next[rows][1];
                AS_UNROLL
                for (int k = 0; k < rows; ++k) {
                    const char* pixel = grad_y + int64_t((clamped<Index>(i + k, h) * opaque(w) + j) * channels) * Element::size;
                    if constexpr (width == 2) {
                        const auto pair = Element::load_pair(pixel);
                        g[k][0] = Element::first(pair);
                        g_next[k][0] = Element::second(pair);
                    } else {
                        g[k][0] = Element::value(Element::load(pixel));
                    }
                }
                derivatives(x, g, sums[0]);
                if constexpr (width == 2) next(x + Element::size, g_next, sums[1]);
            }
        }
    }

    const int count = block.columns * block.strips * block.channels;
    const int lane = block.channel + block.channels * (block.column + block.columns * block.strip);
    AS_UNROLL
    for (int v = 0; v < width; ++v) {
        shared[(2 * v) * max_block + lane] = sums[v].alpha.total();
        shared[(2 * v + 1) * max_block + lane] = sums[v].beta.total();
    }
    barrier();
    if (c < a.c && lane < block.channels) {
        AS_UNROLL
        for (int v = 0; v < width; ++v) {
            float alpha = 0.0f, beta = 0.0f;
            for (int k = lane; k < count; k += block.channels) {
                alpha += shared[(2 * v) * max_block + k];
                beta += shared[(2 * v + 1) * max_block + k];
            }
            store_partial(a, c + v, alpha, beta);
        }
    }
}

// A block is (channels, lanes): each lane adds up every so many-th split, so that there are loads enough under way.
AS_DEVICE void add_partials(const ShiftArguments& a) {
    AS_SHARED(double, shared, 2 * max_block);
    const Index3 thread = thread_index();
    const int64_t c = int64_t(block_index().x) * partials_channels + thread.x;
    double alpha = 0.0, beta = 0.0;
    if (c < a.c) {
        for (int64_t split = thread.y; split < a.splits; split += partials_lanes) {
            const Bits2 part = load64(a.partial + (split * a.c + c) * 2);
            alpha += float_of_bits(part.a);
            beta += float_of_bits(part.b);
        }
    }
    double* of_lanes = shared + thread.x * (2 * partials_lanes);
    of_lanes[2 * thread.y] = alpha;
    of_lanes[2 * thread.y + 1] = beta;
    barrier();
    if (c < a.c && thread.y < 2) {
        double sum = 0.0;
        for (int lane = 0; lane < partials_lanes; ++lane) sum += of_lanes[2 * lane + thread.y];
        const bool finite = is_finite(load_float(a.alpha + c)) && is_finite(load_float(a.beta + c));
        store32((thread.y == 0 ? a.grad_alpha : a.grad_beta) + c, float_bits(finite ? static_cast<float>(sum) : not_a_number()));
    }
}

}  // namespace activeshift::cuda
