#include "engine/simd_kernels_int8.h"
#include "simd/int8_neoni8mm.h"

namespace activeshift::engine {

extern constexpr Int8Kernels kInt8NeonI8mm = simd_int8_kernels<NeonInt8<NeonI8mmWords>>();

}  // namespace activeshift::engine
