// One version of everything that training has on the CPU: an entry of the dispatch table for one element type.
// Constants, not functions that return them: to look at a version must not run code of its instruction set.
#pragma once

#include "cpu/batch_norm_kernels.h"
#include "cpu/normalized_shift_kernels.h"
#include "cpu/pointwise_kernels.h"
#include "cpu/shift_kernels.h"

namespace activeshift {

template <class T>
struct CpuKernels {
    ShiftKernels<T> shift;
    BatchNormKernels<T> batch_norm;
    NormalizedShiftKernels<T> normalized_shift;
    PointwiseKernels<T> pointwise;
};

}  // namespace activeshift
