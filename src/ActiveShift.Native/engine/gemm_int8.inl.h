// The 8-bit matrix product, written once over a vector type V (see gemm.inl.h). Sums of integers are exact, so any order gives
// the same bits.

template <int M, int N>
static inline void tile8(const Int8GemmArgs& g, int32_t row, int64_t column, int tail) {
    using I = typename V::I;
    using R = typename V::R;
    const int8_t* a = g.a + std::size_t(kGroup) * g.k_groups * row;
    const uint32_t* b = g.b + column;
    I acc[M][N];
#pragma GCC unroll 8
    for (int m = 0; m < M; m++) {
#pragma GCC unroll 4
        for (int n = 0; n < N; n++) acc[m][n] = V::set_sum(g.first_sum[row + m]);
    }
    for (int32_t k = 0; k < g.k_groups; k++) {
        I x[N];
#pragma GCC unroll 4
        for (int n = 0; n < N; n++) x[n] = V::load(b + n * V::W);
#pragma GCC unroll 8
        for (int m = 0; m < M; m++) {
            const I w = V::set(a + kGroup * m);
#pragma GCC unroll 4
            for (int n = 0; n < N; n++) acc[m][n] = V::dot(acc[m][n], x[n], w);
        }
        a += kGroup * M;
        b += g.ldb;
    }
#pragma GCC unroll 8
    for (int m = 0; m < M; m++) {
        const R multiplier = V::setf(g.multiplier[row + m]), offset = V::setf(g.offset ? g.offset[row + m] : 0.0f);
        const R scale = V::setf(g.scale ? g.scale[row + m] : 1.0f), shift = V::setf(g.scale ? g.shift[row + m] : 0.0f);
#pragma GCC unroll 4
        for (int n = 0; n < N; n++) {
            const int lanes = n == N - 1 ? tail : V::W;
            const std::size_t at = g.float_ld * (row + m) + column + n * V::W;
            R y = V::fma(V::to_float(acc[m][n]), multiplier, g.residual ? V::loadf(g.residual + at) : offset);
            if (g.raw) V::storef(g.raw + at, y, lanes);
            if (g.scale) y = V::fma(y, scale, shift);
            if (g.floats) V::storef(g.floats + at, V::relu(y), lanes);
            else acc[m][n] = V::to_byte(y);
            if (g.planes) V::store_bytes(g.planes + g.planes_ld * (row + m) + column + n * V::W, acc[m][n], lanes);
        }
    }
    if (!g.groups) return;
#pragma GCC unroll 2
    for (int m = 0; m < M; m += kGroup) {
#pragma GCC unroll 4
        for (int n = 0; n < N; n++) {
            V::store_words(g.groups + g.groups_ld * std::size_t((row + m) / kGroup) + column + n * V::W,
                           V::join(acc[m][n], acc[m + 1][n], acc[m + 2][n], acc[m + 3][n]), n == N - 1 ? tail : V::W);
        }
    }
}

template <int N>
static inline void tile8_of_height(const Int8GemmArgs& g, int32_t row, int32_t groups, int64_t column, int tail) {
    if (groups == 1) tile8<kGroup, N>(g, row, column, tail);
    else if constexpr (V::G >= 2) tile8<2 * kGroup, N>(g, row, column, tail);
}

static void gemm8(const Int8GemmArgs& g, int32_t block_begin, int32_t block_end) {
    // Column tiles outermost: a tile of X is a quarter of the size of its float32 twin and stays in the first-level cache.
    for (int64_t column = 0; column < g.columns;) {
        const int64_t left = g.columns - column, vectors = (left + V::W - 1) / V::W;
        const int take = int(vectors > V::N ? (vectors == V::N + 1 && V::N > 2 ? V::N - 1 : V::N) : vectors);
        const int64_t width = take * V::W;
        const int tail = left >= width ? V::W : int(left - width + V::W);
        for (int32_t block = block_begin; block < block_end; block++) {
            const int32_t first = first_row(g.d_groups, g.blocks, block);
            const int32_t groups = first_row(g.d_groups, g.blocks, block + 1) - first;
            if (take == 3) {
                if constexpr (V::N >= 3) tile8_of_height<3>(g, first * kGroup, groups, column, tail);
            } else if (take == 2) {
                tile8_of_height<2>(g, first * kGroup, groups, column, tail);
            } else {
                tile8_of_height<1>(g, first * kGroup, groups, column, tail);
            }
        }
        column += width;
    }
}

static void quantize(const QuantizeArgs& q) {
    for (int32_t group = 0; group < q.groups; group++) {
        const float* in = q.planes + q.planes_ld * kGroup * group;
        const float* multiplier = q.multiplier + kGroup * group;
        for (int64_t column = 0; column < q.columns; column += V::W) {
            typename V::I byte[kGroup];
#pragma GCC unroll 4
            for (int i = 0; i < kGroup; i++) {
                byte[i] = V::to_byte(V::fma(V::loadf(in + q.planes_ld * i + column), V::setf(multiplier[i]), V::setf(0.0f)));
            }
            const int64_t left = q.columns - column;
            V::store_words(q.out + q.out_ld * group + column, V::join(byte[0], byte[1], byte[2], byte[3]), left < V::W ? int(left) : V::W);
        }
    }
}
