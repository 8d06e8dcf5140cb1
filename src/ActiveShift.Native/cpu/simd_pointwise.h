// Fast 1x1 convolution, one source for every vector type. Include in one file per instruction set; what simd_shift.h says of
// such files holds here too.
//
// A network's matrices are small (16 to a few hundred channels), so an image is read where it lies, pixel after pixel along the
// vectors, and is not packed as a general matrix product would.
#pragma once

#include "cpu/simd_pointwise_gradient.h"

namespace activeshift {
namespace {

// What a tile multiplies: `depth` inputs of some pixels, `stride` apart, by the packed weights from the first of these inputs on.
template <class T>
struct PointwiseTile {
    const T* a;
    const T* x;
    int64_t depth, stride;
    const T* added;  // or null
    T* y;
    int64_t pixels;  // from one output to the next in added and y
};

// H outputs x K vectors of pixels stay in registers for all inputs. Every value is one chain of multiply-adds in the inputs' order.
template <class S, int Rows, int H, int K, class Vector, class Store>
inline void pointwise_tile(PointwiseTile<typename S::T> t, const Vector& vector, const Store& store) {
    using V = typename S::V;
    V sums[H][K];
#pragma GCC unroll 8
    for (int h = 0; h < H; ++h) {
#pragma GCC unroll 4
        for (int k = 0; k < K; ++k) sums[h][k] = t.added == nullptr ? S::zero() : vector.load(t.added + h * t.pixels + k * S::N);
    }
    for (int64_t c = 0; c < t.depth; ++c, t.a += Rows, t.x += t.stride) {
        V v[K];
#pragma GCC unroll 4
        for (int k = 0; k < K; ++k) v[k] = vector.load(t.x + k * S::N);
#pragma GCC unroll 8
        for (int h = 0; h < H; ++h) {
            const V w = S::set1(t.a[h]);
#pragma GCC unroll 4
            for (int k = 0; k < K; ++k) sums[h][k] = S::fma(w, v[k], sums[h][k]);
        }
    }
#pragma GCC unroll 8
    for (int h = 0; h < H; ++h) {
#pragma GCC unroll 4
        for (int k = 0; k < K; ++k) store(t.y + h * t.pixels + k * S::N, sums[h][k]);
    }
}

template <class S, int Rows, int K, int H = Rows, class Vector, class Store>
inline void pointwise_tile_of_height(int64_t height, const PointwiseTile<typename S::T>& t, const Vector& vector, const Store& store) {
    if constexpr (H > 1) {
        if (height < H) return pointwise_tile_of_height<S, Rows, K, H - 1>(height, t, vector, store);
    }
    pointwise_tile<S, Rows, H, K>(t, vector, store);
}

// Inputs that are copied side by side for all outputs: rows of an image that are a multiple of 4 KiB apart share few lines of the
// first-level cache. For two blocks of outputs the copy costs more than it saves. Fetching the next pixels while these are copied gained nothing.
constexpr int64_t kPointwiseDepth = 64;

template <class S, int Rows, int Vectors>
void pointwise_product(const PointwiseProduct<typename S::T>& job, int64_t first, int64_t last) {
    using T = typename S::T;
    constexpr int64_t kWidth = Vectors * S::N;
    alignas(64) T panel[kPointwiseDepth * kWidth];
    const int64_t pixels = job.pixels;
    const bool copies = job.outputs > 2 * Rows;
    for (int64_t n = first; n < last; ++n) {
        const T* x = job.x + n * job.inputs * pixels;
        const int64_t to = n * job.outputs * pixels;
        // All outputs of some pixels before the next pixels: these are in the cache from the first block on.
        for (int64_t j = 0; j < pixels;) {
            const bool wide = pixels - j >= kWidth;
            const int64_t at = wide || pixels < S::N || pixels - j >= S::N ? j : pixels - S::N;
            for (int64_t c = 0; c == 0 || c < job.inputs; c += kPointwiseDepth) {
                const int64_t depth = job.inputs - c < kPointwiseDepth ? job.inputs - c : kPointwiseDepth;
                if (wide && copies) {
                    for (int64_t k = 0; k < depth; ++k) {
#pragma GCC unroll 4
                        for (int v = 0; v < Vectors; ++v) S::store(panel + k * kWidth + v * S::N, S::load(x + (c + k) * pixels + at + v * S::N));
                    }
                }
                for (int64_t row = 0; row < job.outputs; row += Rows) {
                    T* y = job.y + to + row * pixels + at;
                    const T* added = c > 0 ? y : (job.added == nullptr ? nullptr : job.added + to + row * pixels + at);
                    PointwiseTile<T> tile{job.packed + row * job.inputs + c * Rows, x + c * pixels + at, depth, pixels, added, y, pixels};
                    if (wide) {
                        if (copies) {
                            tile.x = panel;
                            tile.stride = kWidth;
                        }
                        pointwise_tile_of_height<S, Rows, Vectors>(job.outputs - row, tile, WholeVector<S>{}, WholeStore<S>{});
                    } else if (pixels >= S::N) {
                        pointwise_tile_of_height<S, Rows, 1>(job.outputs - row, tile, WholeVector<S>{}, WholeStore<S>{});
                    } else {
                        const typename S::M mask = S::lanes(0, static_cast<int>(pixels));
                        pointwise_tile_of_height<S, Rows, 1>(job.outputs - row, tile, PartialVector<S>{mask}, MaskedStore<S>{mask});
                    }
                }
            }
            j = at + (wide ? kWidth : S::N);
        }
    }
}

// Rows x Vectors sums must fit the registers beside what they are multiplied from.
template <class S, int Rows, int Vectors>
constexpr PointwiseKernels<typename S::T> simd_pointwise() {
    return {Rows, pointwise_product<S, Rows, Vectors>, pointwise_weight_gradient<S, Rows, Vectors>};
}

}  // namespace
}  // namespace activeshift
