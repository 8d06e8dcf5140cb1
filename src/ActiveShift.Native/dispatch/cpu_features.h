#pragma once

namespace activeshift {

// By cpuid, and whether the operating system saves the registers.
bool cpu_has_avx2();    // AVX2 and FMA
bool cpu_has_avx512();  // AVX-512 F, VL, BW and DQ
bool cpu_has_avx512_vnni();  // that, and VNNI

}  // namespace activeshift
