#include "engine/simd_kernels.h"
#include "simd/vector_portable.h"

namespace activeshift::engine {

extern constexpr Kernels kPortable = simd_kernels<Portable>();

}  // namespace activeshift::engine
