#include "definitions/layers.h"

#include <algorithm>
#include <cmath>

Planes normalise_and_rectify(const Planes& x, Reader& weights) {
    const double *weight = weights.take(x.channels), *bias = weights.take(x.channels);
    const double *mean = weights.take(x.channels), *variance = weights.take(x.channels);
    Planes y(x.channels, x, 1);
    for (std::size_t k = 0; k < x.values.size(); k++) {
        const int64_t c = int64_t(k) / (x.height * x.width);
        y.values[k] = std::max(0.0, (x.values[k] - mean[c]) / std::sqrt(variance[c] + 1e-5) * weight[c] + bias[c]);
    }
    return y;
}

namespace {

// 3x3, padding 1: adds what one channel of x gives.
void convolve(Planes& y, int64_t out, const Planes& x, int64_t in, const double* window, int64_t stride) {
    for (int64_t i = 0; i < y.height; i++)
        for (int64_t j = 0; j < y.width; j++)
            for (int k = 0; k < 9; k++)
                y(out, i, j) += window[k] * x.at(in, double(i * stride + k / 3 - 1), double(j * stride + k % 3 - 1));
}

}  // namespace

Planes stem(const Planes& x, int64_t width, int64_t stride, Reader& weights) {
    Planes y(width, x, stride);
    const double* weight = weights.take(9 * x.channels * width);
    for (int64_t o = 0; o < width; o++)
        for (int64_t c = 0; c < x.channels; c++) convolve(y, o, x, c, weight + 9 * (o * x.channels + c), stride);
    return y;
}

Planes depthwise(const Planes& x, int64_t stride, Reader& weights) {
    Planes y(x.channels, x, stride);
    const double* weight = weights.take(9 * x.channels);
    for (int64_t c = 0; c < x.channels; c++) convolve(y, c, x, c, weight + 9 * c, stride);
    return y;
}

Planes shift(const Planes& x, int64_t stride, Reader& weights) {
    Planes y(x.channels, x, stride);
    const double *alpha = weights.take(x.channels), *beta = weights.take(x.channels);
    for (int64_t c = 0; c < x.channels; c++) {
        const double column = std::floor(alpha[c]), row = std::floor(beta[c]), a = alpha[c] - column, b = beta[c] - row;
        for (int64_t i = 0; i < y.height; i++) {
            for (int64_t j = 0; j < y.width; j++) {
                const double r = double(i * stride) + row, q = double(j * stride) + column;
                y(c, i, j) = x.at(c, r, q) * (1 - a) * (1 - b) + x.at(c, r, q + 1) * a * (1 - b) +
                             x.at(c, r + 1, q) * (1 - a) * b + x.at(c, r + 1, q + 1) * a * b;
            }
        }
    }
    return y;
}

Planes every(const Planes& x, int64_t stride) {
    Planes y(x.channels, x, stride);
    for (int64_t c = 0; c < y.channels; c++)
        for (int64_t i = 0; i < y.height; i++)
            for (int64_t j = 0; j < y.width; j++) y(c, i, j) = x(c, i * stride, j * stride);
    return y;
}

Planes pointwise(const Planes& x, int64_t outputs, Reader& weights) {
    Planes y(outputs, x, 1);
    const double* weight = weights.take(outputs * x.channels);
    const int64_t plane = x.height * x.width;
    for (int64_t o = 0; o < outputs; o++)
        for (int64_t c = 0; c < x.channels; c++)
            for (int64_t k = 0; k < plane; k++)
                y.values[o * plane + k] += weight[o * x.channels + c] * x.values[c * plane + k];
    return y;
}
