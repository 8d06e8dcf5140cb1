// A network compiled for one version of the engine: batch normalisation folded, weights packed, buffers sized. Immutable.
#pragma once

#include <vector>

#include "activeshift_engine.h"
#include "engine/aligned_buffer.h"
#include "engine/kernels.h"
#include "engine/kernels_int8.h"

namespace activeshift::engine {

// A 1x1 convolution (or the stem, or the classifier) as a matrix, with what its epilogue needs.
struct Dense {
    int32_t k = 0, d = 0, blocks = 0;
    AlignedBuffer weights;  // blocks of [k][height]
    AlignedBuffer bias;     // [d], where has_bias
    AlignedBuffer scale, shift;  // [d], where has_scale: the next layer's batch normalisation, done on the sums
    bool has_bias = false, has_scale = false;
};

// The same in 8 bits.
struct Int8Dense {
    int32_t k_groups = 0, d_groups = 0, blocks = 0;
    std::vector<int8_t> weights;     // blocks of [k_groups][height][4]
    std::vector<int32_t> first_sum;  // what the sums start from
    std::vector<float> multiplier;   // what a sum is worth, in units of the output where that is bytes
    std::vector<float> offset;       // or empty
    std::vector<float> scale, shift;  // or empty
};

// A stage of the pipeline, which reads activations and writes activations: a block, or the stem (which has no first convolution).
struct Stage {
    bool has_first = false;
    Dense first;            // conv1 with bn2
    std::vector<Tap> taps;  // rows of the second matrix: the shifted channels (source 0), then the shortcut's (source 1)
    AlignedBuffer windows;  // of a depthwise convolution: [middle_width][10], nine weights and a bias, to which the taps point
    Dense second;           // conv2 and the shortcut's convolution in one, with the next layer's bn
    bool adds_input = false;   // identity shortcut
    bool writes_raw = false;   // the next block's identity shortcut needs the sums themselves
    int32_t in_width = 0, middle_width = 0, stride = 1;  // channels
    int32_t in_h = 0, in_w = 0, out_h = 0, out_w = 0;

    // How a single thread walks the rows. The first convolution runs `step` rows at a time, only as far ahead as the shift
    // reads, and keeps the last `ring` rows; then `band` rows of outputs are made of them.
    int32_t lowest = 0, highest = 0;  // rows that an output row r reads: r * stride + lowest .. r * stride + highest
    int32_t step = 0, ring = 0, band = 0;
    // In 8 bits, these instead of `first` and `second` (the stem's stays, and its outputs are rounded to bytes afterwards).
    Int8Dense first8, second8;
    std::vector<float> to_bytes;  // the stem: units per value, by channel

    bool whole = false;  // ring and band are the whole image: small planes, which threads share by channels rather than by rows
};

struct Plan {
    int32_t version = 0;
    const Kernels* kernels = nullptr;
    const Int8Kernels* int8 = nullptr;  // where the precision is 8 bits
    int32_t channels = 0, height = 0, width = 0, classes = 0;
    std::vector<Stage> stages;
    Dense classifier;
    // Sizes of the buffers, in units of 4 bytes.
    std::size_t activation_floats = 0;
    std::size_t raw_floats = 0, middle_floats = 0, packed_floats = 0;
    std::size_t bytes = 0;
};

// Distance between the planes of a full-size activation.
inline std::size_t plane_length(int32_t h, int32_t w) { return row_length(std::size_t(h) * w); }

// Distance between planes of bytes.
inline std::size_t byte_plane_length(int32_t h, int32_t w) { return row_length((std::size_t(h) * w + 3) / 4) * 4; }

}  // namespace activeshift::engine

struct as_engine_plan : activeshift::engine::Plan {};
