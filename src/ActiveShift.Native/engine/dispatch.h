// The one table of versions of the engine, best first, and the one that is used.
#pragma once

#include "engine/kernels_int8.h"

namespace activeshift::engine {

struct Version {
    const char* name;
    const char* reason;  // why it has its rank
    bool (*supported)();
    const Kernels* float32;
    const Int8Kernels* int8;
};

int32_t version_count();

// Null outside 0 .. count-1.
const Version* version(int32_t index);

// What ACTIVESHIFT_ENGINE says; null if that is nothing.
const char* version_override();

// The default: named by ACTIVESHIFT_ENGINE, else the first supported; -1 if the one named is not there. Decided at the
// first call.
int32_t selected_version();

}  // namespace activeshift::engine
