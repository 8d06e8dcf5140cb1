// The inner loops in 8 bits for an instruction set; what cpu/simd_shift.h says of such files holds here too.
#pragma once

#include "engine/simd_gather_int8.h"
#include "engine/simd_gemm_int8.h"

namespace activeshift::engine {
namespace {

template <class Int8>
constexpr Int8Kernels simd_int8_kernels() {
    return {Int8::kBlockGroups, Int8::kLargestWeight, Int8::kSubtracted,
            gemm8<Int8>, quantize<Int8>, gather8<typename Int8::Shorts>};
}

}  // namespace
}  // namespace activeshift::engine
