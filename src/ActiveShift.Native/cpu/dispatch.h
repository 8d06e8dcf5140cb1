// The one table of versions of the operators that train, best first, and the one that is used.
#pragma once

#include <vector>

#include "cpu/cpu_kernels.h"

namespace activeshift {

struct Backend {
    const char* name;
    const char* reason;  // why it has its rank
    bool supported;      // on this processor
    CpuKernels<float> f32;
    CpuKernels<double> f64;
};

struct Dispatch {
    std::vector<Backend> table;
    int selected;
    const char* wanted;  // ACTIVESHIFT_BACKEND, or null
};

// Decided at the first call.
const Dispatch& dispatch();

// The entry for a number of the C interface; null if there is none or this processor can't run it.
const Backend* find_backend(int number);

}  // namespace activeshift
