// The layers of a network in float64, each as it is defined.
#pragma once

#include <vector>

#include "definitions/planes.h"

// The tensors one after the other.
class Reader {
public:
    explicit Reader(const std::vector<double>& weights) : next_(weights.data()) {}

    const double* take(int64_t count) {
        const double* tensor = next_;
        next_ += count;
        return tensor;
    }

private:
    const double* next_;
};

// A 3x3 convolution with padding 1.
Planes stem(const Planes& x, int64_t width, int64_t stride, Reader& weights);
// Batch normalisation by running statistics, and ReLU.
Planes normalise_and_rectify(const Planes& x, Reader& weights);
// A 1x1 convolution.
Planes pointwise(const Planes& x, int64_t outputs, Reader& weights);
Planes shift(const Planes& x, int64_t stride, Reader& weights);
// 3x3 with padding 1, each channel by itself.
Planes depthwise(const Planes& x, int64_t stride, Reader& weights);
// Every stride-th pixel.
Planes every(const Planes& x, int64_t stride);
