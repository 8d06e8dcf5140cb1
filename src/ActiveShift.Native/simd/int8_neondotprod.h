// Products of signed bytes. Only for files compiled with -march=armv8.2-a+dotprod.
#pragma once

#include "simd/int8_neon.h"

namespace activeshift {
namespace {

struct NeonDotprodWords : NeonWords {
    static constexpr int kSubtracted = 128;

    // Turning over the highest bit of an unsigned byte makes it a signed one that is smaller by 128.
    static V load(const uint32_t* p) {
        return vreinterpretq_s32_u32(veorq_u32(vld1q_u32(p), vdupq_n_u32(0x80808080u)));
    }
    static V dot(V sum, V x, V w) { return vdotq_s32(sum, vreinterpretq_s8_s32(x), vreinterpretq_s8_s32(w)); }
};

}  // namespace
}  // namespace activeshift
