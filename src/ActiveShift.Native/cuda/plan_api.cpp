#include "cuda/plan_api.h"

#include "cuda/shift_plan.h"

using namespace activeshift::cuda;

int32_t as_cuda_plan(int32_t pass, int32_t variant, const ShiftProblem* problem, const ShiftArguments* arguments, ShiftPlan* plan) {
    if (problem == nullptr || arguments == nullptr || plan == nullptr || variant < -1 || variant >= variant_count) return 0;
    Pass kind = static_cast<Pass>(pass);
    if (kind != Pass::forward && kind != Pass::input_gradient && kind != Pass::shift_gradient) return 0;
    if (kind == Pass::forward && arguments->scale != nullptr) kind = Pass::forward_relu;
    const Variant chosen = variant < 0 ? choose_variant(kind, *problem, *arguments) : static_cast<Variant>(variant);
    *plan = plan_variant(kind, *problem, *arguments, chosen);
    return plan->count > 0 ? 1 : 0;
}

int32_t as_cuda_ptx_count(void) { return ptx_image_count; }

const char* as_cuda_ptx(int32_t index, int32_t* architecture) {
    if (index < 0 || index >= ptx_image_count) return nullptr;
    if (architecture != nullptr) *architecture = ptx_images[index].architecture;
    return ptx_images[index].text;
}
