// The engine's inner loops for an instruction set; what cpu/simd_shift.h says of such files holds here too.
#pragma once

#include "engine/simd_gather.h"
#include "engine/simd_gemm.h"

namespace activeshift::engine {
namespace {

template <class Set>
constexpr Kernels simd_kernels() {
    return {Set::kTileRows, gemm<Set>, gather<typename Set::Float>};
}

}  // namespace
}  // namespace activeshift::engine
