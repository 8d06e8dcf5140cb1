#include "cuda/ptx_choice.h"

#include <stdio.h>
#include <string.h>

namespace activeshift::cuda {

int needed_driver_version(const char* ptx) {
    const char* directive = strstr(ptx, ".version");
    int major = 0, minor = 0;
    if (directive == nullptr || sscanf(directive, ".version %d.%d", &major, &minor) != 2) return 0;
    // NVIDIA's table in "PTX ISA, Release Notes". PTX counts with CUDA from 7.0 (CUDA 11.0) on, with one hole: 8.5 came with 12.5 and 12.6.
    if (major < 6) return 8000;
    if (major == 6) return minor < 3 ? 9000 + 10 * minor : 10000 + 10 * (minor - 3);
    const int hole = major == 8 && minor > 5 ? 1 : 0;
    return 1000 * (major + 4) + 10 * (minor + hole);
}

PtxChoice choose_ptx(const PtxImage* images, int32_t count, int32_t architecture, int driver_version) {
    int needed = 0;
    for (int32_t i = count - 1; i >= 0; --i) {
        if (images[i].architecture > architecture) continue;
        const int version = needed_driver_version(images[i].text);
        if (version <= driver_version) return {&images[i], 0};
        if (needed == 0 || version < needed) needed = version;
    }
    return {nullptr, needed};
}

}  // namespace activeshift::cuda
