#include "cpu/simd_operators.h"
#include "simd/vector_neon.h"

namespace activeshift {

extern constexpr CpuKernels<float> kNeonFloat = simd_operators<Neon, Neon::Float>();
extern constexpr CpuKernels<double> kNeonDouble = simd_operators<Neon, Neon::Double>();

}  // namespace activeshift
