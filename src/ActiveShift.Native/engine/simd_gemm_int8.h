// The 8-bit matrix product, one source for every instruction set; what cpu/simd_shift.h says of such files holds here
// too. Sums of integers are exact, so any order gives the same bits.
#pragma once

#include "engine/kernels_int8.h"
#include "engine/simd_tile.h"

namespace activeshift::engine {
namespace {

// Rounded and clamped to 0 .. 255.
template <class B>
inline typename B::Words::V to_byte(typename B::Floats::V x) {
    using Floats = typename B::Floats;
    return B::Words::round(Floats::min(Floats::max(x, Floats::zero()), Floats::set1(255.0f)));
}

template <class B, int M, int N>
inline void tile8(const Int8GemmArgs& g, int32_t row, int64_t column, int tail) {
    using Words = typename B::Words;
    using Floats = typename B::Floats;
    using V = typename Words::V;
    using F = typename Floats::V;
    const int8_t* a = g.a + std::size_t(kGroup) * g.k_groups * row;
    const uint32_t* b = g.b + column;
    V acc[M][N];
#pragma GCC unroll 8
    for (int m = 0; m < M; m++) {
#pragma GCC unroll 4
        for (int n = 0; n < N; n++) acc[m][n] = Words::set1(g.first_sum[row + m]);
    }
    for (int32_t k = 0; k < g.k_groups; k++) {
        V x[N];
#pragma GCC unroll 4
        for (int n = 0; n < N; n++) x[n] = Words::load(b + n * Words::N);
#pragma GCC unroll 8
        for (int m = 0; m < M; m++) {
            const V w = Words::load_weights(a + kGroup * m);
#pragma GCC unroll 4
            for (int n = 0; n < N; n++) acc[m][n] = Words::dot(acc[m][n], x[n], w);
        }
        a += kGroup * M;
        b += g.ldb;
    }
#pragma GCC unroll 8
    for (int m = 0; m < M; m++) {
        const F multiplier = Floats::set1(g.multiplier[row + m]);
        const F offset = Floats::set1(g.offset ? g.offset[row + m] : 0.0f);
        const F scale = Floats::set1(g.scale ? g.scale[row + m] : 1.0f);
        const F shift = Floats::set1(g.scale ? g.shift[row + m] : 0.0f);
#pragma GCC unroll 4
        for (int n = 0; n < N; n++) {
            const int lanes = n == N - 1 ? tail : Words::N;
            const std::size_t at = g.float_ld * (row + m) + column + n * Words::N;
            F y = Floats::fma(Words::to_float(acc[m][n]), multiplier,
                              g.residual ? Floats::load(g.residual + at) : offset);
            if (g.raw) store_first<Floats>(g.raw + at, y, lanes);
            if (g.scale) y = Floats::fma(y, scale, shift);
            if (g.floats) store_first<Floats>(g.floats + at, Floats::max(y, Floats::zero()), lanes);
            else acc[m][n] = to_byte<B>(y);
            if (g.planes) {
                Words::store_bytes(g.planes + g.planes_ld * (row + m) + column + n * Words::N, acc[m][n], lanes);
            }
        }
    }
    if (!g.groups) return;
#pragma GCC unroll 2
    for (int m = 0; m < M; m += kGroup) {
#pragma GCC unroll 4
        for (int n = 0; n < N; n++) {
            store_first<Words>(g.groups + g.groups_ld * std::size_t((row + m) / kGroup) + column + n * Words::N,
                               Words::join(acc[m][n], acc[m + 1][n], acc[m + 2][n], acc[m + 3][n]),
                               n == N - 1 ? tail : Words::N);
        }
    }
}

template <class B, int N>
inline void tile8_of_height(const Int8GemmArgs& g, int32_t row, int32_t groups, int64_t column, int tail) {
    if (groups == 1) tile8<B, kGroup, N>(g, row, column, tail);
    else if constexpr (B::kBlockGroups >= 2) tile8<B, 2 * kGroup, N>(g, row, column, tail);
}

template <class B>
void gemm8(const Int8GemmArgs& g, int32_t block_begin, int32_t block_end) {
    using Words = typename B::Words;
    static_assert(B::kBlockGroups <= 2, "tile8_of_height knows blocks of one group and of two");
    static_assert(B::kTileVectors <= 3, "at most 3 vectors are taken at once");
    static_assert(B::Floats::N == Words::N, "a sum becomes a float in its lane");
    static_assert(B::kTileVectors * Words::N <= int(kSlack), "buffers may be read so far past their end");
    // Column tiles outermost: a tile of X is a quarter of the size of its float32 twin and stays in the first-level
    // cache.
    for (int64_t column = 0; column < g.columns;) {
        const TileSpan span = next_span<Words, B::kTileVectors>(g.columns - column);
        for (int32_t block = block_begin; block < block_end; block++) {
            const int32_t first = first_row(g.d_groups, g.blocks, block);
            const int32_t groups = first_row(g.d_groups, g.blocks, block + 1) - first;
            if (span.vectors == 3) {
                if constexpr (B::kTileVectors >= 3) tile8_of_height<B, 3>(g, first * kGroup, groups, column, span.tail);
            } else if (span.vectors == 2) {
                tile8_of_height<B, 2>(g, first * kGroup, groups, column, span.tail);
            } else {
                tile8_of_height<B, 1>(g, first * kGroup, groups, column, span.tail);
            }
        }
        column += span.pixels;
    }
}

template <class B>
void quantize(const QuantizeArgs& q) {
    using Words = typename B::Words;
    using Floats = typename B::Floats;
    for (int32_t group = 0; group < q.groups; group++) {
        const float* in = q.planes + q.planes_ld * kGroup * group;
        const float* multiplier = q.multiplier + kGroup * group;
        for (int64_t column = 0; column < q.columns; column += Words::N) {
            typename Words::V byte[kGroup];
#pragma GCC unroll 4
            for (int i = 0; i < kGroup; i++) {
                const auto x = Floats::load(in + q.planes_ld * i + column);
                byte[i] = to_byte<B>(Floats::fma(x, Floats::set1(multiplier[i]), Floats::zero()));
            }
            const int64_t left = q.columns - column;
            store_first<Words>(q.out + q.out_ld * group + column, Words::join(byte[0], byte[1], byte[2], byte[3]),
                               left < Words::N ? int(left) : Words::N);
        }
    }
}

}  // namespace
}  // namespace activeshift::engine
