// Which kernel computes a shift, and on which grid.
#include "cuda/shift_plan.h"

#include <algorithm>

namespace activeshift::cuda {
namespace {

constexpr int64_t max_grid_x = (int64_t(1) << 31) - 1;
constexpr int64_t max_grid_yz = 65535;
constexpr int64_t max_block_z = 64;

constexpr const char* kernel_names[] = {
#define AS_KERNEL_NAME(name, pass, Element, layout, variant) #name,
    AS_KERNELS(AS_KERNEL_NAME)
#undef AS_KERNEL_NAME
};

const char* kernel_name(Pass pass, Element element, Layout layout, Variant variant) {
    const int index = ((static_cast<int>(pass) * 3 + static_cast<int>(element)) * 2 + static_cast<int>(layout)) * variant_count;
    return kernel_names[index + static_cast<int>(variant)];
}

int64_t divided_up(int64_t a, int64_t b) { return (a + b - 1) / b; }

// At most `limit`, and so that the parts of `count` come out nearly equal.
int64_t part(int64_t count, int64_t limit) { return divided_up(count, divided_up(count, std::max<int64_t>(limit, 1))); }

bool aligned(const void* pointer, int64_t bytes) { return reinterpret_cast<uintptr_t>(pointer) % static_cast<uintptr_t>(bytes) == 0; }

// The plane that the threads of a kernel are laid over, and the tensors that it reads and writes in pairs.
struct Kernel {
    Pass pass;
    int64_t h, w;
    const void* tensors[2];
};

// Sizes in elements of the block and counts of blocks, along channels, a plane and the batch.
struct Grid {
    int64_t block_columns, block_strips, block_channels, block_images;
    int64_t channel_blocks, tiles, image_blocks;
};

Grid make_grid(const ShiftProblem& p, const Kernel& kernel, Variant variant) {
    const bool nchw = p.layout == Layout::nchw;
    const bool sums = kernel.pass == Pass::shift_gradient;
    const int64_t columns = divided_up(kernel.w, nchw ? lane_width(variant) : 1);
    const int64_t strips = divided_up(kernel.h, strip_rows(variant));
    const int64_t channels = divided_up(p.c, nchw ? 1 : lane_width(variant));
    Grid g{1, 1, 1, 1, 1, 1, 1};
    int64_t left = max_block;
    const auto take = [&left](int64_t count, int64_t limit) {
        const int64_t size = part(count, std::min(left, limit));
        left /= size;
        return size;
    };
    if (nchw) {
        g.block_columns = take(columns, max_block);
        g.block_strips = take(strips, max_block);
        if (sums) g.block_images = take(p.n, max_block_z);
        else g.block_channels = take(channels, max_block_z);
    } else {
        g.block_channels = take(channels, max_block);
        g.block_columns = take(columns, max_block);
        g.block_strips = take(strips, max_block_z);
    }
    g.channel_blocks = divided_up(channels, g.block_channels);
    g.tiles = divided_up(columns, g.block_columns) * divided_up(strips, g.block_strips);
    // A thread works out its shift and offsets once for all its images, so it should have several; the device wants some waves of
    // blocks (3 or 4 fit a multiprocessor) all the same. Each block of the sums leaves one more to be added up afterwards.
    const int64_t wanted = (sums ? 8 : 16) * static_cast<int64_t>(std::max(p.multiprocessors, 1));
    const int64_t image_groups = divided_up(p.n, g.block_images);
    const int64_t blocks = std::min(divided_up(wanted, g.channel_blocks * std::min(g.tiles, max_grid_yz)), max_grid_yz);
    g.image_blocks = part(image_groups, blocks);
    return g;
}

Kernel kernel_of(Pass pass, const ShiftArguments& a) {
    switch (pass) {
        case Pass::input_gradient: return {pass, a.h, a.w, {a.grad_y, a.grad_x}};
        case Pass::shift_gradient: return {pass, a.out_h, a.out_w, {a.x, a.grad_y}};
        default: return {pass, a.out_h, a.out_w, {a.x, a.y}};
    }
}

ShiftPlan best_plan(Pass pass, const ShiftProblem& problem, const ShiftArguments& arguments) {
    return plan_variant(pass, problem, arguments, choose_variant(pass, problem, arguments));
}

}  // namespace

Variant choose_variant(Pass pass, const ShiftProblem& p, const ShiftArguments& arguments) {
    const Kernel kernel = kernel_of(pass, arguments);
    const int64_t extent = p.h * p.w * (p.layout == Layout::nhwc ? p.c : 1);
    if (extent > narrow_limit) return Variant::any;
    const int64_t size = p.element == Element::float32 ? 4 : 2;
    const bool even = (p.layout == Layout::nchw ? p.w : p.c) % 2 == 0 && aligned(kernel.tensors[0], 2 * size) && aligned(kernel.tensors[1], 2 * size);
    const Variant best = p.stride != 1 ? Variant::strided : even ? Variant::pair : Variant::unit;
    return make_grid(p, kernel, best).tiles <= max_grid_yz ? best : Variant::any;
}

ShiftPlan plan_variant(Pass pass, const ShiftProblem& p, const ShiftArguments& arguments, Variant variant) {
    const Grid g = make_grid(p, kernel_of(pass, arguments), variant);
    ShiftPlan plan{};
    if (g.channel_blocks > max_grid_x) return plan;
    const bool nchw = p.layout == Layout::nchw;
    const auto u = [](int64_t value) { return static_cast<uint32_t>(value); };
    const uint32_t tiles = u(std::min(g.tiles, max_grid_yz));
    plan.count = 1;
    plan.launches[0] = {kernel_name(pass, p.element, p.layout, variant), {u(g.channel_blocks), tiles, u(g.image_blocks)}, {}, 0};
    const int64_t nchw_block[] = {g.block_columns, g.block_strips, g.block_channels * g.block_images};
    const int64_t nhwc_block[] = {g.block_channels, g.block_columns, g.block_strips};
    for (int k = 0; k < 3; ++k) plan.launches[0].block[k] = u(nchw ? nchw_block[k] : nhwc_block[k]);
    if (pass == Pass::shift_gradient) {
        plan.splits = static_cast<int32_t>(tiles * g.image_blocks);
        plan.workspace_bytes = static_cast<size_t>(plan.splits) * static_cast<size_t>(p.c) * 2 * sizeof(float);
        plan.launches[plan.count++] = {
            "active_shift_add_partials", {u(divided_up(p.c, partials_channels)), 1, 1}, {partials_channels, partials_lanes, 1}, 0};
    }
    return plan;
}

ShiftPlan plan_shift_forward(const ShiftProblem& problem, const ShiftArguments& arguments) {
    return best_plan(arguments.scale != nullptr ? Pass::forward_relu : Pass::forward, problem, arguments);
}

ShiftPlan plan_shift_input_gradient(const ShiftProblem& problem, const ShiftArguments& arguments) {
    return best_plan(Pass::input_gradient, problem, arguments);
}

ShiftPlan plan_shift_gradient(const ShiftProblem& problem, const ShiftArguments& arguments) {
    return best_plan(Pass::shift_gradient, problem, arguments);
}

}  // namespace activeshift::cuda
