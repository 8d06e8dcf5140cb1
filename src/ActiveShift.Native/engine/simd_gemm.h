// The matrix product, one source for every instruction set; what cpu/simd_shift.h says of such files holds here too.
//
// A tile is M outputs x N vectors of pixels, kept in registers for all k. Every element is one chain of fused
// multiply-adds in the order of k, whatever kernel computes it, so the result depends neither on the tiling nor on the
// threads.
#pragma once

#include "engine/kernels.h"
#include "engine/simd_tile.h"

namespace activeshift::engine {
namespace {

template <class S, int M, int N>
inline void tile(const GemmArgs& g, int32_t row, int64_t column, int tail) {
    using V = typename S::V;
    const float* a = g.a + std::size_t(g.k) * row;
    const float* b = g.b + column;
    V acc[M][N];
#pragma GCC unroll 16
    for (int m = 0; m < M; m++) {
        const V first = g.bias ? S::set1(g.bias[row + m]) : S::zero();
#pragma GCC unroll 4
        for (int n = 0; n < N; n++) acc[m][n] = first;
    }
    if (g.residual) {
#pragma GCC unroll 16
        for (int m = 0; m < M; m++) {
#pragma GCC unroll 4
            for (int n = 0; n < N; n++) acc[m][n] = S::load(g.residual + g.ldc * (row + m) + column + n * S::N);
        }
    }
    for (int32_t k = 0; k < g.k; k++) {
        V x[N];
#pragma GCC unroll 4
        for (int n = 0; n < N; n++) x[n] = S::load(b + n * S::N);
#pragma GCC unroll 16
        for (int m = 0; m < M; m++) {
            const V w = S::set1(a[m]);
#pragma GCC unroll 4
            for (int n = 0; n < N; n++) acc[m][n] = S::fma(w, x[n], acc[m][n]);
        }
        a += M;
        b += g.ldb;
    }
#pragma GCC unroll 16
    for (int m = 0; m < M; m++) {
        const V scale = g.scale ? S::set1(g.scale[row + m]) : S::zero();
        const V shift = g.scale ? S::set1(g.shift[row + m]) : S::zero();
#pragma GCC unroll 4
        for (int n = 0; n < N; n++) {
            const int lanes = n == N - 1 ? tail : S::N;
            const int64_t at = column + n * S::N;
            V y = acc[m][n];
            if (g.raw) store_first<S>(g.raw + g.ldc * (row + m) + at, y, lanes);
            if (g.act) {
                if (g.scale) y = S::fma(y, scale, shift);
                if (g.relu) y = S::max(y, S::zero());
                store_first<S>(g.act + g.act_ld * (row + m) + at, y, lanes);
            }
        }
    }
}

template <class Set, int N>
inline void tile_of_height(const GemmArgs& g, int32_t row, int32_t height, int64_t column, int tail) {
    using S = typename Set::Float;
    switch (height) {
        case 1: return tile<S, 1, N>(g, row, column, tail);
        case 2: return tile<S, 2, N>(g, row, column, tail);
        case 3: return tile<S, 3, N>(g, row, column, tail);
        case 4: return tile<S, 4, N>(g, row, column, tail);
        case 5: if constexpr (Set::kTileRows >= 5) return tile<S, 5, N>(g, row, column, tail); else break;
        case 6: if constexpr (Set::kTileRows >= 6) return tile<S, 6, N>(g, row, column, tail); else break;
        case 7: if constexpr (Set::kTileRows >= 7) return tile<S, 7, N>(g, row, column, tail); else break;
        case 8: if constexpr (Set::kTileRows >= 8) return tile<S, 8, N>(g, row, column, tail); else break;
        default: break;
    }
}

// A few columns left over (the last of 7 x 7, the last four of 14 x 14): vectors run along the outputs of a block
// instead, G blocks at once to hide the latency of the chains.
template <class S, int G, int T>
inline void columns(const GemmArgs& g, int32_t block, int64_t column) {
    using V = typename S::V;
    const float* a[G];
    int32_t row[G], height[G];
    V acc[G][T];
#pragma GCC unroll 4
    for (int i = 0; i < G; i++) {
        row[i] = first_row(g.d, g.blocks, block + i);
        height[i] = first_row(g.d, g.blocks, block + i + 1) - row[i];
        a[i] = g.a + std::size_t(g.k) * row[i];
#pragma GCC unroll 4
        for (int t = 0; t < T; t++) {
            float first[S::N] = {};
            for (int m = 0; m < height[i]; m++) {
                if (g.residual) first[m] = g.residual[g.ldc * (row[i] + m) + column + t];
                else if (g.bias) first[m] = g.bias[row[i] + m];
            }
            acc[i][t] = S::load(first);
        }
    }
    const float* b = g.b + column;
    for (int32_t k = 0; k < g.k; k++) {
        V x[T];
#pragma GCC unroll 4
        for (int t = 0; t < T; t++) x[t] = S::set1(b[t]);
#pragma GCC unroll 4
        for (int i = 0; i < G; i++) {
            const V w = S::load(a[i]);
            a[i] += height[i];
#pragma GCC unroll 4
            for (int t = 0; t < T; t++) acc[i][t] = S::fma(w, x[t], acc[i][t]);
        }
        b += g.ldb;
    }
#pragma GCC unroll 4
    for (int i = 0; i < G; i++) {
#pragma GCC unroll 4
        for (int t = 0; t < T; t++) {
            float sum[S::N], y[S::N], scale[S::N] = {}, shift[S::N] = {};
            S::store(sum, acc[i][t]);
            if (g.scale) {
                for (int m = 0; m < height[i]; m++) {
                    scale[m] = g.scale[row[i] + m];
                    shift[m] = g.shift[row[i] + m];
                }
                acc[i][t] = S::fma(acc[i][t], S::load(scale), S::load(shift));
            }
            S::store(y, g.relu ? S::max(acc[i][t], S::zero()) : acc[i][t]);
            for (int m = 0; m < height[i]; m++) {
                if (g.raw) g.raw[g.ldc * (row[i] + m) + column + t] = sum[m];
                if (g.act) g.act[g.act_ld * (row[i] + m) + column + t] = y[m];
            }
        }
    }
}

template <class S, int G>
inline void columns_of_count(const GemmArgs& g, int32_t block, int64_t column, int count) {
    switch (count) {
        case 1: return columns<S, G, 1>(g, block, column);
        case 2: return columns<S, G, 2>(g, block, column);
        case 3: return columns<S, G, 3>(g, block, column);
        case 4: return columns<S, G, 4>(g, block, column);
        default: break;
    }
}

template <class Set>
inline void column_range(const GemmArgs& g, int32_t row, int32_t height, int64_t begin, int64_t end) {
    using S = typename Set::Float;
    for (int64_t column = begin; column < end;) {
        const TileSpan span = next_span<S, Set::kTileVectors>(end - column);
        if (span.vectors == 3) {
            if constexpr (Set::kTileVectors >= 3) tile_of_height<Set, 3>(g, row, height, column, span.tail);
        } else if (span.vectors == 2) {
            tile_of_height<Set, 2>(g, row, height, column, span.tail);
        } else {
            tile_of_height<Set, 1>(g, row, height, column, span.tail);
        }
        column += span.pixels;
    }
}

template <class Set>
void gemm(const GemmArgs& g, int32_t block_begin, int32_t block_end) {
    using S = typename Set::Float;
    static_assert(Set::kTileRows <= 8, "tile_of_height knows heights up to 8");
    static_assert(Set::kTileVectors <= 3, "column_range takes at most 3 vectors at once");
    static_assert(Set::Outputs::N >= Set::kTileRows, "columns holds the outputs of a block in one vector");
    static_assert(kTilePixels % (Set::kTileVectors * S::N) == 0, "rows are scheduled to give whole tiles");
    static_assert(Set::kTileVectors * S::N <= int(kSlack), "buffers may be read so far past their end");
    const int rest = int(g.columns % S::N);
    const int few = rest <= 4 ? rest : 0;
    const int64_t full = g.columns - few;
    if (g.columns_first) {
        const int64_t step = Set::kTileVectors * S::N;
        for (int64_t column = 0; column < full;) {
            int64_t end = column + step;
            if (full - column <= step + S::N) end = full;
            for (int32_t block = block_begin; block < block_end; block++) {
                const int32_t row = first_row(g.d, g.blocks, block);
                column_range<Set>(g, row, first_row(g.d, g.blocks, block + 1) - row, column, end);
            }
            column = end;
        }
    }
    for (int32_t block = block_begin; block < block_end; block += 4) {
        const int group = block_end - block < 4 ? int(block_end - block) : 4;
        if (!g.columns_first) {
            for (int i = 0; i < group; i++) {
                const int32_t row = first_row(g.d, g.blocks, block + i);
                column_range<Set>(g, row, first_row(g.d, g.blocks, block + i + 1) - row, 0, full);
            }
        }
        if (few == 0) continue;
        switch (group) {
            case 1: columns_of_count<typename Set::Outputs, 1>(g, block, full, few); break;
            case 2: columns_of_count<typename Set::Outputs, 2>(g, block, full, few); break;
            case 3: columns_of_count<typename Set::Outputs, 3>(g, block, full, few); break;
            default: columns_of_count<typename Set::Outputs, 4>(g, block, full, few); break;
        }
    }
}

}  // namespace
}  // namespace activeshift::engine
