#pragma once

#include "engine/plan.h"
#include "engine/statistics.h"

namespace activeshift::engine {

// Whether every dimension is within its range and the blocks fit together.
bool is_valid(const as_engine_network& network);
bool is_valid(const as_engine_layer_shape& shape);

// Whether a valid network can be had in 8 bits: what a depthwise convolution gives may be negative, which unsigned bytes can't hold.
bool has_only_shifts(const as_engine_network& network);

// Number of floats in all tensors of a valid network.
int64_t weight_count(const as_engine_network& network);

// Compiles a valid network in float32 except for its schedule; false if a shift is not finite. Throws std::bad_alloc.
bool compile(const as_engine_network& network, const float* weights, const Kernels& kernels, Plan& plan);

// A plan of one stage that is a 1x1 convolution alone: see as_engine_layer_create. False if a shift is not finite. Throws std::bad_alloc.
bool compile_layer(const as_engine_layer_shape& shape, const float* weights, const float* alpha, const float* beta, const Kernels& kernels,
                   Plan& plan);

// Decides how the stages walk their rows, and sizes the buffers. With `whole`, every activation is kept in full.
void schedule(Plan& plan, bool whole);

// Turns a compiled plan into one in 8 bits, by the statistics of its activations.
void quantize(Plan& plan, const Int8Kernels& kernels, const Statistics& statistics);

}  // namespace activeshift::engine
