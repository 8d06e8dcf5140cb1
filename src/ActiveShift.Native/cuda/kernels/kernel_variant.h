// The versions that a kernel exists in, for the kernels, the plan and whoever looks kernels up by name.
#pragma once

#include <stdint.h>

namespace activeshift::cuda {

enum class Pass : int32_t { forward = 0, forward_relu = 1, input_gradient = 2, shift_gradient = 3 };

enum class Variant : int32_t {
    any = 0,      // every stride and size: 64-bit offsets, and loops over whatever the grid can't hold
    strided = 1,  // every stride, offsets within one image in 32 bits
    unit = 2,     // as strided, at stride 1: a row is read once for the two outputs that need it
    pair = 3,     // as unit, with two elements a load and store: rows (NCHW) or channels (NHWC) of even length, aligned to a pair
};
constexpr int32_t variant_count = 4;

// The extent that all but `any` are for, in elements: a plane (NCHW) or an image (NHWC). Sums of two offsets fit 32 bits.
constexpr int64_t narrow_limit = int64_t(1) << 29;

// Output rows that one thread computes, so that several loads are under way at once and neighbouring rows are read from registers.
constexpr int32_t strip_rows(Variant variant) { return variant == Variant::any ? 1 : 4; }
constexpr bool has_unit_stride(Variant variant) { return variant == Variant::unit || variant == Variant::pair; }
constexpr int32_t lane_width(Variant variant) { return variant == Variant::pair ? 2 : 1; }

constexpr int32_t max_block = 256;        // threads
constexpr int32_t reduction_lanes = 16;   // threads that add up a block's sums
constexpr int32_t partials_channels = 4;  // block of the kernel that adds up those of all blocks
constexpr int32_t partials_lanes = 64;

}  // namespace activeshift::cuda

// X(name, pass, element type, layout, variant), for every kernel that computes outputs or sums of blocks.
#define AS_KERNELS_OF_VARIANT(X, pass, element, Element, layout, variant) \
    X(active_shift_##pass##_##element##_##layout##_##variant, pass, Element, layout, variant)
#define AS_KERNELS_OF_LAYOUT(X, pass, element, Element, layout)             \
    AS_KERNELS_OF_VARIANT(X, pass, element, Element, layout, any)           \
    AS_KERNELS_OF_VARIANT(X, pass, element, Element, layout, strided)       \
    AS_KERNELS_OF_VARIANT(X, pass, element, Element, layout, unit)          \
    AS_KERNELS_OF_VARIANT(X, pass, element, Element, layout, pair)
#define AS_KERNELS_OF_ELEMENT(X, pass, element, Element)  \
    AS_KERNELS_OF_LAYOUT(X, pass, element, Element, nchw) \
    AS_KERNELS_OF_LAYOUT(X, pass, element, Element, nhwc)
#define AS_KERNELS_OF_PASS(X, pass)                   \
    AS_KERNELS_OF_ELEMENT(X, pass, f32, Float32)      \
    AS_KERNELS_OF_ELEMENT(X, pass, f16, Float16)      \
    AS_KERNELS_OF_ELEMENT(X, pass, bf16, BFloat16)
#define AS_KERNELS(X)                       \
    AS_KERNELS_OF_PASS(X, forward)          \
    AS_KERNELS_OF_PASS(X, forward_relu)     \
    AS_KERNELS_OF_PASS(X, input_gradient)   \
    AS_KERNELS_OF_PASS(X, shift_gradient)
