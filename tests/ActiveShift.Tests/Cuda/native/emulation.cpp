// Runs the launches of a plan on the CPU, for tests.
#include <cstring>
#include <vector>

#include "cuda/kernels/shift_kernels.cu"
#include "cuda/shift_plan.h"

namespace activeshift::cuda {
namespace {

struct KernelEntry {
    const char* name;
    void (*run)(ShiftArguments);
    bool has_barriers;
};

constexpr KernelEntry kernels[] = {
#define AS_KERNEL_ENTRY(name, pass, Element, layout, variant) {#name, name, Pass::pass == Pass::shift_gradient},
    AS_KERNELS(AS_KERNEL_ENTRY)
#undef AS_KERNEL_ENTRY
    {"active_shift_add_partials", active_shift_add_partials, true},
};

const KernelEntry* find_kernel(const char* name) {
    for (const KernelEntry& kernel : kernels) {
        if (std::strcmp(kernel.name, name) == 0) return &kernel;
    }
    return nullptr;
}

bool within(const uint32_t (&size)[3], uint32_t x, uint32_t y, uint32_t z) {
    return size[0] >= 1 && size[1] >= 1 && size[2] >= 1 && size[0] <= x && size[1] <= y && size[2] <= z;
}

bool run(const KernelLaunch& launch, const ShiftArguments& arguments, bool reversed) {
    const KernelEntry* kernel = find_kernel(launch.kernel);
    // The limits of every device from sm_70 on, and of the kernels' launch bounds.
    const bool fits = within(launch.block, 256, 256, 64) && launch.block[0] * launch.block[1] * launch.block[2] <= 256 &&
                      within(launch.grid, 0x7fffffffu, 65535, 65535);
    if (kernel == nullptr || !fits) return false;
    emulated::Index3 grid, block;
    std::memcpy(&grid, launch.grid, sizeof grid);
    std::memcpy(&block, launch.block, sizeof block);
    for (int32_t z = 0; z < grid.z; ++z) {
        for (int32_t y = 0; y < grid.y; ++y) {
            for (int32_t x = 0; x < grid.x; ++x) {
                emulated::now = {{0, 0, 0}, {x, y, z}, block, grid};
                emulated::run_block([&] { kernel->run(arguments); }, kernel->has_barriers, reversed);
                if (emulated::fault != emulated::Fault::none) return true;
            }
        }
    }
    return true;
}

}  // namespace
}  // namespace activeshift::cuda

using namespace activeshift::cuda;

extern "C" {

// variant: of kernel_variant.h, or -1 for the one that the plan chooses. kernel: 64 bytes for the name of the first kernel.
// Returns 0, a Fault, 100 if the plan is empty, or 101 if a launch is of an unknown kernel or over a device's limits.
__attribute__((visibility("default"))) int32_t emulate_shift(int32_t pass, const ShiftProblem* problem, const ShiftArguments* arguments,
                                                             int32_t variant, int32_t reversed, char* kernel) {
    ShiftPlan plan;
    if (variant >= 0) plan = plan_variant(static_cast<Pass>(pass), *problem, *arguments, static_cast<Variant>(variant));
    else if (pass <= 1) plan = plan_shift_forward(*problem, *arguments);
    else plan = pass == 2 ? plan_shift_input_gradient(*problem, *arguments) : plan_shift_gradient(*problem, *arguments);
    if (plan.count == 0) return 100;
    std::strncpy(kernel, plan.launches[0].kernel, 63);
    ShiftArguments all = *arguments;
    std::vector<double> workspace(plan.workspace_bytes / sizeof(double));
    std::memset(workspace.data(), 0xff, plan.workspace_bytes);
    all.partial = reinterpret_cast<float*>(workspace.data());
    all.splits = plan.splits;
    emulated::fault = emulated::Fault::none;
    for (int32_t k = 0; k < plan.count; ++k) {
        if (!run(plan.launches[k], all, reversed != 0)) return 101;
    }
    return static_cast<int32_t>(emulated::fault);
}

// The plan alone.
__attribute__((visibility("default"))) int32_t emulated_plan(int32_t pass, const ShiftProblem* problem, const ShiftArguments* arguments, ShiftPlan* plan) {
    *plan = pass <= 1 ? plan_shift_forward(*problem, *arguments)
            : pass == 2 ? plan_shift_input_gradient(*problem, *arguments) : plan_shift_gradient(*problem, *arguments);
    return plan->count;
}
}
