// The matrix product, written once over a vector type V and compiled once per instruction set (hence no include guard games:
// each including file gives it a private namespace).
//
// A tile is M outputs x N vectors of pixels, kept in registers for all k. Every element is one chain of fused multiply-adds
// in the order of k, whatever kernel computes it, so the result depends neither on the tiling nor on the threads.

template <int M, int N>
static inline void tile(const GemmArgs& g, int32_t row, int64_t column, int tail) {
    using R = typename V::R;
    const float* a = g.a + std::size_t(g.k) * row;
    const float* b = g.b + column;
    R acc[M][N];
#pragma GCC unroll 16
    for (int m = 0; m < M; m++) {
        const R first = g.bias ? V::set(g.bias[row + m]) : V::zero();
#pragma GCC unroll 4
        for (int n = 0; n < N; n++) acc[m][n] = first;
    }
    if (g.residual) {
#pragma GCC unroll 16
        for (int m = 0; m < M; m++) {
#pragma GCC unroll 4
            for (int n = 0; n < N; n++) acc[m][n] = V::load(g.residual + g.ldc * (row + m) + column + n * V::W);
        }
    }
    for (int32_t k = 0; k < g.k; k++) {
        R x[N];
#pragma GCC unroll 4
        for (int n = 0; n < N; n++) x[n] = V::load(b + n * V::W);
#pragma GCC unroll 16
        for (int m = 0; m < M; m++) {
            const R w = V::set(a[m]);
#pragma GCC unroll 4
            for (int n = 0; n < N; n++) acc[m][n] = V::fma(w, x[n], acc[m][n]);
        }
        a += M;
        b += g.ldb;
    }
#pragma GCC unroll 16
    for (int m = 0; m < M; m++) {
        const R scale = g.scale ? V::set(g.scale[row + m]) : V::zero();
        const R shift = g.scale ? V::set(g.shift[row + m]) : V::zero();
#pragma GCC unroll 4
        for (int n = 0; n < N; n++) {
            const int lanes = n == N - 1 ? tail : V::W;
            const int64_t at = column + n * V::W;
            R y = acc[m][n];
            if (g.raw) V::store_first(g.raw + g.ldc * (row + m) + at, y, lanes);
            if (g.act) {
                if (g.scale) y = V::fma(y, scale, shift);
                if (g.relu) y = V::relu(y);
                V::store_first(g.act + g.act_ld * (row + m) + at, y, lanes);
            }
        }
    }
}

template <int N>
static inline void tile_of_height(const GemmArgs& g, int32_t row, int32_t height, int64_t column, int tail) {
    switch (height) {
        case 1: return tile<1, N>(g, row, column, tail);
        case 2: return tile<2, N>(g, row, column, tail);
        case 3: return tile<3, N>(g, row, column, tail);
        case 4: return tile<4, N>(g, row, column, tail);
        case 5: if constexpr (V::M >= 5) return tile<5, N>(g, row, column, tail); else break;
        case 6: if constexpr (V::M >= 6) return tile<6, N>(g, row, column, tail); else break;
        case 7: if constexpr (V::M >= 7) return tile<7, N>(g, row, column, tail); else break;
        case 8: if constexpr (V::M >= 8) return tile<8, N>(g, row, column, tail); else break;
        default: break;
    }
}

