// The versions of the operators that train, and the one that is used.
#pragma once

#include "dispatch/versions.h"

namespace activeshift {

// All have kernels for float32 and float64.
const Versions& backends();

// The version for a number of the C interface; null if there is none or this processor can't run it.
const InstructionSet* find_backend(int32_t number);

}  // namespace activeshift
