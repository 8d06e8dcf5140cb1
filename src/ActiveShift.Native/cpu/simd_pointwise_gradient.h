// The gradient of the 1x1 convolution's weights, one source for every vector type. Include in one file per instruction set; what
// simd_shift.h says of such files holds here too.
//
//   sums[d][c] = sum over images and pixels of grad_y[d][pixel] * x[c][pixel]
//
// Both lie pixel after pixel, so the products of one element of the matrix would have to be added up across a vector. Instead some
// pixels of x are transposed first: then a vector holds several c, as it does in the result. (Vectors along the pixels, with both read
// anew for every tile, took 1.4 times as long at 184 channels of 8x8 and 1.2 times at 92 of 16x16, and 0.9 times at 46 of 32x32, where
// either waits for memory.)
#pragma once

#include "cpu/channel_sums.h"
#include "cpu/pointwise_kernels.h"

namespace activeshift {
namespace {

// Pixels taken together. Their transposed inputs, Vectors wide, are read from the second-level cache; 64 and 128 pixels, which leave
// them in the first, read so little of a row at a time that it took longer.
constexpr int64_t kGradientPixels = 256;

// N vectors of N as a matrix, transposed. Splitting all elements into those at even and at odd places turns the bits of every
// index round by one; after log2(N) times row and column have changed places.
template <class S>
inline void transpose(typename S::V* v) {
#pragma GCC unroll 4
    for (int round = 1; round < S::N; round *= 2) {
        typename S::V split[S::N];
#pragma GCC unroll 8
        for (int k = 0; k < S::N / 2; ++k) {
            split[k] = S::even(v[2 * k], v[2 * k + 1]);
            split[k + S::N / 2] = S::odd(v[2 * k], v[2 * k + 1]);
        }
#pragma GCC unroll 16
        for (int k = 0; k < S::N; ++k) v[k] = split[k];
    }
}

// panel[pixel][c] = x[c][pixel], for `depth` pixels and `inputs` inputs, zeros up to `width` of these, a multiple of S::N.
template <class S, int64_t Stride>
void transpose_pixels(const typename S::T* x, int64_t pixels, int64_t depth, int64_t inputs, int64_t width, typename S::T* panel) {
    for (int64_t c = 0; c < width; c += S::N) {
        for (int64_t j = 0; j < depth; j += S::N) {
            const typename S::M mask = lanes_within<S>(j, 0, depth);
            typename S::V v[S::N];
#pragma GCC unroll 16
            for (int k = 0; k < S::N; ++k) v[k] = c + k < inputs ? S::load(mask, x + (c + k) * pixels + j) : S::zero();
            transpose<S>(v);
#pragma GCC unroll 16
            for (int k = 0; k < S::N; ++k) S::store(panel + (j + k) * Stride + c, v[k]);
        }
    }
}

template <class S>
struct GradientTile {
    const typename S::T* rows;   // [H, kGradientPixels]: grad_y
    const typename S::T* panel;  // [pixels, Vectors * N]: x
    int64_t depth;               // pixels
    typename S::T* sums;
    int64_t stride;              // from one row of sums to the next
    typename S::M last;          // lanes of the last vector that belong to sums
    bool is_first;               // whether sums begin here
};

template <class S, int H, int W, int64_t Stride>
void gradient_tile(const GradientTile<S>& t) {
    using V = typename S::V;
    V acc[H][W];
    const PartialVector<S> last{t.last};
#pragma GCC unroll 8
    for (int h = 0; h < H; ++h) {
#pragma GCC unroll 4
        for (int w = 0; w < W; ++w) {
            const typename S::T* from = t.sums + h * t.stride + w * S::N;
            acc[h][w] = t.is_first ? S::zero() : (w < W - 1 ? S::load(from) : last.load(from));
        }
    }
    for (int64_t j = 0; j < t.depth; ++j) {
        V b[W];
#pragma GCC unroll 4
        for (int w = 0; w < W; ++w) b[w] = S::load(t.panel + j * Stride + w * S::N);
#pragma GCC unroll 8
        for (int h = 0; h < H; ++h) {
            const V a = S::set1(t.rows[h * kGradientPixels + j]);
#pragma GCC unroll 4
            for (int w = 0; w < W; ++w) acc[h][w] = S::fma(a, b[w], acc[h][w]);
        }
    }
#pragma GCC unroll 8
    for (int h = 0; h < H; ++h) {
#pragma GCC unroll 4
        for (int w = 0; w < W; ++w) {
            typename S::T* to = t.sums + h * t.stride + w * S::N;
            if (w < W - 1) S::store(to, acc[h][w]);
            else S::store(t.last, to, acc[h][w]);
        }
    }
}

template <class S, int H, int W, int64_t Stride>
void gradient_tile_of_size(int64_t height, int64_t vectors, const GradientTile<S>& tile) {
    if constexpr (W > 1) {
        if (vectors < W) return gradient_tile_of_size<S, H, W - 1, Stride>(height, vectors, tile);
    }
    if constexpr (H > 1) {
        if (height < H) return gradient_tile_of_size<S, H - 1, W, Stride>(height, vectors, tile);
    }
    gradient_tile<S, H, W, Stride>(tile);
}

template <class S, int Rows, int Vectors>
void pointwise_weight_gradient(const PointwiseWeightGradient<typename S::T>& job, int64_t first, int64_t last, typename S::T* sums) {
    using T = typename S::T;
    constexpr int64_t kWidth = Vectors * S::N;
    alignas(64) T panel[kGradientPixels * kWidth];
    alignas(64) T rows[Rows * kGradientPixels];
    if (job.pixels == 0) fill(sums, job.outputs * job.inputs, T(0));
    for (int64_t n = first; n < last; ++n) {
        for (int64_t j = 0; j < job.pixels; j += kGradientPixels) {
            const int64_t depth = clamp(job.pixels - j, 0, kGradientPixels);
            for (int64_t c = 0; c < job.inputs; c += kWidth) {
                const int64_t inputs = clamp(job.inputs - c, 0, kWidth), vectors = (inputs + S::N - 1) / S::N;
                transpose_pixels<S, kWidth>(job.x + (n * job.inputs + c) * job.pixels + j, job.pixels, depth, inputs, vectors * S::N, panel);
                for (int64_t d = 0; d < job.outputs; d += Rows) {
                    const int64_t height = clamp(job.outputs - d, 0, Rows);
                    for (int64_t h = 0; h < height; ++h) {
                        const T* from = job.grad_y + (n * job.outputs + d + h) * job.pixels + j;
                        int64_t k = 0;
                        for (; k + S::N <= depth; k += S::N) S::store(rows + h * kGradientPixels + k, S::load(from + k));
                        for (; k < depth; ++k) rows[h * kGradientPixels + k] = from[k];
                    }
                    gradient_tile_of_size<S, Rows, Vectors, kWidth>(
                        height, vectors,
                        GradientTile<S>{rows, panel, depth, sums + d * job.inputs + c, job.inputs, lanes_within<S>((vectors - 1) * S::N, 0, inputs),
                                        n == first && j == 0});
                }
            }
        }
    }
}

}  // namespace
}  // namespace activeshift
