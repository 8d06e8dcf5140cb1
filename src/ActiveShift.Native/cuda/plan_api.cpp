#include "cuda/plan_api.h"

#include "cuda/kernels/kernel_variant.h"

using namespace activeshift::cuda;

int32_t as_cuda_plan(int32_t pass, const ShiftProblem* problem, const ShiftArguments* arguments, ShiftPlan* plan) {
    if (problem == nullptr || arguments == nullptr || plan == nullptr) return 0;
    switch (static_cast<Pass>(pass)) {
        case Pass::forward: *plan = plan_shift_forward(*problem, *arguments); break;
        case Pass::input_gradient: *plan = plan_shift_input_gradient(*problem, *arguments); break;
        case Pass::shift_gradient: *plan = plan_shift_gradient(*problem, *arguments); break;
        default: return 0;
    }
    return plan->count > 0 ? 1 : 0;
}

int32_t as_cuda_ptx_count(void) { return ptx_image_count; }

const char* as_cuda_ptx(int32_t index, int32_t* architecture) {
    if (index < 0 || index >= ptx_image_count) return nullptr;
    if (architecture != nullptr) *architecture = ptx_images[index].architecture;
    return ptx_images[index].text;
}
