// The active shift in float64, straight from its definition (equation 5 of the paper): four neighbours, reads outside
// the image are 0, and at an integer shift the second neighbour takes no part. Knows nothing of the library's code.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "activeshift.h"
#include "harness/compare.h"

// One input with a gradient of its output; the values are exact in float32.
struct ShiftCase {
    using Shifts = std::vector<std::pair<double, double>>;  // alpha and beta of each channel

    // Values in [-1, 1).
    ShiftCase(int64_t images, int64_t height, int64_t width, int32_t stride, const Shifts& shifts, uint64_t seed = 1);

    int64_t out_h() const { return h == 0 ? 0 : (h - 1) / stride + 1; }
    int64_t out_w() const { return w == 0 ? 0 : (w - 1) / stride + 1; }
    int64_t outputs() const { return n * c * out_h() * out_w(); }
    as_shift_shape shape(int32_t threads) const { return {n, c, h, w, stride, threads}; }
    bool is_finite(int64_t channel) const;
    std::string name() const;

    // What no output of the forward pass depends on, or of the gradients (which look at all four neighbours), becomes
    // not a number.
    void spoil_unread(bool by_gradients);

    int64_t n, c, h, w;
    int32_t stride;
    std::vector<double> alpha, beta, x, grad_y;
};

struct ShiftGradients {
    std::vector<double> x;
    std::vector<Sum> alpha, beta;  // right-hand at integer shifts
};

// y [n, c, out_h, out_w]
std::vector<double> shift_forward(const ShiftCase& s);
// The gradients to x [n, c, h, w], alpha [c] and beta [c].
ShiftGradients shift_backward(const ShiftCase& s);
