#include "dispatch/instruction_sets.h"

#include <cstdlib>
#include <cstring>

#include "cpu/reference.h"
#include "dispatch/cpu_features.h"

namespace activeshift {

// Defined in files that are compiled for one instruction set each.
extern const CpuKernels<float> kPortableFloat;
extern const CpuKernels<double> kPortableDouble;
#if defined(ACTIVESHIFT_X86)
extern const CpuKernels<float> kAvx512Float, kAvx2Float;
extern const CpuKernels<double> kAvx512Double, kAvx2Double;
#elif defined(ACTIVESHIFT_ARM64)
extern const CpuKernels<float> kNeonFloat;
extern const CpuKernels<double> kNeonDouble;
#endif

namespace engine {

extern const Kernels kPortable;
extern const Int8Kernels kInt8Portable;
#if defined(ACTIVESHIFT_X86)
extern const Kernels kAvx512, kAvx2;
extern const Int8Kernels kInt8Avx512Vnni, kInt8Avx2;
#elif defined(ACTIVESHIFT_ARM64)
extern const Kernels kNeon;
extern const Int8Kernels kInt8NeonI8mm, kInt8NeonDotprod;
#endif

}  // namespace engine

namespace {

bool always() { return true; }

const InstructionSet kTable[] = {
#if defined(ACTIVESHIFT_X86)
    {"avx512vnni", "As avx512, and 8-bit products of 64 bytes in one instruction.", cpu_has_avx512_vnni,
     nullptr, nullptr, nullptr, &engine::kInt8Avx512Vnni},
    {"avx512",
     "32 registers of 16 floats: the fewest loads per multiply-add, and masks that make partial rows and image borders "
     "as cheap as whole vectors.",
     cpu_has_avx512, &kAvx512Float, &kAvx512Double, &engine::kAvx512, nullptr},
    {"avx2", "16 registers of 8 floats with fused multiply-add, on nearly every x86-64 processor since 2013.",
     cpu_has_avx2, &kAvx2Float, &kAvx2Double, &engine::kAvx2, &engine::kInt8Avx2},
#elif defined(ACTIVESHIFT_ARM64)
    {"neoni8mm", "As neon, and 8-bit products of unsigned by signed bytes, 16 in one instruction.", cpu_has_i8mm,
     nullptr, nullptr, nullptr, &engine::kInt8NeonI8mm},
    {"neondotprod", "As neon, and 8-bit products of signed bytes, 16 in one instruction.", cpu_has_dotprod,
     nullptr, nullptr, nullptr, &engine::kInt8NeonDotprod},
    {"neon", "32 registers of 4 floats with fused multiply-add, on every 64-bit Arm processor.", always,
     &kNeonFloat, &kNeonDouble, &engine::kNeon, nullptr},
#endif
    {"portable", "C++ that runs on every processor, with the 16-byte vectors that every 64-bit one has.", always,
     &kPortableFloat, &kPortableDouble, &engine::kPortable, &engine::kInt8Portable},
    {"reference", "The definition, one element at a time: what the others are tested against, never meant to be fast.",
     always, &kReferenceFloat, &kReferenceDouble, nullptr, nullptr},
};

// Read once: what the variable says later changes nothing.
struct Override {
    char name[256] = {};  // longer than any row's; what does not fit is cut off

    Override() {
        const char* value = std::getenv("ACTIVESHIFT_INSTRUCTION_SET");
        if (value != nullptr) std::strncpy(name, value, sizeof(name) - 1);
    }
};

const Override& override_of_environment() {
    static const Override read;
    return read;
}

int32_t choose(const char* wanted) {
    for (int32_t row = 0; row < instruction_set_count(); ++row) {
        if (kTable[row].supported() && (wanted == nullptr || std::strcmp(kTable[row].name, wanted) == 0)) return row;
    }
    return -1;
}

}  // namespace

int32_t instruction_set_count() { return static_cast<int32_t>(sizeof(kTable) / sizeof(kTable[0])); }

const InstructionSet& instruction_set(int32_t row) { return kTable[row]; }

const char* instruction_set_override() {
    const char* name = override_of_environment().name;
    return name[0] == '\0' ? nullptr : name;
}

int32_t selected_instruction_set() {
    static const int32_t selected = choose(instruction_set_override());
    return selected;
}

}  // namespace activeshift
