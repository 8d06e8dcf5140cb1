// The one table of versions of the engine, best first, and the one that is used.
#pragma once

#include "engine/kernels.h"

namespace activeshift::engine {

int32_t version_count();

// Null outside 0 .. count-1.
const Kernels* version(int32_t index);

// The default: named by ACTIVESHIFT_ENGINE, else the first supported. Decided at the first call.
int32_t selected_version();

}  // namespace activeshift::engine
