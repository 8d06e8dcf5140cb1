// What one version of the engine must provide: the two inner loops of the network. Everything above them is shared.
#pragma once

#include <cstddef>
#include <cstdint>

namespace activeshift::engine {

// What stands here is compiled into files for one instruction set: functions have internal linkage, so that the linker
// can't take such a file's copy for all.

// Every activation buffer may be read this many floats past its last element (the contents do not matter).
constexpr std::size_t kSlack = 64;

// Rows are taken together so that their pixels are a multiple of this, where some number of rows is: whole tiles for every
// instruction set, and the width of the widest one.
constexpr int32_t kTilePixels = 48;

// Y = W X over a range of columns (pixels), with the epilogue done while the tile is still in registers.
// Rows of W are grouped into `blocks` blocks of nearly equal height; block b begins at row first_row(b) and its weights lie
// at a + k * first_row(b) as [k][height].
struct GemmArgs {
    const float* a;
    int32_t k;       // inputs
    int32_t d;       // outputs
    int32_t blocks;
    const float* b;  // [k][ldb]
    std::size_t ldb;
    int64_t columns;
    const float* bias;      // [d], what the sums start from; null is 0
    const float* residual;  // [d][ldc], added to the sums; null is 0
    float* raw;             // [d][ldc], the sums; null if nobody reads them (may be `residual` itself)
    float* act;             // [d][act_ld], relu(sum) or, with scale, relu(sum * scale + shift)
    std::size_t ldc;
    std::size_t act_ld;
    const float* scale;     // [d] or null
    const float* shift;     // [d] where scale is given
    bool relu;              // false only for the classifier
    bool columns_first;     // walk all blocks for one column tile (X tile small enough for L1), or all tiles for one block
};

static inline int32_t first_row(int32_t d, int32_t blocks, int32_t block) {
    const int32_t low = d / blocks, extra = d % blocks;
    return block * low + (block < extra ? block : extra);
}

// One row of a packed matrix X: a channel of a source, shifted.
struct Tap {
    enum Kind : int32_t { kZero, kCopy, kBilinear, kDepthwise };
    Kind kind;
    int32_t source;
    int32_t channel;
    int32_t column, row;  // whole part of the shift
    float left, right;    // weights of the two columns
    float top, bottom;    // weights of the two rows
    // Depthwise: nine weights and what the sums start from. The window's first pixel is the one that column and row say.
    const float* window;
    bool relu;
};

// Planes of height x width pixels, of which only the last `ring` rows produced are kept: row r lies at (r mod ring) * width. `is_far` where they
// cannot be expected in the second-level cache any more.
struct Source {
    const float* base;
    std::size_t plane;
    int32_t height, width, ring;
    bool is_far;
};

struct GatherArgs {
    const Tap* taps;
    const Source* sources;
    int32_t stride;
    int32_t out_width;
    int32_t row_begin, row_end;  // of the output
    float* out;                  // [taps][ld], pixels of the rows one after the other; kSlack floats behind each row are clobbered
    std::size_t ld;
};

struct Kernels {
    int32_t block_rows;  // greatest height of a block
    void (*gemm)(const GemmArgs& args, int32_t block_begin, int32_t block_end);
    void (*gather)(const GatherArgs& args, int32_t tap_begin, int32_t tap_end);
};

}  // namespace activeshift::engine
