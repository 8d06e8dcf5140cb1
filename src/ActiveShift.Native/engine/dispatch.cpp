#include "engine/dispatch.h"

#include <cstdlib>
#include <cstring>

namespace activeshift::engine {

extern const Kernels kPortable;
#if defined(ACTIVESHIFT_X86)
extern const Kernels kAvx512;
extern const Kernels kAvx2;
#endif

namespace {

const Kernels* const kTable[] = {
#if defined(ACTIVESHIFT_X86)
    &kAvx512,
    &kAvx2,
#endif
    &kPortable,
};

int32_t decide() {
    const char* wanted = std::getenv("ACTIVESHIFT_ENGINE");
    int32_t first = -1;
    for (int32_t i = 0; i < version_count(); i++) {
        if (!kTable[i]->supported()) continue;
        if (first < 0) first = i;
        if (wanted != nullptr && std::strcmp(wanted, kTable[i]->name) == 0) return i;
    }
    return first;
}

}  // namespace

int32_t version_count() { return int32_t(sizeof(kTable) / sizeof(kTable[0])); }

const Kernels* version(int32_t index) { return index < 0 || index >= version_count() ? nullptr : kTable[index]; }

int32_t selected_version() {
    static const int32_t selected = decide();
    return selected;
}

}  // namespace activeshift::engine
