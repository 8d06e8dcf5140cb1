// The one table of versions of the operators that train, best first, and the one that is used. Nothing here throws.
#pragma once

#include <cstdint>

#include "cpu/cpu_kernels.h"

namespace activeshift {

struct Backend {
    const char* name;
    const char* reason;  // why it has its rank
    bool supported;      // on this processor
    CpuKernels<float> f32;
    CpuKernels<double> f64;
};

int32_t backend_count();

// Null outside 0 .. count-1.
const Backend* backend(int32_t index);

// What ACTIVESHIFT_BACKEND says; null if that is nothing.
const char* backend_override();

// The default: named by ACTIVESHIFT_BACKEND, else the first supported; -1 if the one named is not there. Decided at the
// first call.
int32_t selected_backend();

// The entry for a number of the C interface; null if there is none or this processor can't run it.
const Backend* find_backend(int32_t number);

}  // namespace activeshift
