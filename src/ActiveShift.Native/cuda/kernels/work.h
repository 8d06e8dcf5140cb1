// Which part of the work a thread has. The same for every kernel:
//   NCHW: a block is (columns, strips of rows, channels), the grid (channels, tiles of columns and strips, images);
//   NHWC: a block is (channels, columns, strips of rows), the grid the same.
// A thread keeps its channel, and so reads the shift once; its lane's neighbours have the neighbouring columns (NCHW) or channels (NHWC).
#pragma once

#include "cuda/kernels/device.h"
#include "cuda/kernels/kernel_variant.h"
#include "cuda/shift_launch.h"

namespace activeshift::cuda {

// Offsets within an image.
template <bool wide>
struct IndexType {
    using Type = int32_t;
};
template <>
struct IndexType<true> {
    using Type = int64_t;
};
template <Variant variant>
using IndexOf = typename IndexType<variant == Variant::any>::Type;

// A block's extent along each axis and this thread's place in it.
struct BlockShape {
    int32_t columns, strips, channels;
    int32_t column, strip, channel;
};

template <Layout layout>
AS_DEVICE BlockShape block_shape() {
    const Index3 size = block_size(), thread = thread_index();
    if constexpr (layout == Layout::nchw) return {size.x, size.y, size.z, thread.x, thread.y, thread.z};
    else return {size.y, size.z, size.x, thread.y, thread.z, thread.x};
}

// Tiles of a plane, each a block's columns and strips.
struct Tiles {
    int64_t columns, count;  // along a row; altogether

    AS_DEVICE Tiles(int64_t h, int64_t w, int32_t tile_h, int32_t tile_w) {
        columns = w <= tile_w ? 1 : (w + tile_w - 1) / tile_w;
        count = h <= tile_h ? columns : columns * ((h + tile_h - 1) / tile_h);
    }
};

// This thread's strips one after another: the first row i and the first column j of each, a strip being `width` columns wide. Only
// the variant for any size has more than one: the plan gives the others a grid of all tiles.
template <Variant variant, int width>
struct Strips {
    using Index = IndexOf<variant>;
    static constexpr int rows = strip_rows(variant);
    const BlockShape block;
    const Tiles tiles;
    const int64_t h, w;
    int64_t tile;
    Index i, j;

    AS_DEVICE Strips(int64_t plane_h, int64_t plane_w, const BlockShape& shape)
        : block(shape), tiles(plane_h, plane_w, shape.strips * rows, shape.columns * width), h(plane_h), w(plane_w), tile(block_index().y) {
        place();
    }

    AS_DEVICE void place() {
        const int64_t tile_row = tiles.columns == 1 ? tile : tile / tiles.columns;
        const int64_t tile_column = tiles.columns == 1 ? 0 : tile - tile_row * tiles.columns;
        i = static_cast<Index>(tile_row * block.strips + block.strip) * rows;
        j = static_cast<Index>(tile_column * block.columns + block.column) * width;
    }

    AS_DEVICE bool more() const { return tile < tiles.count; }
    AS_DEVICE bool inside() const { return i < h && j < w; }

    AS_DEVICE void next() {
        if constexpr (variant != Variant::any) {
            tile = tiles.count;
        } else {
            tile += grid_size().y;
            place();
        }
    }
};

}  // namespace activeshift::cuda
