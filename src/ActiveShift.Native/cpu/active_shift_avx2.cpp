#include "cpu/active_shift_avx2.h"

#include "cpu/simd_kernels.h"
#include "cpu/vector_avx2.h"

namespace activeshift {

ShiftKernels<float> avx2_kernels_f32() { return simd_kernels<Avx2Float>(); }
ShiftKernels<double> avx2_kernels_f64() { return simd_kernels<Avx2Double>(); }

}  // namespace activeshift
