// What every version of the 1x1 convolution on the CPU implements: a product of a matrix with every image, which is the forward
// pass and, with the matrix transposed, the gradient to the input; and the gradient to the weights, some images at a time. The
// functions run on one thread, allocate nothing and throw nothing.
#pragma once

#include <cstdint>

namespace activeshift {

// y = matrix * x + added, image by image.
template <class T>
struct PointwiseProduct {
    int64_t inputs, outputs, pixels;
    // [blocks, inputs, rows]: blocks of PointwiseKernels::rows outputs, the last one filled up by zeros.
    const T* packed;
    const T* x;      // [images, inputs, pixels]
    const T* added;  // [images, outputs, pixels] or null
    T* y;            // [images, outputs, pixels]
};

template <class T>
struct PointwiseWeightGradient {
    int64_t inputs, outputs, pixels;
    const T* grad_y;  // [images, outputs, pixels]
    const T* x;       // [images, inputs, pixels]
};

template <class T>
struct PointwiseKernels {
    int64_t rows;
    // Images first .. last-1.
    void (*product)(const PointwiseProduct<T>& job, int64_t first, int64_t last);
    // sums [outputs, inputs]: over the pixels of these images, overwritten.
    void (*weight_gradient)(const PointwiseWeightGradient<T>& job, int64_t first, int64_t last, T* sums);
};

}  // namespace activeshift
