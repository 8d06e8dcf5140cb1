// Packs the matrix X of a convolution: every row is one channel, shifted (bilinear) and strided. The 3x3 stem and the
// strided shortcut are the same thing with whole shifts; a depthwise convolution is nine at once. Written once over a vector type V.
//
// Pixels outside the image are masked off at the load, so planes need no margins and lie flat, and shifts of any size are
// legal: a vector with no pixel inside is not read at all. Bilinear interpolation is done along the row first; at stride 1
// the lower row of one output is the upper row of the next, so that an output costs two loads and four multiplications.

// Columns that V::W outputs read for one of their neighbours: masked loads, split into even and odd pixels at stride 2.
struct Window {
    typename V::Mask mask[3];
    int32_t column;
};

static inline typename V::Mask lanes_inside(int64_t first, int32_t width) {
    const int64_t low = first < 0 ? -first : 0, high = width - first;
    if (low >= V::W || high <= low) return V::range(0, 0);
    return V::range(int(low), int(high < V::W ? high : V::W));
}

// Goes down the rows of a channel; the place in the ring is counted along, because a division per row would cost as much as its pixels.
class Rows {
public:
    Rows(const Source& s, int32_t channel, int64_t row)
        : s_(s), plane_(s.base + s.plane * channel), row_(row), place_(int32_t(row % s.ring)) {
        if (place_ < 0) place_ += s.ring;
    }
    // Null outside the image.
    const float* row() const { return row_ < 0 || row_ >= s_.height ? nullptr : plane_ + std::size_t(place_) * s_.width; }
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

static inline typename V::R horizontal1(const float* row, const Window& w, typename V::R left, typename V::R right) {
    if (!row) return V::zero();
    const float* p = row + w.column;
    return V::fma(V::load(p + 1, w.mask[1]), right, V::mul(V::load(p, w.mask[0]), left));
}

static inline typename V::R horizontal2(const float* row, const Window& w, typename V::R left, typename V::R right,
                                        bool one_column) {
    if (!row) return V::zero();
    const float* p = row + w.column;
    const auto a = V::load(p, w.mask[0]), b = V::load(p + V::W, w.mask[1]);
    const auto even = V::mul(V::even(a, b), left);
    return one_column ? even : V::fma(V::odd(a, b), right, even);
}

// Strides above 2 are legal and rare: one pixel at a time.
static inline typename V::R horizontal_any(const float* row, int64_t column, int32_t stride, int32_t width, typename V::R left,
                                           typename V::R right, bool one_column) {
    float a[V::W] = {}, b[V::W] = {};
    if (!row) return V::zero();
    for (int i = 0; i < V::W; i++, column += stride) {
        if (column >= 0 && column < width) a[i] = row[column];
        if (!one_column && column + 1 >= 0 && column + 1 < width) b[i] = row[column + 1];
    }
    return V::fma(V::load(b), right, V::mul(V::load(a), left));
}

static void gather_bilinear(const GatherArgs& g, const Tap& tap, const Source& s, int32_t column, float* out) {
    const auto left = V::set(tap.left), right = V::set(tap.right), top = V::set(tap.top), bottom = V::set(tap.bottom);
    const int64_t first = int64_t(column) * g.stride + tap.column;
    Rows rows(s, tap.channel, int64_t(g.row_begin) * g.stride + tap.row);
    Window w;
    w.column = int32_t(first);
    w.mask[0] = lanes_inside(first, s.width);
    // A neighbour of weight 0 takes no part: beside infinity it would make NaN.
    const bool one_column = tap.right == 0.0f, one_row = tap.bottom == 0.0f;
    if (g.stride == 1) {
        w.mask[1] = one_column ? V::range(0, 0) : lanes_inside(first + 1, s.width);
        if (one_row) {
            for (int32_t r = g.row_begin; r < g.row_end; r++, rows.down(1), out += g.out_width) {
                V::store(out, horizontal1(rows.row(), w, left, right));
            }
            return;
        }
        auto upper = horizontal1(rows.row(), w, left, right);
        for (int32_t r = g.row_begin; r < g.row_end; r++, out += g.out_width) {
            rows.down(1);
            const auto lower = horizontal1(rows.row(), w, left, right);
            V::store(out, V::fma(lower, bottom, V::mul(upper, top)));
            upper = lower;
        }
        return;
    }
    w.mask[1] = lanes_inside(first + V::W, s.width);
    for (int32_t r = g.row_begin; r < g.row_end; r++, out += g.out_width) {
        const float* p = rows.row();
        rows.down(1);
        const float* q = one_row ? nullptr : rows.row();
        rows.down(g.stride - 1);
        const auto along = [&](const float* row) {
            return g.stride == 2 ? horizontal2(row, w, left, right, one_column)
                                 : horizontal_any(row, first, g.stride, s.width, left, right, one_column);
        };
        const auto upper = along(p), lower = along(q);
        V::store(out, V::fma(lower, bottom, V::mul(upper, top)));
    }
}

static void gather_copy(const GatherArgs& g, const Tap& tap, const Source& s, int32_t column, float* out) {
    const int64_t first = int64_t(column) * g.stride + tap.column;
    Rows rows(s, tap.channel, int64_t(g.row_begin) * g.stride + tap.row);
    const auto mask0 = lanes_inside(first, s.width), mask1 = lanes_inside(first + V::W, s.width);
    for (int32_t r = g.row_begin; r < g.row_end; r++, rows.down(g.stride), out += g.out_width) {
        const float* p = rows.row();
        auto y = V::zero();
        if (p && g.stride == 1) {
            y = V::load(p + first, mask0);
        } else if (p && g.stride == 2) {
            y = V::even(V::load(p + first, mask0), V::load(p + first + V::W, mask1));
        } else if (p) {
            y = horizontal_any(p, first, g.stride, s.width, V::set(1.0f), V::zero(), true);
        }
        V::store(out, y);
    }
}

static inline float pixel(const float* row, int64_t column, int32_t width) { return column >= 0 && column < width ? row[column] : 0.0f; }

// Three pixels of a row, weighted, added to what the other rows gave.
static inline typename V::R window_row(const float* row, int64_t first, const typename V::Mask mask[4], int32_t stride, int32_t width,
                                       const float* weights, typename V::R sum) {
    if (!row) return sum;
    typename V::R x[3];
    if (stride == 1) {
        for (int i = 0; i < 3; i++) x[i] = V::load(row + first + i, mask[i]);
    } else if (stride == 2) {
        const auto a = V::load(row + first, mask[0]), b = V::load(row + first + V::W, mask[1]);
        x[0] = V::even(a, b);
        x[1] = V::odd(a, b);
        x[2] = V::even(V::load(row + first + 2, mask[2]), V::load(row + first + 2 + V::W, mask[3]));
    } else {
        float values[3][V::W];
        for (int lane = 0; lane < V::W; lane++) {
            for (int i = 0; i < 3; i++) values[i][lane] = pixel(row, first + int64_t(lane) * stride + i, width);
        }
        for (int i = 0; i < 3; i++) x[i] = V::load(values[i]);
    }
    for (int i = 0; i < 3; i++) sum = V::fma(x[i], V::set(weights[i]), sum);
    return sum;
}

// A 3x3 depthwise convolution in the shift's place: what the paper compares the shift with.
static void gather_depthwise(const GatherArgs& g, const Tap& tap, const Source& s, int32_t column, float* out) {
    const int64_t first = int64_t(column) * g.stride + tap.column;
    const int steps[4] = {0, g.stride == 1 ? 1 : V::W, 2, 2 + V::W};
    typename V::Mask mask[4];
    for (int i = 0; i < 4; i++) mask[i] = lanes_inside(first + steps[i], s.width);
    const int64_t row = int64_t(g.row_begin) * g.stride + tap.row;
    Rows rows[3] = {Rows(s, tap.channel, row), Rows(s, tap.channel, row + 1), Rows(s, tap.channel, row + 2)};
    for (int32_t r = g.row_begin; r < g.row_end; r++, out += g.out_width) {
        auto sum = V::set(tap.window[9]);
        for (int i = 0; i < 3; i++) {
            sum = window_row(rows[i].row(), first, mask, g.stride, s.width, tap.window + 3 * i, sum);
            rows[i].down(g.stride);
        }
        V::store(out, tap.relu ? V::relu(sum) : sum);
    }
}

// The rows that another channel will read, fetched into the cache a few lines with every step: channels are too far apart for the
// processor's own prefetching, which halved the speed of large planes. Fetching all of them at once did not help.
class FetchAhead {
public:
    FetchAhead(const GatherArgs& g, const Tap& tap, int32_t steps) {
        const Source& s = g.sources[tap.source];
        if (!s.is_far || tap.kind == Tap::kZero) return;
        int64_t first = int64_t(g.row_begin) * g.stride + tap.row, end = int64_t(g.row_end - 1) * g.stride + tap.row + 2;
        first = first < 0 ? 0 : first;
        end = end > s.height ? s.height : end;
        if (first >= end) return;
        const int64_t place = first % s.ring, rows = end - first < s.ring - place ? end - first : s.ring - place;
        next_ = s.base + s.plane * tap.channel + std::size_t(place) * s.width;
        left_ = (rows * s.width + kLine - 1) / kLine;
        per_step_ = (left_ + steps - 1) / steps;
    }
    void step() {
        for (int64_t i = left_ < per_step_ ? left_ : per_step_; i > 0; i--, left_--, next_ += kLine) V::fetch(next_);
    }

private:
    static constexpr int64_t kLine = 16;  // floats
    const float* next_ = nullptr;
    int64_t left_ = 0, per_step_ = 0;
};

static void gather(const GatherArgs& g, int32_t tap_begin, int32_t tap_end) {
    const int32_t steps = (g.out_width + V::W - 1) / V::W;
    for (int32_t k = tap_begin; k < tap_end; k++) {
        const Tap& tap = g.taps[k];
        FetchAhead next(g, k + 1 < tap_end ? g.taps[k + 1] : Tap{}, steps);
        float* out = g.out + g.ld * k;
        // The last vector of a row is moved left to end with the row; where a row is narrower than a vector, the surplus is
        // overwritten by the next row.
        for (int32_t column = 0; column < g.out_width; column += V::W) {
            if (column + V::W > g.out_width) column = g.out_width > V::W ? g.out_width - V::W : 0;
            next.step();
            if (tap.kind == Tap::kBilinear) {
                gather_bilinear(g, tap, g.sources[tap.source], column, out + column);
            } else if (tap.kind == Tap::kDepthwise) {
                gather_depthwise(g, tap, g.sources[tap.source], column, out + column);
            } else if (tap.kind == Tap::kCopy) {
                gather_copy(g, tap, g.sources[tap.source], column, out + column);
            } else {
                for (int32_t r = 0; r < g.row_end - g.row_begin; r++) V::store(out + column + int64_t(r) * g.out_width, V::zero());
            }
        }
    }
}
