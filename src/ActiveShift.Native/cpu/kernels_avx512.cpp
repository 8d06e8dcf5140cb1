#include "cpu/kernels_avx512.h"

#include "cpu/simd_batch_norm.h"
#include "cpu/simd_normalized_shift.h"
#include "cpu/simd_pointwise.h"
#include "cpu/simd_shift.h"
#include "cpu/vector_avx512.h"

namespace activeshift {

constexpr CpuKernels<float> kAvx512Float = {
    simd_shift<Avx512Float>(), simd_batch_norm<Avx512Float>(), simd_normalized_shift<Avx512Float>(),
    simd_pointwise<Avx512Float, 8, 3>()};

constexpr CpuKernels<double> kAvx512Double = {
    simd_shift<Avx512Double>(), simd_batch_norm<Avx512Double>(), simd_normalized_shift<Avx512Double>(),
    simd_pointwise<Avx512Double, 8, 3>()};

}  // namespace activeshift
