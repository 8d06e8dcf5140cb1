#include "engine/simd_kernels.h"
#include "simd/vector_avx2.h"

namespace activeshift::engine {

extern constexpr Kernels kAvx2 = simd_kernels<Avx2>();

}  // namespace activeshift::engine
