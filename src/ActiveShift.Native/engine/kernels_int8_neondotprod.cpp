#include "engine/simd_kernels_int8.h"
#include "simd/int8_neondotprod.h"

namespace activeshift::engine {

extern constexpr Int8Kernels kInt8NeonDotprod = simd_int8_kernels<NeonInt8<NeonDotprodWords>>();

}  // namespace activeshift::engine
