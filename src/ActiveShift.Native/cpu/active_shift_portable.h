#pragma once

#include "cpu/shift_kernels.h"

namespace activeshift {

ShiftKernels<float> portable_kernels_f32();
ShiftKernels<double> portable_kernels_f64();

}  // namespace activeshift
