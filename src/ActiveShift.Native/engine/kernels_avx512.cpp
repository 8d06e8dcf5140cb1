#include "engine/simd_kernels.h"
#include "simd/vector_avx512.h"

namespace activeshift::engine {

extern constexpr Kernels kAvx512 = simd_kernels<Avx512>();

}  // namespace activeshift::engine
