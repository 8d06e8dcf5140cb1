#pragma once

#include "cpu/cpu_kernels.h"

namespace activeshift {

extern const CpuKernels<float> kAvx2Float;
extern const CpuKernels<double> kAvx2Double;

}  // namespace activeshift
