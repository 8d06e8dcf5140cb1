#pragma once

#include "cpu/shift_kernels.h"

namespace activeshift {

ShiftKernels<float> avx2_kernels_f32();
ShiftKernels<double> avx2_kernels_f64();

}  // namespace activeshift
