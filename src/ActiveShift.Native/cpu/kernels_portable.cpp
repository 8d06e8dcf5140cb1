#include "cpu/simd_operators.h"
#include "simd/vector_portable.h"

namespace activeshift {

extern constexpr CpuKernels<float> kPortableFloat = simd_operators<Portable, Portable::Float>();
extern constexpr CpuKernels<double> kPortableDouble = simd_operators<Portable, Portable::Double>();

}  // namespace activeshift
