#pragma once

#include "cpu/cpu_kernels.h"

namespace activeshift {

CpuKernels<float> avx2_kernels_f32();
CpuKernels<double> avx2_kernels_f64();

}  // namespace activeshift
