// What the kernels need of the machine they run on: indices, barrier, shared memory, loads and stores. Written against the PTX
// instructions, so that clang compiles it without a CUDA toolkit. With ACTIVESHIFT_EMULATED_DEVICE the same kernels are plain C++
// over an emulated_device.h, which runs them thread by thread on the CPU (tests).
#pragma once

#include <stdint.h>

#if defined(ACTIVESHIFT_EMULATED_DEVICE)
#  include "emulated_device.h"
#else

// A kernel of at most 256 threads a block, with so few registers that at least `blocks` of them fit a multiprocessor.
#if defined(__clang__)
#  define AS_DEVICE __attribute__((device)) inline __attribute__((always_inline))
#  define AS_KERNEL(blocks) extern "C" __attribute__((global)) __attribute__((launch_bounds(256, blocks))) void
#  define AS_SHARED(type, name, count) __attribute__((shared)) type name[count]
#else
#  define AS_DEVICE __device__ __forceinline__
#  define AS_KERNEL(blocks) extern "C" __global__ __launch_bounds__(256, blocks) void
// Memory of the block; contents undefined at the start.
#  define AS_SHARED(type, name, count) __shared__ type name[count]
#endif
#define AS_UNROLL _Pragma("unroll")

namespace activeshift::cuda {

struct Index3 {
    int32_t x, y, z;
};

#define AS_SPECIAL_REGISTER(function, name)           \
    AS_DEVICE Index3 function() {                     \
        Index3 i;                                     \
        asm("mov.u32 %0, %%" name ".x;" : "=r"(i.x)); \
        asm("mov.u32 %0, %%" name ".y;" : "=r"(i.y)); \
        asm("mov.u32 %0, %%" name ".z;" : "=r"(i.z)); \
        return i;                                     \
    }
AS_SPECIAL_REGISTER(thread_index, "tid")
AS_SPECIAL_REGISTER(block_size, "ntid")
AS_SPECIAL_REGISTER(block_index, "ctaid")
AS_SPECIAL_REGISTER(grid_size, "nctaid")
#undef AS_SPECIAL_REGISTER

AS_DEVICE void barrier() { __syncthreads(); }

struct Bits2 {
    uint32_t a, b;
};

// Loads of what no thread of the kernel writes: through the read-only path. They stay in their order, ahead of what uses them: clang
// would move some behind a condition, where they wait for the others. 16-bit elements come in the low half of a register, a pair in one.
AS_DEVICE uint32_t load32(const void* p) {
    uint32_t v;
    asm volatile("ld.global.nc.u32 %0, [%1];" : "=r"(v) : "l"(p));
    return v;
}

AS_DEVICE uint32_t load16(const void* p) {
    uint32_t v;
    asm volatile("ld.global.nc.u16 %0, [%1];" : "=r"(v) : "l"(p));
    return v;
}

AS_DEVICE Bits2 load64(const void* p) {
    Bits2 v;
    asm volatile("ld.global.nc.v2.u32 {%0, %1}, [%2];" : "=r"(v.a), "=r"(v.b) : "l"(p));
    return v;
}

AS_DEVICE void store16(void* p, uint32_t v) { asm volatile("st.global.u16 [%0], %1;" ::"l"(p), "r"(v) : "memory"); }
AS_DEVICE void store32(void* p, uint32_t v) { asm volatile("st.global.u32 [%0], %1;" ::"l"(p), "r"(v) : "memory"); }
AS_DEVICE void store64(void* p, Bits2 v) { asm volatile("st.global.v2.u32 [%0], {%1, %2};" ::"l"(p), "r"(v.a), "r"(v.b) : "memory"); }

AS_DEVICE uint32_t half_bits(float value) {
    uint16_t bits;
    asm("cvt.rn.f16.f32 %0, %1;" : "=h"(bits) : "f"(value));
    return bits;
}

AS_DEVICE float half_value(uint32_t bits) {
    float value;
    asm("cvt.f32.f16 %0, %1;" : "=f"(value) : "h"(static_cast<uint16_t>(bits)));
    return value;
}

// Any four of the eight bytes of b and a; a hexadecimal digit of the selector each, byte 0 the lowest of a.
AS_DEVICE uint32_t permuted(uint32_t a, uint32_t b, uint32_t selector) {
    uint32_t bytes;
    asm("prmt.b32 %0, %1, %2, %3;" : "=r"(bytes) : "r"(a), "r"(b), "r"(selector));
    return bytes;
}

// Two floats rounded to one word, the first in its low half. From sm_80 on that is one instruction at full speed.
AS_DEVICE uint32_t half_pair(float a, float b) {
#if defined(__CUDA_ARCH__) && __CUDA_ARCH__ >= 800
    uint32_t bits;
    asm("cvt.rn.f16x2.f32 %0, %1, %2;" : "=r"(bits) : "f"(b), "f"(a));
    return bits;
#else
    return half_bits(a) | half_bits(b) << 16;
#endif
}

// The value again, of which the compiler no longer knows anything. Within a loop: without it, clang keeps a 64-bit address for each of
// a thread's loads in registers, where two offsets and an addition do. On a mask: without it, clang makes predicates of masks, of
// which there are more than predicate registers.
AS_DEVICE int32_t opaque(int32_t value) {
    asm volatile("" : "+r"(value));
    return value;
}

AS_DEVICE uint32_t opaque(uint32_t value) {
    asm volatile("" : "+r"(value));
    return value;
}

AS_DEVICE int64_t opaque(int64_t value) {
    asm volatile("" : "+l"(value));
    return value;
}

}  // namespace activeshift::cuda
#endif

namespace activeshift::cuda {

AS_DEVICE uint32_t float_bits(float value) {
    uint32_t bits;
    __builtin_memcpy(&bits, &value, sizeof bits);
    return bits;
}

AS_DEVICE float float_of_bits(uint32_t bits) {
    float value;
    __builtin_memcpy(&value, &bits, sizeof value);
    return value;
}

AS_DEVICE float load_float(const float* p) { return float_of_bits(load32(p)); }

}  // namespace activeshift::cuda
