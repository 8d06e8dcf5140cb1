// What the layers of a network take and give: channels of pixels, in float64.
#pragma once

#include <cstdint>
#include <vector>

struct Planes {
    Planes(int64_t c, int64_t h, int64_t w) : channels(c), height(h), width(w), values(std::size_t(c * h * w)) {}

    // As many channels of the size that a layer of this stride makes of x.
    Planes(int64_t c, const Planes& x, int64_t stride)
        : Planes(c, (x.height - 1) / stride + 1, (x.width - 1) / stride + 1) {}

    double& operator()(int64_t c, int64_t i, int64_t j) { return values[std::size_t((c * height + i) * width + j)]; }
    double operator()(int64_t c, int64_t i, int64_t j) const {
        return values[std::size_t((c * height + i) * width + j)];
    }

    // 0 outside the image.
    double at(int64_t c, double i, double j) const {
        return i >= 0 && i < double(height) && j >= 0 && j < double(width) ? (*this)(c, int64_t(i), int64_t(j)) : 0;
    }

    int64_t channels, height, width;
    std::vector<double> values;
};
