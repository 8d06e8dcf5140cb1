// The inner loops in 8 bits. Activations are unsigned (they follow a ReLU), weights signed, sums 32 bits wide.
//
// What a product reads lies in groups of four channels, the four bytes of a pixel side by side, as the processor's dot products
// want it: a matrix of [channels / 4][pixels] words. What a shift reads lies in planes of bytes.
#pragma once

#include "engine/kernels.h"

namespace activeshift::engine {

constexpr int32_t kGroup = 4;

static inline int32_t groups_of(int32_t channels) { return (channels + kGroup - 1) / kGroup; }

// Y = W X. The rows of W come in blocks of whole groups: block b begins at row 4 * first_row(groups, blocks, b), its weights lie
// at a + 4 * k_groups * that row, as [k_groups][height][4]. All outputs have room for whole groups.
struct Int8GemmArgs {
    const int8_t* a;
    int32_t k_groups, d_groups, blocks;
    const uint32_t* b;  // [k_groups][ldb]
    std::size_t ldb;
    int64_t columns;
    const int32_t* first_sum;  // [d]: what the sums start from
    const float* multiplier;   // [d]: a sum is worth this
    const float* offset;      // [d] or null, added to it
    const float* residual;    // [d][float_ld] or null, added to it
    float* raw;               // [d][float_ld] or null: the value so far
    const float* scale;       // [d] or null: value * scale + shift from here on
    const float* shift;
    // One of three, relu of the value: rounded to bytes in groups, to bytes in planes, or as it is.
    uint32_t* groups;
    uint8_t* planes;
    float* floats;
    std::size_t groups_ld, planes_ld, float_ld;
};

// Planes of bytes, of which the last `ring` rows are kept.
struct ByteSource {
    const uint8_t* base;
    std::size_t plane;
    int32_t height, width, ring;
};

struct Int8GatherArgs {
    const Tap* taps;  // whole groups of bilinear (or zero) taps
    int32_t shifted_groups;
    ByteSource middle;
    const uint32_t* input;  // the groups after the shifted ones: the shortcut's, strided
    std::size_t input_plane;
    int32_t input_width;
    int32_t stride, out_width, row_begin, row_end;
    uint32_t* out;  // [groups][ld]
    std::size_t ld;
};

// Planes of floats to groups of bytes: rounded values of float * multiplier, [d].
struct QuantizeArgs {
    const float* planes;
    std::size_t planes_ld;
    const float* multiplier;
    int32_t groups;
    int64_t columns;
    uint32_t* out;
    std::size_t out_ld;
};

struct Int8Kernels {
    int32_t block_groups;   // greatest height of a block in groups
    int32_t largest_weight;  // in magnitude
    // What the product takes from every activation, where it can multiply signed bytes alone; the sums begin that much higher.
    int32_t subtracted;
    void (*gemm)(const Int8GemmArgs& args, int32_t block_begin, int32_t block_end);
    void (*quantize)(const QuantizeArgs& args);
    void (*gather)(const Int8GatherArgs& args, int32_t group_begin, int32_t group_end);
};

}  // namespace activeshift::engine
