#include "engine/stage_run.h"

#include <algorithm>

namespace activeshift::engine {
namespace {

constexpr int32_t kTileFloats = 6 << 10;

GemmArgs gemm_args(const Dense& dense) {
    GemmArgs g{};
    g.a = dense.weights.data();
    g.k = dense.k;
    g.d = dense.d;
    g.blocks = dense.blocks;
    g.bias = dense.has_bias ? dense.bias.data() : nullptr;
    g.scale = dense.has_scale ? dense.scale.data() : nullptr;
    g.shift = dense.has_scale ? dense.shift.data() : nullptr;
    g.relu = true;
    // A tile of every input then fits the first-level cache.
    g.columns_first = dense.k * kTilePixels <= kTileFloats;
    return g;
}

}  // namespace

StageBuffers buffers_of(const Plan& plan, std::size_t stage, const float* image, Workspace& shared, Workspace& own) {
    const Stage& s = plan.stages[stage];
    StageBuffers b;
    b.input = stage == 0 ? image : shared.activation[(stage + 1) % 2].data();
    b.input_plane = stage == 0 ? std::size_t(s.in_h) * s.in_w : plane_length(s.in_h, s.in_w);
    b.output = shared.activation[stage % 2].data();
    b.raw = shared.raw.data();
    b.middle = own.middle.data();
    b.packed = own.packed.data();
    return b;
}

void StageRun::rows(int32_t begin, int32_t end) const {
    constexpr Share all{0, 1};
    // The first convolution's rows so far, in whole steps; the first step is the one that holds the first row wanted.
    const int32_t lowest = std::max<int32_t>(0, begin * stage_.stride + stage_.lowest);
    int32_t done = std::min(lowest, stage_.in_h) / stage_.step * stage_.step;
    for (int32_t row = begin; row < end; row += stage_.band) {
        const int32_t last = std::min(row + stage_.band, end);
        if (stage_.has_first) {
            const int32_t wanted = std::min(stage_.in_h, (last - 1) * stage_.stride + stage_.highest + 1);
            for (; done < wanted; done += stage_.step) first_rows(done, std::min(done + stage_.step, stage_.in_h), all);
        }
        gather_rows(row, last, all);
        second_rows(row, last, all);
    }
}

void StageRun::first(int32_t part, int32_t parts) const { first_rows(0, stage_.in_h, {part, parts}); }

void StageRun::gather(int32_t part, int32_t parts) const { gather_rows(0, stage_.out_h, {part, parts}); }

void StageRun::second(int32_t part, int32_t parts) const { second_rows(0, stage_.out_h, {part, parts}); }

void StageRun::first_rows(int32_t begin, int32_t end, Share share) const {
    if (in_bytes()) return first_rows8(begin, end, share);
    GemmArgs g = gemm_args(stage_.first);
    g.b = buffers_.input + std::size_t(begin) * stage_.in_w;
    g.ldb = buffers_.input_plane;
    g.columns = int64_t(end - begin) * stage_.in_w;
    g.act = buffers_.middle + std::size_t(begin % stage_.ring) * stage_.in_w;
    g.act_ld = plane_length(stage_.ring, stage_.in_w);
    plan_.kernels->gemm(g, share.begin(g.blocks), share.end(g.blocks));
}

void StageRun::gather_rows(int32_t begin, int32_t end, Share share) const {
    if (in_bytes()) return gather_rows8(begin, end, share);
    constexpr std::size_t kNearBytes = 1 << 20;
    const bool is_far = stage_.in_width * buffers_.input_plane * sizeof(float) > kNearBytes;
    const Source input{buffers_.input, buffers_.input_plane, stage_.in_h, stage_.in_w, stage_.in_h, is_far};
    const Source middle{buffers_.middle, plane_length(stage_.ring, stage_.in_w), stage_.in_h, stage_.in_w, stage_.ring, false};
    const Source sources[2] = {stage_.has_first ? middle : input, input};
    const int32_t taps = int32_t(stage_.taps.size());
    plan_.kernels->gather({stage_.taps.data(), sources, stage_.stride, stage_.out_w, begin, end, buffers_.packed, packed_ld()},
                          share.begin(taps), share.end(taps));
}

void StageRun::second_rows(int32_t begin, int32_t end, Share share) const {
    if (in_bytes()) return second_rows8(begin, end, share);
    const std::size_t at = std::size_t(begin) * stage_.out_w;
    GemmArgs g = gemm_args(stage_.second);
    g.b = buffers_.packed;
    g.ldb = packed_ld();
    g.columns = int64_t(end - begin) * stage_.out_w;
    g.residual = stage_.adds_input ? buffers_.raw + at : nullptr;
    g.raw = stage_.writes_raw ? buffers_.raw + at : nullptr;
    g.ldc = output_plane();
    g.act = plan_.int8 ? buffers_.middle : buffers_.output + at;
    g.act_ld = plan_.int8 ? packed_ld() : output_plane();
    plan_.kernels->gemm(g, share.begin(g.blocks), share.end(g.blocks));
    if (plan_.int8) round_rows(begin, end);
}

}  // namespace activeshift::engine
