#include "engine/simd_kernels_int8.h"
#include "simd/int8_portable.h"

namespace activeshift::engine {

extern constexpr Int8Kernels kInt8Portable = simd_int8_kernels<PortableInt8>();

}  // namespace activeshift::engine
