#include "cpu/active_shift_avx512.h"

#include "cpu/simd_kernels.h"
#include "cpu/vector_avx512.h"

namespace activeshift {

ShiftKernels<float> avx512_kernels_f32() { return simd_kernels<Avx512Float>(); }
ShiftKernels<double> avx512_kernels_f64() { return simd_kernels<Avx512Double>(); }

}  // namespace activeshift
