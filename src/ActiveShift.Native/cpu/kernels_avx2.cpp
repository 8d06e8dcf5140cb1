#include "cpu/kernels_avx2.h"

#include "cpu/simd_batch_norm.h"
#include "cpu/simd_normalized_shift.h"
#include "cpu/simd_pointwise.h"
#include "cpu/simd_shift.h"
#include "cpu/vector_avx2.h"

namespace activeshift {

CpuKernels<float> avx2_kernels_f32() {
    return {simd_shift<Avx2Float>(), simd_batch_norm<Avx2Float>(), simd_normalized_shift<Avx2Float>(), simd_pointwise<Avx2Float, 6, 2>()};
}
CpuKernels<double> avx2_kernels_f64() {
    return {simd_shift<Avx2Double>(), simd_batch_norm<Avx2Double>(), simd_normalized_shift<Avx2Double>(), simd_pointwise<Avx2Double, 6, 2>()};
}

}  // namespace activeshift
