#pragma once

#include "cpu/cpu_kernels.h"

namespace activeshift {

extern const CpuKernels<float> kPortableFloat;
extern const CpuKernels<double> kPortableDouble;

}  // namespace activeshift
