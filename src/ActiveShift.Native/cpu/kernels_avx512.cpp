#include "cpu/simd_operators.h"
#include "simd/vector_avx512.h"

namespace activeshift {

extern constexpr CpuKernels<float> kAvx512Float = simd_operators<Avx512, Avx512::Float>();
extern constexpr CpuKernels<double> kAvx512Double = simd_operators<Avx512, Avx512::Double>();

}  // namespace activeshift