// A few columns left over (the last of 7 x 7, the last four of 14 x 14): vectors run along the outputs of a block instead, G blocks at once
// to hide the latency of the chains.
template <int G, int T>
static inline void columns(const GemmArgs& g, int32_t block, int64_t column) {
    using Q = typename V::Q;
    const float* a[G];
    int32_t row[G], height[G];
    Q acc[G][T];
#pragma GCC unroll 4
    for (int i = 0; i < G; i++) {
        row[i] = first_row(g.d, g.blocks, block + i);
        height[i] = first_row(g.d, g.blocks, block + i + 1) - row[i];
        a[i] = g.a + std::size_t(g.k) * row[i];
#pragma GCC unroll 4
        for (int t = 0; t < T; t++) {
            float first[V::QW] = {};
            for (int m = 0; m < height[i]; m++) {
                if (g.residual) first[m] = g.residual[g.ldc * (row[i] + m) + column + t];
                else if (g.bias) first[m] = g.bias[row[i] + m];
            }
            acc[i][t] = V::loadq(first);
        }
    }
    const float* b = g.b + column;
    for (int32_t k = 0; k < g.k; k++) {
        Q x[T];
#pragma GCC unroll 4
        for (int t = 0; t < T; t++) x[t] = V::setq(b[t]);
#pragma GCC unroll 4
        for (int i = 0; i < G; i++) {
            const Q w = V::loadq(a[i]);
            a[i] += height[i];
#pragma GCC unroll 4
            for (int t = 0; t < T; t++) acc[i][t] = V::fmaq(w, x[t], acc[i][t]);
        }
        b += g.ldb;
    }
#pragma GCC unroll 4
    for (int i = 0; i < G; i++) {
#pragma GCC unroll 4
        for (int t = 0; t < T; t++) {
            float sum[V::QW], y[V::QW], scale[V::QW] = {}, shift[V::QW] = {};
            V::storeq(sum, acc[i][t]);
            if (g.scale) {
                for (int m = 0; m < height[i]; m++) {
                    scale[m] = g.scale[row[i] + m];
                    shift[m] = g.shift[row[i] + m];
                }
                acc[i][t] = V::fmaq(acc[i][t], V::loadq(scale), V::loadq(shift));
            }
            V::storeq(y, g.relu ? V::reluq(acc[i][t]) : acc[i][t]);
            for (int m = 0; m < height[i]; m++) {
                if (g.raw) g.raw[g.ldc * (row[i] + m) + column + t] = sum[m];
                if (g.act) g.act[g.act_ld * (row[i] + m) + column + t] = y[m];
            }
        }
    }
}

template <int G>
static inline void columns_of_count(const GemmArgs& g, int32_t block, int64_t column, int count) {
    switch (count) {
        case 1: return columns<G, 1>(g, block, column);
        case 2: return columns<G, 2>(g, block, column);
        case 3: return columns<G, 3>(g, block, column);
        case 4: return columns<G, 4>(g, block, column);
        default: break;
    }
}

static inline void column_range(const GemmArgs& g, int32_t row, int32_t height, int64_t begin, int64_t end) {
    for (int64_t column = begin; column < end;) {
        const int64_t left = end - column, vectors = (left + V::W - 1) / V::W;
        // Four vectors left are 2 + 2 rather than 3 + 1: a single vector can't use each weight often enough.
        const int take = int(vectors > V::N ? (vectors == V::N + 1 && V::N > 2 ? V::N - 1 : V::N) : vectors);
        const int64_t width = take * V::W;
        const int tail = left >= width ? V::W : int(left - width + V::W);
        if (take == 3) {
            if constexpr (V::N >= 3) tile_of_height<3>(g, row, height, column, tail);
        } else if (take == 2) {
            tile_of_height<2>(g, row, height, column, tail);
        } else {
            tile_of_height<1>(g, row, height, column, tail);
        }
        column += width;
    }
}

static void gemm(const GemmArgs& g, int32_t block_begin, int32_t block_end) {
    const int rest = int(g.columns % V::W);
    const int few = rest <= 4 ? rest : 0;
    const int64_t full = g.columns - few;
    if (g.columns_first) {
        const int64_t step = V::N * V::W;
        for (int64_t column = 0; column < full;) {
            int64_t end = column + step;
            if (full - column <= step + V::W) end = full;
            for (int32_t block = block_begin; block < block_end; block++) {
                const int32_t row = first_row(g.d, g.blocks, block);
                column_range(g, row, first_row(g.d, g.blocks, block + 1) - row, column, end);
            }
            column = end;
        }
    }
    for (int32_t block = block_begin; block < block_end; block += 4) {
        const int group = block_end - block < 4 ? int(block_end - block) : 4;
        if (!g.columns_first) {
            for (int i = 0; i < group; i++) {
                const int32_t row = first_row(g.d, g.blocks, block + i);
                column_range(g, row, first_row(g.d, g.blocks, block + i + 1) - row, 0, full);
            }
        }
        if (few == 0) continue;
        switch (group) {
            case 1: columns_of_count<1>(g, block, full, few); break;
            case 2: columns_of_count<2>(g, block, full, few); break;
            case 3: columns_of_count<3>(g, block, full, few); break;
            default: columns_of_count<4>(g, block, full, few); break;
        }
    }
}
