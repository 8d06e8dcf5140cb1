#include "cpu/simd_operators.h"
#include "simd/vector_avx2.h"

namespace activeshift {

extern constexpr CpuKernels<float> kAvx2Float = simd_operators<Avx2, Avx2::Float>();
extern constexpr CpuKernels<double> kAvx2Double = simd_operators<Avx2, Avx2::Double>();

}  // namespace activeshift
