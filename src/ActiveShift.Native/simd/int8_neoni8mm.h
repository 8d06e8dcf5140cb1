// Products of unsigned by signed bytes. Only for files compiled with -march=armv8.2-a+i8mm.
#pragma once

#include "simd/int8_neon.h"

namespace activeshift {
namespace {

struct NeonI8mmWords : NeonWords {
    static constexpr int kSubtracted = 0;

    static V dot(V sum, V x, V w) { return vusdotq_s32(sum, vreinterpretq_u8_s32(x), vreinterpretq_s8_s32(w)); }
};

}  // namespace
}  // namespace activeshift
