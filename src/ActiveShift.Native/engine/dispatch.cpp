#include "engine/dispatch.h"

#include "cpu/cpu_features.h"
#include "dispatch_override.h"

namespace activeshift::engine {

extern const Kernels kPortable;
extern const Int8Kernels kInt8Portable;
#if defined(ACTIVESHIFT_X86)
extern const Kernels kAvx512, kAvx2;
extern const Int8Kernels kInt8Avx512Vnni, kInt8Avx2;
#endif

namespace {

const Version kTable[] = {
#if defined(ACTIVESHIFT_X86)
    {"avx512vnni", "As avx512, and 8-bit products of 64 bytes in one instruction.", cpu_has_avx512_vnni,
     &kAvx512, &kInt8Avx512Vnni},
    {"avx512", "32 registers of 16 floats: the fewest loads per multiply-add, and masked loads at the image's border.", cpu_has_avx512, &kAvx512,
     &kInt8Avx2},
    {"avx2", "16 registers of 8 floats with fused multiply-add, on nearly every x86-64 processor since 2013.", cpu_has_avx2, &kAvx2, &kInt8Avx2},
#endif
    {"portable", "Plain C++ that runs on every processor.", [] { return true; }, &kPortable, &kInt8Portable},
};

const DispatchOverride& override_of_environment() {
    static const DispatchOverride read("ACTIVESHIFT_ENGINE");
    return read;
}

}  // namespace

int32_t version_count() { return int32_t(sizeof(kTable) / sizeof(kTable[0])); }

const Version* version(int32_t index) { return index < 0 || index >= version_count() ? nullptr : &kTable[index]; }

const char* version_override() { return override_of_environment().name(); }

int32_t selected_version() {
    static const int32_t selected = override_of_environment().choose(
        version_count(), [](int32_t i) { return kTable[i].name; }, [](int32_t i) { return kTable[i].supported(); });
    return selected;
}

}  // namespace activeshift::engine
