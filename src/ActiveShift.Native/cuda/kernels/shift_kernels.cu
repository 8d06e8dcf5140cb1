// All CUDA kernels of the active shift: one for every pass, element type, layout and variant, and the second pass of the sums.
// Compiled to PTX by clang or nvcc, and as plain C++ for execution on the CPU.
#include "cuda/kernels/shift_sums.h"

namespace activeshift::cuda {

// 64 registers a thread; 80 for the sums, which hold grad_y as well, and 128 where offsets have 64 bits: with fewer they spill.
constexpr int blocks_of(Pass pass, Variant variant) { return variant == Variant::any ? 2 : pass == Pass::shift_gradient ? 3 : 4; }

template <Pass pass, class Element, Layout layout, Variant variant>
AS_DEVICE void run(const ShiftArguments& a) {
    if constexpr (pass == Pass::shift_gradient) {
        if constexpr (layout == Layout::nchw) sum_nchw<Element, variant>(a);
        else sum_nhwc<Element, variant>(a);
    } else {
        if constexpr (layout == Layout::nchw) write_nchw<Element, pass, variant>(a);
        else write_nhwc<Element, pass, variant>(a);
    }
}

}  // namespace activeshift::cuda

#define AS_DEFINE_KERNEL(name, pass, Element, layout, variant)                                                     \
    AS_KERNEL(activeshift::cuda::blocks_of(activeshift::cuda::Pass::pass, activeshift::cuda::Variant::variant)) name(const activeshift::cuda::ShiftArguments arguments) {                                            \
        using namespace activeshift::cuda;                                                                         \
        run<Pass::pass, Element, Layout::layout, Variant::variant>(arguments);                                     \
    }
AS_KERNELS(AS_DEFINE_KERNEL)

AS_KERNEL(1) active_shift_add_partials(const activeshift::cuda::ShiftArguments arguments) { activeshift::cuda::add_partials(arguments); }
