// The plan in its parts, so that a variant can be asked for that would not be chosen.
#pragma once

#include "cuda/kernels/kernel_variant.h"
#include "cuda/shift_launch.h"

namespace activeshift::cuda {

// The fastest variant that the problem's sizes and the tensors' alignment allow.
Variant choose_variant(Pass pass, const ShiftProblem& problem, const ShiftArguments& arguments);

ShiftPlan plan_variant(Pass pass, const ShiftProblem& problem, const ShiftArguments& arguments, Variant variant);

}  // namespace activeshift::cuda
