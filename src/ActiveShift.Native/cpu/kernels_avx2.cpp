#include "cpu/kernels_avx2.h"

#include "cpu/simd_batch_norm.h"
#include "cpu/simd_normalized_shift.h"
#include "cpu/simd_pointwise.h"
#include "cpu/simd_shift.h"
#include "cpu/vector_avx2.h"

namespace activeshift {

constexpr CpuKernels<float> kAvx2Float = {
    simd_shift<Avx2Float>(), simd_batch_norm<Avx2Float>(), simd_normalized_shift<Avx2Float>(),
    simd_pointwise<Avx2Float, 6, 2>()};

constexpr CpuKernels<double> kAvx2Double = {
    simd_shift<Avx2Double>(), simd_batch_norm<Avx2Double>(), simd_normalized_shift<Avx2Double>(),
    simd_pointwise<Avx2Double, 6, 2>()};

}  // namespace activeshift
