// Where the neighbours of a thread's outputs lie in an image, and how they are read: 0 outside. All of it is the same for every
// image of a batch, so that a thread works it out once and then runs through its images.
//
// Loads are of addresses inside the image and unconditional, so that all those of a strip are under way at once; what lies outside
// is masked afterwards (a mask, not a factor of 0: NaN must not come through).
#pragma once

#include "cuda/kernels/channel_axis.h"
#include "cuda/kernels/elements.h"

namespace activeshift::cuda {

// What is interpolated: the element itself, or, in scoring, the element after a batch normalisation with its ReLU.
struct Plain {
    AS_DEVICE float operator()(float value) const { return value; }
};

struct Activated {
    float scale, bias;
    AS_DEVICE float operator()(float value) const {
        const float normalised = value * scale + bias;
        return normalised < 0.0f ? 0.0f : normalised;  // not fmax: NaN stays NaN
    }
};

template <class Index>
AS_DEVICE Index clamped(Index k, Index size) {
    return k < 0 ? Index(0) : k >= size ? size - 1 : k;
}

template <class Index>
AS_DEVICE bool inside(Index k, Index size) {
    return k >= 0 && k < size;
}

AS_DEVICE uint32_t mask_of(bool kept) { return opaque(kept ? 0xffffffffu : 0u); }
AS_DEVICE float masked(float value, uint32_t mask, uint32_t other) { return float_of_bits(float_bits(value) & mask & other); }

// One row of the image.
template <class Index>
struct Row {
    Index offset;  // elements
    uint32_t mask;

    Row() = default;
    AS_DEVICE Row(Index row, Index h, Index row_pitch) : offset(clamped<Index>(row, h) * row_pitch), mask(mask_of(inside<Index>(row, h))) {}
};

// The two neighbours of one output column; `pitch` elements lie between neighbouring columns.
template <class Element, class Index>
struct SingleColumn {
    static constexpr int width = 1;
    Index offset0, offset1;
    uint32_t mask0, mask1;

    AS_DEVICE SingleColumn(Index column, Index w, Index pitch)
        : offset0(clamped<Index>(column, w) * pitch), offset1(clamped<Index>(column + 1, w) * pitch),
          mask0(mask_of(inside<Index>(column, w))), mask1(mask_of(inside<Index>(column + 1, w))) {}

    template <class Value>
    AS_DEVICE void read(const char* image, const Row<Index>& row, const Value& value, float (&q)[2]) const {
        const Index offset = opaque(row.offset);
        const uint32_t mask = opaque(row.mask);
        q[0] = masked(value(Element::value(Element::load(image + int64_t(offset + offset0) * Element::size))), mask, mask0);
        q[1] = masked(value(Element::value(Element::load(image + int64_t(offset + offset1) * Element::size))), mask, mask1);
    }
};

// The three neighbours of two output columns beside each other, the first one even, in rows of an even number of elements: they lie
// in two aligned pairs. Half the loads of single columns.
template <class Element, class Index>
struct PairOfColumns {
    static constexpr int width = 2;
    Index offset0, offset1;
    uint32_t mask0, mask1, mask2;
    typename Element::Window window;

    AS_DEVICE PairOfColumns(Index column, Index w, Index) : window((column & 1) != 0) {
        const Index even = column - (column & 1);
        offset0 = clamped<Index>(even, w - 1);
        offset1 = clamped<Index>(even + 2, w - 1);
        mask0 = mask_of(inside<Index>(column, w));
        mask1 = mask_of(inside<Index>(column + 1, w));
        mask2 = mask_of(inside<Index>(column + 2, w));
    }

    template <class Value>
    AS_DEVICE void read(const char* image, const Row<Index>& row, const Value& value, float (&q)[3]) const {
        const Index offset = opaque(row.offset);
        const uint32_t mask = opaque(row.mask);
        const auto low = Element::load_pair(image + int64_t(offset + offset0) * Element::size);
        const auto high = Element::load_pair(image + int64_t(offset + offset1) * Element::size);
        q[0] = masked(value(Element::window_value(window.first(low, high))), mask, mask0);
        q[1] = masked(value(Element::window_value(window.second(low, high))), mask, mask1);
        q[2] = masked(value(Element::window_value(window.third(low, high))), mask, mask2);
    }
};

template <bool pair, class Element, class Index>
struct ColumnsType {
    using Type = SingleColumn<Element, Index>;
};
template <class Element, class Index>
struct ColumnsType<true, Element, Index> {
    using Type = PairOfColumns<Element, Index>;
};

// The rows that `count` outputs of one column have as neighbours. At stride 1 an output's second row is the next one's first.
template <bool unit_stride, int count, class Index>
struct RowStrip {
    static constexpr int size = unit_stride ? count + 1 : 2 * count;
    Row<Index> rows[size];

    AS_DEVICE RowStrip(Index first, Index stride, Index h, Index row_pitch) {
        AS_UNROLL
        for (int k = 0; k < size; ++k) rows[k] = Row<Index>(unit_stride ? first + k : first + (k / 2) * stride + k % 2, h, row_pitch);
    }

    AS_DEVICE const Row<Index>& first(int k) const { return rows[unit_stride ? k : 2 * k]; }
    AS_DEVICE const Row<Index>& second(int k) const { return rows[unit_stride ? k + 1 : 2 * k + 1]; }
};

}  // namespace activeshift::cuda
