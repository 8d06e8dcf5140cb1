#include "dispatch/cpu_features.h"

#if defined(_MSC_VER) && defined(_M_X64)
#  include <immintrin.h>
#  include <intrin.h>
#endif

namespace activeshift {

#if defined(_MSC_VER) && defined(_M_X64)

namespace {

// Bits of XCR0: the operating system saves SSE and AVX state (6), and also AVX-512 state (0xE6).
bool system_saves(unsigned long long state) {
    int leaf1[4];
    __cpuid(leaf1, 1);
    const bool osxsave = (leaf1[2] >> 27 & 1) != 0;
    return osxsave && (_xgetbv(0) & state) == state;
}

bool leaf7_has(int mask) {
    int leaf0[4], leaf7[4];
    __cpuid(leaf0, 0);
    if (leaf0[0] < 7) return false;
    __cpuidex(leaf7, 7, 0);
    return (leaf7[1] & mask) == mask;
}

}  // namespace

bool cpu_has_avx2() {
    int leaf1[4];
    __cpuid(leaf1, 1);
    return system_saves(0x6) && (leaf1[2] >> 12 & 1) != 0 && leaf7_has(1 << 5);
}

bool cpu_has_avx512() { return cpu_has_avx2() && system_saves(0xE6) && leaf7_has(1 << 16 | 1 << 17 | 1 << 30 | 1 << 31); }

bool cpu_has_avx512_vnni() {
    int leaf7[4];
    __cpuidex(leaf7, 7, 0);
    return cpu_has_avx512() && (leaf7[2] >> 11 & 1) != 0;
}

#elif defined(__x86_64__)

bool cpu_has_avx2() { return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"); }

bool cpu_has_avx512() {
    return cpu_has_avx2() && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512bw") &&
           __builtin_cpu_supports("avx512dq");
}

bool cpu_has_avx512_vnni() { return cpu_has_avx512() && __builtin_cpu_supports("avx512vnni"); }

#else

bool cpu_has_avx2() { return false; }
bool cpu_has_avx512() { return false; }
bool cpu_has_avx512_vnni() { return false; }

#endif

}  // namespace activeshift
