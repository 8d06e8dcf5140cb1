#include "engine/simd_kernels_int8.h"
#include "simd/int8_avx512vnni.h"

namespace activeshift::engine {

extern constexpr Int8Kernels kInt8Avx512Vnni = simd_int8_kernels<Avx512VnniInt8>();

}  // namespace activeshift::engine
