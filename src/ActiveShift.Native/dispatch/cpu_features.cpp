#include "dispatch/cpu_features.h"

#if defined(ACTIVESHIFT_X86) && defined(_MSC_VER)
#  include <immintrin.h>
#  include <intrin.h>
#elif defined(ACTIVESHIFT_ARM64) && defined(__linux__)
#  include <asm/hwcap.h>
#  include <sys/auxv.h>
#elif defined(ACTIVESHIFT_ARM64) && defined(__APPLE__)
#  include <cstddef>
#  include <sys/sysctl.h>
#elif defined(ACTIVESHIFT_ARM64) && defined(_WIN32)
#  include <windows.h>
#endif

namespace activeshift {

#if defined(ACTIVESHIFT_X86) && defined(_MSC_VER)

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

bool cpu_has_avx512() {
    return cpu_has_avx2() && system_saves(0xE6) && leaf7_has(1 << 16 | 1 << 17 | 1 << 30 | 1 << 31);
}

bool cpu_has_avx512_vnni() {
    int leaf7[4];
    __cpuidex(leaf7, 7, 0);
    return cpu_has_avx512() && (leaf7[2] >> 11 & 1) != 0;
}

#elif defined(ACTIVESHIFT_X86)

bool cpu_has_avx2() { return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"); }

bool cpu_has_avx512() {
    return cpu_has_avx2() && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl") &&
           __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512dq");
}

bool cpu_has_avx512_vnni() { return cpu_has_avx512() && __builtin_cpu_supports("avx512vnni"); }

#elif defined(ACTIVESHIFT_ARM64) && defined(__linux__)

bool cpu_has_dotprod() { return (getauxval(AT_HWCAP) & HWCAP_ASIMDDP) != 0; }

bool cpu_has_i8mm() { return (getauxval(AT_HWCAP2) & HWCAP2_I8MM) != 0; }

#elif defined(ACTIVESHIFT_ARM64) && defined(__APPLE__)

namespace {

bool has(const char* feature) {
    int value = 0;
    std::size_t size = sizeof(value);
    return sysctlbyname(feature, &value, &size, nullptr, 0) == 0 && value != 0;
}

}  // namespace

bool cpu_has_dotprod() { return has("hw.optional.arm.FEAT_DotProd"); }

bool cpu_has_i8mm() { return has("hw.optional.arm.FEAT_I8MM"); }

#elif defined(ACTIVESHIFT_ARM64) && defined(_WIN32)

// PF_ARM_V82_DP_INSTRUCTIONS_AVAILABLE, by its number for headers that lack the name.
bool cpu_has_dotprod() { return IsProcessorFeaturePresent(43) != 0; }

bool cpu_has_i8mm() { return false; }

#elif defined(ACTIVESHIFT_ARM64)

bool cpu_has_dotprod() { return false; }

bool cpu_has_i8mm() { return false; }

#endif

}  // namespace activeshift
