// The steps of a stage in 8 bits: the same buffers as in float32, with other contents.
#include "engine/stage_run.h"

namespace activeshift::engine {
namespace {

const float* or_null(const std::vector<float>& values) { return values.empty() ? nullptr : values.data(); }

Int8GemmArgs gemm_args(const Int8Dense& dense) {
    Int8GemmArgs g{};
    g.a = dense.weights.data();
    g.k_groups = dense.k_groups;
    g.d_groups = dense.d_groups;
    g.blocks = dense.blocks;
    g.first_sum = dense.first_sum.data();
    g.multiplier = dense.multiplier.data();
    g.offset = or_null(dense.offset);
    g.scale = or_null(dense.scale);
    g.shift = or_null(dense.shift);
    return g;
}

}  // namespace

void StageRun::first_rows8(int32_t begin, int32_t end, Share share) const {
    Int8GemmArgs g = gemm_args(stage_.first8);
    g.b = reinterpret_cast<const uint32_t*>(buffers_.input) + std::size_t(begin) * stage_.in_w;
    g.ldb = buffers_.input_plane;
    g.columns = int64_t(end - begin) * stage_.in_w;
    g.planes = reinterpret_cast<uint8_t*>(buffers_.middle) + std::size_t(begin % stage_.ring) * stage_.in_w;
    g.planes_ld = byte_plane_length(stage_.ring, stage_.in_w);
    plan_.int8->gemm(g, share.begin(g.blocks), share.end(g.blocks));
}

void StageRun::gather_rows8(int32_t begin, int32_t end, Share share) const {
    Int8GatherArgs g{};
    g.taps = stage_.taps.data();
    g.shifted_groups = groups_of(stage_.middle_width);
    g.middle = {reinterpret_cast<const uint8_t*>(buffers_.middle), byte_plane_length(stage_.ring, stage_.in_w), stage_.in_h, stage_.in_w, stage_.ring};
    g.input = reinterpret_cast<const uint32_t*>(buffers_.input);
    g.input_plane = buffers_.input_plane;
    g.input_width = stage_.in_w;
    g.stride = stage_.stride;
    g.out_width = stage_.out_w;
    g.row_begin = begin;
    g.row_end = end;
    g.out = reinterpret_cast<uint32_t*>(buffers_.packed);
    g.ld = packed_ld();
    plan_.int8->gather(g, share.begin(stage_.second8.k_groups), share.end(stage_.second8.k_groups));
}

void StageRun::second_rows8(int32_t begin, int32_t end, Share share) const {
    const std::size_t at = std::size_t(begin) * stage_.out_w;
    Int8GemmArgs g = gemm_args(stage_.second8);
    g.b = reinterpret_cast<const uint32_t*>(buffers_.packed);
    g.ldb = packed_ld();
    g.columns = int64_t(end - begin) * stage_.out_w;
    g.residual = stage_.adds_input ? buffers_.raw + at : nullptr;
    g.raw = stage_.writes_raw ? buffers_.raw + at : nullptr;
    g.float_ld = output_plane();
    if (is_last_) {
        g.floats = buffers_.output + at;
    } else {
        g.groups = reinterpret_cast<uint32_t*>(buffers_.output) + at;
        g.groups_ld = output_plane();
    }
    plan_.int8->gemm(g, share.begin(g.blocks), share.end(g.blocks));
}

void StageRun::round_rows(int32_t begin, int32_t end) const {
    plan_.int8->quantize({buffers_.middle, packed_ld(), stage_.to_bytes.data(), groups_of(stage_.second.d), int64_t(end - begin) * stage_.out_w,
                          reinterpret_cast<uint32_t*>(buffers_.output) + std::size_t(begin) * stage_.out_w, output_plane()});
}

}  // namespace activeshift::engine
