#pragma once

#include "cpu/cpu_kernels.h"

namespace activeshift {

extern const CpuKernels<float> kAvx512Float;
extern const CpuKernels<double> kAvx512Double;

}  // namespace activeshift
