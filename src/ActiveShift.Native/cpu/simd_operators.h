// Everything that training has on the CPU, one source for every vector type. Include in one file per instruction set;
// what simd_shift.h says of such files holds here too.
#pragma once

#include "cpu/cpu_kernels.h"
#include "cpu/simd_batch_norm.h"
#include "cpu/simd_normalized_shift.h"
#include "cpu/simd_pointwise.h"
#include "cpu/simd_shift.h"

namespace activeshift {
namespace {

// S: a vector type of the instruction set.
template <class Set, class S>
constexpr CpuKernels<typename S::T> simd_operators() {
    return {simd_shift<S>(), simd_batch_norm<S>(), simd_normalized_shift<S>(),
            simd_pointwise<S, Set::kTileRows, Set::kTileVectors>()};
}

}  // namespace
}  // namespace activeshift
