// Stands in until the kernels are there.
#include "cuda/shift_launch.h"

namespace activeshift::cuda {
namespace {

ShiftPlan plan(const char* kernel, const ShiftProblem& p, uint32_t count) {
    ShiftPlan result{};
    result.count = static_cast<int32_t>(count);
    result.splits = 1;
    for (uint32_t i = 0; i < count; ++i) result.launches[i] = {kernel, {uint32_t(p.c), uint32_t(p.n), 1 + i}, {128, 1, 1}, i * 1024};
    return result;
}

}  // namespace

ShiftPlan plan_shift_forward(const ShiftProblem& p, const ShiftArguments&) { return plan("shift_forward", p, 1); }
ShiftPlan plan_shift_input_gradient(const ShiftProblem& p, const ShiftArguments&) { return plan("shift_input_gradient", p, 1); }
ShiftPlan plan_shift_gradient(const ShiftProblem& p, const ShiftArguments&) {
    ShiftPlan result = plan("shift_gradient", p, 2);
    result.splits = 3;
    result.workspace_bytes = size_t(p.c) * 3 * 2 * sizeof(float);
    return result;
}

}  // namespace activeshift::cuda
