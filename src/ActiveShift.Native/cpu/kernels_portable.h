#pragma once

#include "cpu/cpu_kernels.h"

namespace activeshift {

CpuKernels<float> portable_kernels_f32();
CpuKernels<double> portable_kernels_f64();

}  // namespace activeshift
