// The versions of the engine, and the kernels of each.
#pragma once

#include "dispatch/versions.h"

namespace activeshift::engine {

const Versions& versions();

// index: 0 .. count-1.
const Kernels& float32_kernels(int32_t index);
const Int8Kernels& int8_kernels(int32_t index);

}  // namespace activeshift::engine
