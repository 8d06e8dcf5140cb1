#include "cpu/active_shift_portable.h"

#include "cpu/simd_kernels.h"
#include "cpu/vector_portable.h"

namespace activeshift {

ShiftKernels<float> portable_kernels_f32() { return simd_kernels<PortableVector<float, 4>>(); }
ShiftKernels<double> portable_kernels_f64() { return simd_kernels<PortableVector<double, 2>>(); }

}  // namespace activeshift
