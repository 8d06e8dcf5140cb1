// The 1x1 convolution by its definition, in float64.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "activeshift.h"
#include "harness/compare.h"

// One input with a gradient of its output; the values are exact in float32.
struct PointwiseCase {
    PointwiseCase(int64_t images, int64_t inputs, int64_t outputs, int64_t pixels);

    as_pointwise_shape shape(int32_t threads) const { return {n, inputs, outputs, p, threads}; }
    std::string name() const;

    int64_t n, inputs, outputs, p;
    std::vector<double> x, weight, added, grad_y;
};

std::vector<Sum> pointwise_forward(const PointwiseCase& s, bool with_added);
std::vector<Sum> pointwise_grad_x(const PointwiseCase& s);
std::vector<Sum> pointwise_grad_weight(const PointwiseCase& s);
