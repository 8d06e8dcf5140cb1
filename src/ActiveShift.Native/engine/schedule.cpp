// How the stages walk their rows, and how large the buffers must be.
//
// Tried and dropped: running the stem and the first block together, a few rows at a time, with only a ring of the stem's rows kept. Their
// products gain from it (what the stem writes is the one activation that falls out of the second-level cache whole), but bands
// of one to three rows shift more slowly, and what is left is 2 % for w68 and nothing for w32.
#include <algorithm>

#include "engine/compile.h"

namespace activeshift::engine {
namespace {

int32_t round_up(int32_t value, int32_t multiple) { return (value + multiple - 1) / multiple * multiple; }

int64_t bytes_per_value(const Plan& plan) { return plan.int8 ? 1 : int64_t(sizeof(float)); }

// Rows of outputs per band: the packed matrix should stay in the second-level cache beside the ring and the weights.
int32_t band_rows(const Plan& plan, const Stage& s) {
    constexpr int64_t kPackedBytes = 192 << 10;
    // The stem's outputs are floats in either precision; in 8 bits they wait there to be rounded.
    const int64_t row_bytes = s.has_first ? s.second.k * bytes_per_value(plan) : (s.second.k + s.second.d) * int64_t(sizeof(float));
    const int64_t most = kPackedBytes / (row_bytes * s.out_w);
    const int32_t rows = int32_t(std::clamp<int64_t>(most, 1, s.out_h));
    // Whole tiles where some number of rows gives them.
    for (int32_t r = rows; r > rows / 2; r--) {
        if (int64_t(r) * s.out_w % kTilePixels == 0) return r;
    }
    return rows;
}

void walk(const Plan& plan, Stage& s, bool whole) {
    constexpr int64_t kWholeBytes = 512 << 10;
    s.lowest = s.highest = 0;
    bool first = true;
    for (const Tap& tap : s.taps) {
        if (tap.source != 0 || tap.kind == Tap::kZero) continue;
        const int32_t last = tap.row + (tap.kind == Tap::kDepthwise ? 2 : 1);
        s.lowest = first ? tap.row : std::min(s.lowest, tap.row);
        s.highest = first ? last : std::max(s.highest, last);
        first = false;
    }
    const int64_t middle_bytes = int64_t(s.middle_width) * s.in_h * s.in_w * bytes_per_value(plan);
    const int64_t packed_bytes = int64_t(s.second.k) * s.out_h * s.out_w * bytes_per_value(plan);
    s.whole = s.has_first && (whole || (middle_bytes <= kWholeBytes && packed_bytes <= kWholeBytes));
    s.band = s.whole ? s.out_h : band_rows(plan, s);
    s.step = s.ring = s.in_h;
    if (!s.has_first || s.whole) return;
    s.step = std::min(s.in_h, s.band);
    const int64_t ring = int64_t(s.band - 1) * s.stride + s.highest - s.lowest + s.step;
    if (ring < s.in_h) s.ring = std::min(s.in_h, round_up(int32_t(ring), s.step));
}

std::size_t values_bytes(const std::vector<float>& values) { return values.size() * sizeof(float); }

std::size_t bytes_of(const Dense& d) { return d.weights.bytes() + d.bias.bytes() + d.scale.bytes() + d.shift.bytes(); }

std::size_t bytes_of(const Int8Dense& d) {
    return d.weights.size() + d.first_sum.size() * sizeof(int32_t) + values_bytes(d.multiplier) + values_bytes(d.offset) + values_bytes(d.scale) + values_bytes(d.shift);
}

void measure(Plan& plan, const Stage& s, bool last) {
    const std::size_t pixels = plane_length(s.out_h, s.out_w), groups = groups_of(s.second.d);
    const std::size_t sums = pixels * (plan.int8 ? groups * kGroup : s.second.d);
    const std::size_t packed_row = plane_length(s.band, s.out_w);
    std::size_t middle = s.has_first ? plane_length(s.ring, s.in_w) * s.middle_width : 0, packed = packed_row * s.second.k;
    if (plan.int8 && s.has_first) {
        middle = byte_plane_length(s.ring, s.in_w) / 4 * kGroup * groups_of(s.middle_width);
        packed = packed_row * s.second8.k_groups;
    } else if (plan.int8) {
        middle = packed_row * groups * kGroup;  // the stem's floats before they are rounded
    }
    plan.activation_floats = std::max(plan.activation_floats, plan.int8 && !last ? pixels * groups : sums);
    if (s.writes_raw) plan.raw_floats = std::max(plan.raw_floats, sums);
    plan.middle_floats = std::max(plan.middle_floats, middle);
    plan.packed_floats = std::max(plan.packed_floats, packed);
    plan.bytes += s.windows.bytes() + bytes_of(s.first) + bytes_of(s.second) + bytes_of(s.first8) + bytes_of(s.second8) + values_bytes(s.to_bytes) +
                  s.taps.size() * sizeof(Tap) + sizeof(Stage);
}

}  // namespace

void schedule(Plan& plan, bool whole) {
    plan.activation_floats = plan.raw_floats = plan.middle_floats = plan.packed_floats = 0;
    plan.bytes = sizeof(Plan) + bytes_of(plan.classifier);
    for (Stage& s : plan.stages) {
        walk(plan, s, whole);
        measure(plan, s, &s == &plan.stages.back());
    }
}

}  // namespace activeshift::engine
