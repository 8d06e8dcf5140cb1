// What the launch layer and the kernels of the active shift have in common: the one argument of every kernel, and the plan that says which
// kernels to launch on which grid. Plain C++, the same for the driver and for execution on the CPU.
#pragma once

#include <stddef.h>
#include <stdint.h>

namespace activeshift::cuda {

enum class Element : int32_t { float32 = 0, float16 = 1, bfloat16 = 2 };  // storage; arithmetic is float32, in sums of the shifts' gradients too
enum class Layout : int32_t { nchw = 0, nhwc = 1 };

// The only argument of every kernel, passed by value. Pointers are device addresses.
struct ShiftArguments {
    const void* x;            // [n,c,h,w] in the layout
    const void* grad_y;       // [n,c,out_h,out_w]; backward only
    const float* alpha;       // [c] horizontal shifts in pixels
    const float* beta;        // [c] vertical shifts in pixels
    const float* scale;       // [c], or null: then x is read as it is. Forward only: what is interpolated is max(0, x*scale + bias),
    const float* bias;        // [c]   and 0 outside the image (a batch normalisation at scoring with its ReLU, in the same pass)
    void* y;                  // forward
    void* grad_x;             // backward to the input
    float* partial;           // workspace of the shifts' gradients: sums of blocks
    float* grad_alpha;        // [c]
    float* grad_beta;         // [c]
    int64_t n, c, h, w, out_h, out_w;
    int32_t stride;
    int32_t splits;           // backward to the shifts: partial sums a channel
};

// A shift to be computed; what decides grid, kernel and workspace.
struct ShiftProblem {
    int64_t n, c, h, w;       // >= 1 each; c below 2^31
    int32_t stride;           // >= 1
    Element element;          // of x, y, grad_y, grad_x
    Layout layout;
    int32_t architecture;     // compute capability, 10*major + minor: 70, 80, 89, 90
    int32_t multiprocessors;  // of the device
};

struct KernelLaunch {
    const char* kernel;       // its name in the PTX
    uint32_t grid[3];
    uint32_t block[3];
    uint32_t shared_bytes;    // dynamic shared memory
};

struct ShiftPlan {
    int32_t count;            // launches, in this order on one stream, all with the same arguments; 0: c is too large for a grid
    KernelLaunch launches[3];
    size_t workspace_bytes;   // for ShiftArguments::partial, aligned to 8; 0 where none is needed
    int32_t splits;           // for ShiftArguments::splits
};

// Alignment is looked at in `arguments` (pointers and sizes): a vectorised kernel is chosen where all of it fits.
ShiftPlan plan_shift_forward(const ShiftProblem& problem, const ShiftArguments& arguments);
ShiftPlan plan_shift_input_gradient(const ShiftProblem& problem, const ShiftArguments& arguments);
ShiftPlan plan_shift_gradient(const ShiftProblem& problem, const ShiftArguments& arguments);

// The PTX embedded in the library, ascending by architecture; the launch layer loads the last one that the device can run.
struct PtxImage {
    int32_t architecture;     // 70, 90, ...
    const char* text;         // zero-terminated
    size_t length;            // without the zero
};
extern const PtxImage ptx_images[];
extern const int32_t ptx_image_count;

}  // namespace activeshift::cuda
