// Shapes and shifts at which row-wise, vectorised code goes wrong first.
#pragma once

#include <utility>
#include <vector>

#include "definitions/shift.h"

using PlaneSize = std::pair<int, int>;  // height, width

// Planes of a few vectors, which may be treated as one row: all elements around a multiple of the vector's width, and
// the largest such planes (128 elements with one row more) and the next beyond.
const std::vector<PlaneSize>& small_planes();

// Integer, half, negative, tiny, near and past the image's edge, and huge shifts, along each axis and both.
ShiftCase::Shifts all_shifts(int h, int w);

// Calls `use` with every size at strides 1, 2 and 3, each with all_shifts.
template <class Use>
void for_each_shift_case(const Use& use);

// Single pixels, rows and columns; odd sizes; every vector's width (2 to 16 elements) and its neighbours; the network's
// own planes; more rows than one run of the gradients' sums (64); and the small planes.
std::vector<PlaneSize> all_planes();

template <class Use>
void for_each_shift_case(const Use& use) {
    for (const auto& [h, w] : all_planes())
        for (int stride = 1; stride <= 3; stride++)
            use(ShiftCase(2, h, w, stride, all_shifts(h, w), uint64_t(h + 100 * w + stride)));
}
