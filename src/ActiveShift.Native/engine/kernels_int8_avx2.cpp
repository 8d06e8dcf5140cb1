#include "engine/simd_kernels_int8.h"
#include "simd/int8_avx2.h"

namespace activeshift::engine {

extern constexpr Int8Kernels kInt8Avx2 = simd_int8_kernels<Avx2Int8>();

}  // namespace activeshift::engine
