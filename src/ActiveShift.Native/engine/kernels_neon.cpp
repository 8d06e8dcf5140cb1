#include "engine/simd_kernels.h"
#include "simd/vector_neon.h"

namespace activeshift::engine {

extern constexpr Kernels kNeon = simd_kernels<Neon>();

}  // namespace activeshift::engine
