// The plan of a shift on a GPU and the PTX that it names, as C functions: for programs that launch the kernels by themselves, as
// eng/gpu/check_kernels.py does. The structures are those of shift_launch.h.
#pragma once

#include "cuda/shift_launch.h"
#include "include/activeshift.h"

extern "C" {

// pass: 0 forward, 2 backward to the input, 3 backward to the shifts; variant: -1 for the one that fits best (both as numbered in
// kernels/kernel_variant.h). 0 if that can't be planned.
AS_API int32_t as_cuda_plan(int32_t pass, int32_t variant, const activeshift::cuda::ShiftProblem* problem,
                            const activeshift::cuda::ShiftArguments* arguments, activeshift::cuda::ShiftPlan* plan);

// The embedded PTX, ascending by architecture; null outside 0 .. as_cuda_ptx_count() - 1.
AS_API int32_t as_cuda_ptx_count(void);
AS_API const char* as_cuda_ptx(int32_t index, int32_t* architecture);
}
