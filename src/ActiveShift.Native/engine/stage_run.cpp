#include "engine/stage_run.h"

#include <algorithm>

namespace activeshift::engine {
namespace {

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
    // A tile of 48 pixels of every input then fits the first-level cache.
    g.columns_first = dense.k <= 128;
    return g;
}

}  // namespace

StageRun::StageRun(const Kernels& kernels, const Stage& stage, const StageBuffers& buffers)
    : kernels_(kernels), stage_(stage), buffers_(buffers),
      packed_ld_(plane_length(stage.band, stage.out_w)),
      output_plane_(plane_length(stage.out_h, stage.out_w)),
      middle_plane_(plane_length(stage.ring, stage.in_w)) {
    const Source input{buffers.input, buffers.input_plane, stage.in_h, stage.in_w, stage.in_h};
    sources_[0] = stage.has_first ? Source{buffers.middle, middle_plane_, stage.in_h, stage.in_w, stage.ring} : input;
    sources_[1] = input;
}

void StageRun::rows(int32_t begin, int32_t end) const {
    // The first convolution's rows so far, in whole steps; the first step is the one that holds the first row wanted.
    const int32_t lowest = std::max<int32_t>(0, begin * stage_.stride + stage_.lowest);
    int32_t done = std::min(lowest, stage_.in_h) / stage_.step * stage_.step;
    for (int32_t row = begin; row < end; row += stage_.band) {
        const int32_t last = std::min(row + stage_.band, end);
        if (stage_.has_first) {
            const int32_t wanted = std::min(stage_.in_h, (last - 1) * stage_.stride + stage_.highest + 1);
            for (; done < wanted; done += stage_.step) first_rows(done, std::min(done + stage_.step, stage_.in_h), 0, stage_.first.blocks);
        }
        gather_rows(row, last, 0, stage_.second.k);
        second_rows(row, last, 0, stage_.second.blocks);
    }
}

void StageRun::first(int32_t block_begin, int32_t block_end) const { first_rows(0, stage_.in_h, block_begin, block_end); }

void StageRun::gather(int32_t tap_begin, int32_t tap_end) const { gather_rows(0, stage_.out_h, tap_begin, tap_end); }

void StageRun::second(int32_t block_begin, int32_t block_end) const { second_rows(0, stage_.out_h, block_begin, block_end); }

void StageRun::first_rows(int32_t begin, int32_t end, int32_t block_begin, int32_t block_end) const {
    GemmArgs g = gemm_args(stage_.first);
    g.b = buffers_.input + std::size_t(begin) * stage_.in_w;
    g.ldb = buffers_.input_plane;
    g.columns = int64_t(end - begin) * stage_.in_w;
    g.act = buffers_.middle + std::size_t(begin % stage_.ring) * stage_.in_w;
    g.act_ld = middle_plane_;
    kernels_.gemm(g, block_begin, block_end);
}

void StageRun::gather_rows(int32_t begin, int32_t end, int32_t tap_begin, int32_t tap_end) const {
    kernels_.gather({stage_.taps.data(), sources_, stage_.stride, stage_.out_w, begin, end, buffers_.packed, packed_ld_}, tap_begin, tap_end);
}

void StageRun::second_rows(int32_t begin, int32_t end, int32_t block_begin, int32_t block_end) const {
    const std::size_t at = std::size_t(begin) * stage_.out_w;
    GemmArgs g = gemm_args(stage_.second);
    g.b = buffers_.packed;
    g.ldb = packed_ld_;
    g.columns = int64_t(end - begin) * stage_.out_w;
    g.residual = stage_.adds_input ? buffers_.raw + at : nullptr;
    g.raw = stage_.writes_raw ? buffers_.raw + at : nullptr;
    g.act = buffers_.output + at;
    g.ldc = g.act_ld = output_plane_;
    kernels_.gemm(g, block_begin, block_end);
}

}  // namespace activeshift::engine
