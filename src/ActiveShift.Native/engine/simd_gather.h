// Packs the matrix X of a convolution: every row is one channel, shifted (bilinear) and strided. The 3x3 stem and the
// strided shortcut are the same thing with whole shifts; a depthwise convolution is nine at once. One source for every
// vector type; what cpu/simd_shift.h says of such files holds here too.
//
// Pixels outside the image are masked off at the load, so planes need no margins and lie flat, and shifts of any size
// are legal: a vector with no pixel inside is not read at all. Bilinear interpolation is done along the row first; at
// stride 1 the lower row of one output is the upper row of the next, so that an output costs two loads and four
// multiplications.
#pragma once

#include "engine/kernels.h"
#include "simd/prefetch.h"

namespace activeshift::engine {
namespace {

// Columns that S::N outputs read for one of their neighbours: masked loads, split into even and odd pixels at stride 2.
template <class S>
struct Window {
    typename S::M mask[3];
    int32_t column;
};

template <class S>
inline typename S::M lanes_inside(int64_t first, int32_t width) {
    const int64_t low = first < 0 ? -first : 0, high = width - first;
    if (low >= S::N || high <= low) return S::lanes(0, 0);
    return S::lanes(int(low), int(high < S::N ? high : S::N));
}

// Goes down the rows of a channel; the place in the ring is counted along, because a division per row would cost as
// much as its pixels.
class Rows {
public:
    Rows(const Source& s, int32_t channel, int64_t row)
        : s_(s), plane_(s.base + s.plane * channel), row_(row), place_(int32_t(row % s.ring)) {
        if (place_ < 0) place_ += s.ring;
    }
    // Null outside the image.
    const float* row() const {
        return row_ < 0 || row_ >= s_.height ? nullptr : plane_ + std::size_t(place_) * s_.width;
    }
    void down(int32_t rows) {
        row_ += rows;
        place_ += rows;
        while (place_ >= s_.ring) place_ -= s_.ring;
    }

private:
    const Source& s_;
    const float* plane_;
    int64_t row_;
    int32_t place_;
};

template <class S>
inline typename S::V horizontal1(const float* row, const Window<S>& w, typename S::V left, typename S::V right) {
    if (!row) return S::zero();
    const float* p = row + w.column;
    return S::fma(S::load(w.mask[1], p + 1), right, S::mul(S::load(w.mask[0], p), left));
}

template <class S>
inline typename S::V horizontal2(const float* row, const Window<S>& w, typename S::V left, typename S::V right,
                                 bool one_column) {
    if (!row) return S::zero();
    const float* p = row + w.column;
    const auto a = S::load(w.mask[0], p), b = S::load(w.mask[1], p + S::N);
    const auto even = S::mul(S::even(a, b), left);
    return one_column ? even : S::fma(S::odd(a, b), right, even);
}

// Strides above 2 are legal and rare: one pixel at a time.
template <class S>
inline typename S::V horizontal_any(const float* row, int64_t column, int32_t stride, int32_t width, typename S::V left,
                                    typename S::V right, bool one_column) {
    float a[S::N] = {}, b[S::N] = {};
    if (!row) return S::zero();
    for (int i = 0; i < S::N; i++, column += stride) {
        if (column >= 0 && column < width) a[i] = row[column];
        if (!one_column && column + 1 >= 0 && column + 1 < width) b[i] = row[column + 1];
    }
    return S::fma(S::load(b), right, S::mul(S::load(a), left));
}

template <class S>
void gather_bilinear(const GatherArgs& g, const Tap& tap, const Source& s, int32_t column, float* out) {
    const auto left = S::set1(tap.left), right = S::set1(tap.right);
    const auto top = S::set1(tap.top), bottom = S::set1(tap.bottom);
    const int64_t first = int64_t(column) * g.stride + tap.column;
    Rows rows(s, tap.channel, int64_t(g.row_begin) * g.stride + tap.row);
    Window<S> w;
    w.column = int32_t(first);
    w.mask[0] = lanes_inside<S>(first, s.width);
    // A neighbour of weight 0 takes no part: beside infinity it would make NaN.
    const bool one_column = tap.right == 0.0f, one_row = tap.bottom == 0.0f;
    if (g.stride == 1) {
        w.mask[1] = one_column ? S::lanes(0, 0) : lanes_inside<S>(first + 1, s.width);
        if (one_row) {
            for (int32_t r = g.row_begin; r < g.row_end; r++, rows.down(1), out += g.out_width) {
                S::store(out, horizontal1<S>(rows.row(), w, left, right));
            }
            return;
        }
        auto upper = horizontal1<S>(rows.row(), w, left, right);
        for (int32_t r = g.row_begin; r < g.row_end; r++, out += g.out_width) {
            rows.down(1);
            const auto lower = horizontal1<S>(rows.row(), w, left, right);
            S::store(out, S::fma(lower, bottom, S::mul(upper, top)));
            upper = lower;
        }
        return;
    }
    w.mask[1] = lanes_inside<S>(first + S::N, s.width);
    for (int32_t r = g.row_begin; r < g.row_end; r++, out += g.out_width) {
        const float* p = rows.row();
        rows.down(1);
        const float* q = one_row ? nullptr : rows.row();
        rows.down(g.stride - 1);
        const auto along = [&](const float* row) {
            return g.stride == 2 ? horizontal2<S>(row, w, left, right, one_column)
                                 : horizontal_any<S>(row, first, g.stride, s.width, left, right, one_column);
        };
        const auto upper = along(p), lower = along(q);
        S::store(out, S::fma(lower, bottom, S::mul(upper, top)));
    }
}

template <class S>
void gather_copy(const GatherArgs& g, const Tap& tap, const Source& s, int32_t column, float* out) {
    const int64_t first = int64_t(column) * g.stride + tap.column;
    Rows rows(s, tap.channel, int64_t(g.row_begin) * g.stride + tap.row);
    const auto mask0 = lanes_inside<S>(first, s.width), mask1 = lanes_inside<S>(first + S::N, s.width);
    for (int32_t r = g.row_begin; r < g.row_end; r++, rows.down(g.stride), out += g.out_width) {
        const float* p = rows.row();
        auto y = S::zero();
        if (p && g.stride == 1) {
            y = S::load(mask0, p + first);
        } else if (p && g.stride == 2) {
            y = S::even(S::load(mask0, p + first), S::load(mask1, p + first + S::N));
        } else if (p) {
            y = horizontal_any<S>(p, first, g.stride, s.width, S::set1(1.0f), S::zero(), true);
        }
        S::store(out, y);
    }
}

inline float pixel(const float* row, int64_t column, int32_t width) {
    return column >= 0 && column < width ? row[column] : 0.0f;
}

// Three pixels of a row, weighted, added to what the other rows gave.
template <class S>
inline typename S::V window_row(const float* row, int64_t first, const typename S::M mask[4], int32_t stride,
                                int32_t width, const float* weights, typename S::V sum) {
    if (!row) return sum;
    typename S::V x[3];
    if (stride == 1) {
        for (int i = 0; i < 3; i++) x[i] = S::load(mask[i], row + first + i);
    } else if (stride == 2) {
        const auto a = S::load(mask[0], row + first), b = S::load(mask[1], row + first + S::N);
        x[0] = S::even(a, b);
        x[1] = S::odd(a, b);
        x[2] = S::even(S::load(mask[2], row + first + 2), S::load(mask[3], row + first + 2 + S::N));
    } else {
        float values[3][S::N];
        for (int lane = 0; lane < S::N; lane++) {
            for (int i = 0; i < 3; i++) values[i][lane] = pixel(row, first + int64_t(lane) * stride + i, width);
        }
        for (int i = 0; i < 3; i++) x[i] = S::load(values[i]);
    }
    for (int i = 0; i < 3; i++) sum = S::fma(x[i], S::set1(weights[i]), sum);
    return sum;
}

// A 3x3 depthwise convolution in the shift's place: what the paper compares the shift with.
template <class S>
void gather_depthwise(const GatherArgs& g, const Tap& tap, const Source& s, int32_t column, float* out) {
    const int64_t first = int64_t(column) * g.stride + tap.column;
    const int steps[4] = {0, g.stride == 1 ? 1 : S::N, 2, 2 + S::N};
    typename S::M mask[4];
    for (int i = 0; i < 4; i++) mask[i] = lanes_inside<S>(first + steps[i], s.width);
    const int64_t row = int64_t(g.row_begin) * g.stride + tap.row;
    Rows rows[3] = {Rows(s, tap.channel, row), Rows(s, tap.channel, row + 1), Rows(s, tap.channel, row + 2)};
    for (int32_t r = g.row_begin; r < g.row_end; r++, out += g.out_width) {
        auto sum = S::set1(tap.window[9]);
        for (int i = 0; i < 3; i++) {
            sum = window_row<S>(rows[i].row(), first, mask, g.stride, s.width, tap.window + 3 * i, sum);
            rows[i].down(g.stride);
        }
        S::store(out, tap.relu ? S::max(sum, S::zero()) : sum);
    }
}

// The rows that another channel will read, fetched into the cache a few lines with every step: channels are too far
// apart for the processor's own prefetching, which halved the speed of large planes. Fetching all of them at once did
// not help.
class FetchAhead {
public:
    FetchAhead(const GatherArgs& g, const Tap& tap, int32_t steps) {
        const Source& s = g.sources[tap.source];
        if (!s.is_far || tap.kind == Tap::kZero) return;
        int64_t first = int64_t(g.row_begin) * g.stride + tap.row;
        int64_t end = int64_t(g.row_end - 1) * g.stride + tap.row + 2;
        first = first < 0 ? 0 : first;
        end = end > s.height ? s.height : end;
        if (first >= end) return;
        const int64_t place = first % s.ring, rows = end - first < s.ring - place ? end - first : s.ring - place;
        next_ = s.base + s.plane * tap.channel + std::size_t(place) * s.width;
        left_ = (rows * s.width + kLine - 1) / kLine;
        per_step_ = (left_ + steps - 1) / steps;
    }
    void step() {
        for (int64_t i = left_ < per_step_ ? left_ : per_step_; i > 0; i--, left_--, next_ += kLine) {
            prefetch_to_read(next_);
        }
    }

private:
    static constexpr int64_t kLine = 16;  // floats
    const float* next_ = nullptr;
    int64_t left_ = 0, per_step_ = 0;
};

template <class S>
void gather(const GatherArgs& g, int32_t tap_begin, int32_t tap_end) {
    const int32_t steps = (g.out_width + S::N - 1) / S::N;
    for (int32_t k = tap_begin; k < tap_end; k++) {
        const Tap& tap = g.taps[k];
        FetchAhead next(g, k + 1 < tap_end ? g.taps[k + 1] : Tap{}, steps);
        float* out = g.out + g.ld * k;
        // The last vector of a row is moved left to end with the row; where a row is narrower than a vector, the
        // surplus is overwritten by the next row.
        for (int32_t column = 0; column < g.out_width; column += S::N) {
            if (column + S::N > g.out_width) column = g.out_width > S::N ? g.out_width - S::N : 0;
            next.step();
            if (tap.kind == Tap::kBilinear) {
                gather_bilinear<S>(g, tap, g.sources[tap.source], column, out + column);
            } else if (tap.kind == Tap::kDepthwise) {
                gather_depthwise<S>(g, tap, g.sources[tap.source], column, out + column);
            } else if (tap.kind == Tap::kCopy) {
                gather_copy<S>(g, tap, g.sources[tap.source], column, out + column);
            } else {
                for (int32_t r = 0; r < g.row_end - g.row_begin; r++) {
                    S::store(out + column + int64_t(r) * g.out_width, S::zero());
                }
            }
        }
    }
}

}  // namespace
}  // namespace activeshift::engine
