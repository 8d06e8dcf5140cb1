#pragma once

#include "cpu/cpu_kernels.h"

namespace activeshift {

template <class T>
ShiftKernels<T> reference_shift();

template <class T>
BatchNormKernels<T> reference_batch_norm();

template <class T>
NormalizedShiftKernels<T> reference_normalized_shift();

template <class T>
PointwiseKernels<T> reference_pointwise();

extern const CpuKernels<float> kReferenceFloat;
extern const CpuKernels<double> kReferenceDouble;

}  // namespace activeshift
