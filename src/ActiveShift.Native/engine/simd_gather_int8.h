// Packs the matrix X in 8 bits, four channels at a time, one source for every vector of 16-bit lanes (see
// simd_gather.h).
//
// Along the row the weights are 256ths, so that a sum of two products just fits 16 bits; down the column they are
// 65536ths, of which the high halves of the products are added. Whole shifts come out exact.
#pragma once

#include "engine/kernels_int8.h"

namespace activeshift::engine {
namespace {

template <class U>
struct Channel {
    const uint8_t* plane;  // null: a channel that reads nothing
    int64_t column, row;
    typename U::M mask0, mask1;
    typename U::V left, right, top, bottom, upper;
};

template <class U>
inline typename U::M bytes_inside(int64_t first, int32_t width, int bytes) {
    const int64_t low = first < 0 ? -first : 0, high = width - first;
    if (low >= bytes || high <= low) return U::lanes(0, 0);
    return U::lanes(int(low), int(high < bytes ? high : bytes));
}

template <class U, int S>
inline typename U::V horizontal8(const ByteSource& s, const Channel<U>& c, int64_t row, int32_t stride) {
    if (!c.plane || row < 0 || row >= s.height) return U::zero();
    const uint8_t* p = c.plane + std::size_t(row % s.ring) * s.width;
    if constexpr (S == 1) {
        return U::add(U::mul(U::load(c.mask0, p + c.column), c.left),
                      U::mul(U::load(c.mask1, p + c.column + 1), c.right));
    } else if constexpr (S == 2) {
        const auto pairs = U::load_pairs(c.mask0, p + c.column);
        return U::add(U::mul(U::even(pairs), c.left), U::mul(U::odd(pairs), c.right));
    } else {
        uint8_t a[U::N] = {}, b[U::N] = {};
        int64_t column = c.column;
        for (int i = 0; i < U::N; i++, column += stride) {
            if (column >= 0 && column < s.width) a[i] = p[column];
            if (column + 1 >= 0 && column + 1 < s.width) b[i] = p[column + 1];
        }
        return U::add(U::mul(U::load(U::lanes(0, U::N), a), c.left), U::mul(U::load(U::lanes(0, U::N), b), c.right));
    }
}

template <class U, int S>
inline void gather_group(const Int8GatherArgs& g, const Tap* taps, int32_t column, uint32_t* out) {
    const ByteSource& s = g.middle;
    Channel<U> c[kGroup];
#pragma GCC unroll 4
    for (int i = 0; i < kGroup; i++) {
        const Tap& tap = taps[i];
        c[i].plane = tap.kind == Tap::kZero ? nullptr : s.base + s.plane * tap.channel;
        c[i].column = int64_t(column) * g.stride + tap.column;
        c[i].row = int64_t(g.row_begin) * g.stride + tap.row;
        c[i].mask0 = bytes_inside<U>(c[i].column, s.width, S == 2 ? 2 * U::N : U::N);
        c[i].mask1 = bytes_inside<U>(c[i].column + 1, s.width, U::N);
        const int right = int(tap.right * 256.0f + 0.5f), bottom = int(tap.bottom * 65536.0f + 0.5f);
        c[i].left = U::set1(256 - right);
        c[i].right = U::set1(right);
        c[i].top = U::set1(bottom == 0 ? 65535 : 65536 - bottom);
        c[i].bottom = U::set1(bottom == 65536 ? 65535 : bottom);
        if (S == 1) c[i].upper = horizontal8<U, S>(s, c[i], c[i].row, 1);
    }
    for (int32_t r = g.row_begin; r < g.row_end; r++, out += g.out_width) {
        typename U::V y[kGroup];
#pragma GCC unroll 4
        for (int i = 0; i < kGroup; i++) {
            if (S != 1) c[i].upper = horizontal8<U, S>(s, c[i], c[i].row, g.stride);
            const auto lower = horizontal8<U, S>(s, c[i], c[i].row + 1, g.stride);
            y[i] = U::high_byte_rounded(U::add(U::mul_high(c[i].upper, c[i].top), U::mul_high(lower, c[i].bottom)));
            c[i].upper = lower;
            c[i].row += g.stride;
        }
        U::store_joined(out, y[0], y[1], y[2], y[3]);
    }
}

inline void copy_group(const Int8GatherArgs& g, int32_t group) {
    const uint32_t* in = g.input + g.input_plane * (group - g.shifted_groups);
    uint32_t* out = g.out + g.ld * group;
    for (int32_t r = g.row_begin; r < g.row_end; r++) {
        const uint32_t* p = in + std::size_t(r) * g.stride * g.input_width;
        for (int32_t i = 0; i < g.out_width; i++) *out++ = p[std::size_t(i) * g.stride];
    }
}

template <class U>
void gather8(const Int8GatherArgs& g, int32_t group_begin, int32_t group_end) {
    static_assert(U::N <= int(kSlack / 2), "rows may be written so far past their end");
    for (int32_t group = group_begin; group < group_end; group++) {
        if (group >= g.shifted_groups) {
            copy_group(g, group);
            continue;
        }
        for (int32_t column = 0; column < g.out_width; column += U::N) {
            if (column + U::N > g.out_width) column = g.out_width > U::N ? g.out_width - U::N : 0;
            uint32_t* out = g.out + g.ld * group + column;
            switch (g.stride) {
                case 1: gather_group<U, 1>(g, g.taps + kGroup * group, column, out); break;
                case 2: gather_group<U, 2>(g, g.taps + kGroup * group, column, out); break;
                default: gather_group<U, 3>(g, g.taps + kGroup * group, column, out); break;
            }
        }
    }
}

}  // namespace
}  // namespace activeshift::engine
