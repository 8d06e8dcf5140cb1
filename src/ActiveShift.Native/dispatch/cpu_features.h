#pragma once

namespace activeshift {

#if defined(ACTIVESHIFT_X86)
// By cpuid, and whether the operating system saves the registers.
bool cpu_has_avx2();         // AVX2 and FMA
bool cpu_has_avx512();       // AVX-512 F, VL, BW and DQ
bool cpu_has_avx512_vnni();  // that, and VNNI
#elif defined(ACTIVESHIFT_ARM64)
// As the operating system says; false where it has no way to.
bool cpu_has_dotprod();  // products of signed bytes
bool cpu_has_i8mm();     // products of unsigned by signed bytes
#endif

}  // namespace activeshift
