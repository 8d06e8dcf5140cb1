#pragma once

#include "engine/plan.h"

namespace activeshift::engine {

// Whether every dimension is within its range and the blocks fit together.
bool is_valid(const as_engine_network& network);

// Number of floats in all tensors of a valid network.
int64_t weight_count(const as_engine_network& network);

// Compiles a valid network; false if a shift is not finite. Throws std::bad_alloc.
bool compile(const as_engine_network& network, const float* weights, const Kernels& kernels, Plan& plan);

}  // namespace activeshift::engine
