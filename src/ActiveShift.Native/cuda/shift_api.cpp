// The C interface of activeshift_cuda.h: checks the arguments, plans, launches, and turns failures into a status and a message.
#include <initializer_list>
#include <new>
#include <string>

#include "activeshift_cuda.h"
#include "cuda/devices.h"
#include "cuda/failure.h"
#include "cuda/shift_launch.h"

namespace activeshift::cuda {
namespace {

thread_local std::string message;

// Keeps a sentence for as_cuda_message; none where there is no memory even for that.
void keep(const char* text) noexcept {
    try {
        message = text;
    } catch (const std::exception&) {
        message.clear();
    }
}

template <class Body>
as_status guarded(Body body) noexcept {
    try {
        message = body();
        return AS_OK;
    } catch (const Failure& failure) {
        keep(failure.what());
        return failure.status();
    } catch (const std::bad_alloc&) {
        keep("There was no memory on the host.");
        return AS_OUT_OF_MEMORY;
    } catch (const std::exception& fault) {
        keep(fault.what());
        return AS_INTERNAL_ERROR;
    }
}

[[noreturn]] void refuse(const std::string& text) { throw Failure(AS_INVALID_ARGUMENT, text); }

std::string describe(const as_cuda_shift_shape& s) {
    static const char* const elements[] = {"float32", "float16", "bfloat16"};
    static const char* const layouts[] = {"NCHW", "NHWC"};
    return "x [" + std::to_string(s.n) + ", " + std::to_string(s.c) + ", " + std::to_string(s.h) + ", " + std::to_string(s.w) + "] " +
           (s.element >= 0 && s.element <= 2 ? elements[s.element] : "of element type " + std::to_string(s.element)) + " " +
           (s.layout >= 0 && s.layout <= 1 ? layouts[s.layout] : "in layout " + std::to_string(s.layout)) + ", stride " + std::to_string(s.stride);
}

// The four sizes are positive and make at most 2^60 elements.
bool are_sizes_legal(const as_cuda_shift_shape& s) {
    int64_t left = int64_t(1) << 60;
    for (const int64_t size : {s.n, s.c, s.h, s.w}) {
        if (size < 1 || size > left) return false;
        left /= size;
    }
    return true;
}

struct Call {
    std::string what;
    ShiftArguments arguments;
    ShiftProblem problem;
    Device& device;
};

Call check(const as_cuda_shift_shape* shape, const as_cuda_shift_tensors* t) {
    if (shape == nullptr || t == nullptr) refuse("The shape or the tensors are a null pointer.");
    const as_cuda_shift_shape& s = *shape;
    std::string what = describe(s);
    if (!are_sizes_legal(s)) refuse("Sizes of at least 1 with at most 2^60 elements are expected; this is " + what + ".");
    if (s.c >= int64_t(1) << 31) refuse("Fewer than 2^31 channels are expected; this is " + what + ".");
    if (s.stride < 1) refuse("A stride of at least 1 is expected; this is " + what + ".");
    if (s.element < AS_CUDA_FLOAT32 || s.element > AS_CUDA_BFLOAT16 || s.layout < AS_CUDA_NCHW || s.layout > AS_CUDA_NHWC) {
        refuse("An element type of 0 to 2 and a layout of 0 or 1 are expected; this is " + what + ".");
    }
    if (t->x == nullptr || t->alpha == nullptr || t->beta == nullptr) refuse("x, alpha or beta is a null pointer, for " + what + ".");

    Device& device = Devices::instance().get(s.device);
    ShiftArguments a{};
    a.x = t->x;
    a.alpha = t->alpha;
    a.beta = t->beta;
    a.n = s.n;
    a.c = s.c;
    a.h = s.h;
    a.w = s.w;
    a.out_h = (s.h - 1) / s.stride + 1;
    a.out_w = (s.w - 1) / s.stride + 1;
    a.stride = s.stride;
    const ShiftProblem problem{s.n, s.c, s.h, s.w, s.stride, Element(s.element), Layout(s.layout), device.architecture(), device.multiprocessors()};
    return {std::move(what), a, problem, device};
}

Call check_backward(const as_cuda_shift_shape* shape, const as_cuda_shift_tensors* t) {
    Call call = check(shape, t);
    if (t->grad_y == nullptr) refuse("grad_y is a null pointer, for " + call.what + ".");
    if ((t->grad_alpha == nullptr) != (t->grad_beta == nullptr)) refuse("One of grad_alpha and grad_beta is a null pointer, for " + call.what + ".");
    call.arguments.grad_y = t->grad_y;
    call.arguments.grad_x = t->grad_x;
    call.arguments.grad_alpha = t->grad_alpha;
    call.arguments.grad_beta = t->grad_beta;
    return call;
}

// A plan without a launch says that the sizes are beyond a grid's.
const ShiftPlan& checked(const ShiftPlan& plan, const Call& call) {
    if (plan.count == 0) refuse("There are too many channels for a grid: " + call.what + ".");
    return plan;
}

void run(Call& call, const ShiftPlan& plan) {
    call.arguments.splits = plan.splits;
    for (int32_t i = 0; i < plan.count; ++i) call.device.launch(plan.launches[i], call.arguments, call.what);
}

}  // namespace
}  // namespace activeshift::cuda

using namespace activeshift::cuda;

const char* as_cuda_message(void) { return message.empty() ? "No call on this thread left a message." : message.c_str(); }

int32_t as_cuda_device_count(void) {
    int32_t count = 0;
    guarded([&] {
        count = Devices::instance().count();
        return "The CUDA driver shows " + std::to_string(count) + (count == 1 ? " device." : " devices.");
    });
    return count;
}

as_status as_cuda_available(int32_t device) {
    return guarded([&] { return Devices::instance().get(device).summary(); });
}

as_status as_cuda_prepare(int32_t device) {
    return guarded([&] {
        Device& found = Devices::instance().get(device);
        found.prepare();
        return found.summary();
    });
}

void as_cuda_use_driver(const char* path) {
    guarded([&] {
        Devices::instance().use_driver(path == nullptr ? "" : path);
        return std::string("The driver will be opened anew.");
    });
}

as_status as_cuda_shift_workspace_bytes(const as_cuda_shift_shape* shape, const as_cuda_shift_tensors* tensors, int64_t* bytes) {
    return guarded([&] {
        const Call call = check_backward(shape, tensors);
        if (bytes == nullptr) refuse("bytes is a null pointer, for " + call.what + ".");
        *bytes = tensors->grad_alpha == nullptr ? 0 : static_cast<int64_t>(checked(plan_shift_gradient(call.problem, call.arguments), call).workspace_bytes);
        return std::to_string(*bytes) + " bytes are needed.";
    });
}

as_status as_cuda_shift_forward(const as_cuda_shift_shape* shape, const as_cuda_shift_tensors* tensors) {
    return guarded([&] {
        Call call = check(shape, tensors);
        if (tensors->y == nullptr) refuse("y is a null pointer, for " + call.what + ".");
        if ((tensors->scale == nullptr) != (tensors->bias == nullptr)) refuse("One of scale and bias is a null pointer, for " + call.what + ".");
        call.arguments.scale = tensors->scale;
        call.arguments.bias = tensors->bias;
        call.arguments.y = tensors->y;
        run(call, checked(plan_shift_forward(call.problem, call.arguments), call));
        return std::string("The active shift was queued.");
    });
}

as_status as_cuda_shift_backward(const as_cuda_shift_shape* shape, const as_cuda_shift_tensors* tensors) {
    return guarded([&] {
        Call call = check_backward(shape, tensors);
        ShiftPlan gradient{};
        if (tensors->grad_alpha != nullptr) {
            gradient = checked(plan_shift_gradient(call.problem, call.arguments), call);
            const int64_t given = tensors->workspace == nullptr ? 0 : tensors->workspace_bytes;
            if (given < static_cast<int64_t>(gradient.workspace_bytes)) {
                refuse("The workspace has " + std::to_string(given) + " bytes; " + std::to_string(gradient.workspace_bytes) + " are needed, for " + call.what + ".");
            }
            call.arguments.partial = static_cast<float*>(tensors->workspace);
        }
        if (tensors->grad_x != nullptr) run(call, checked(plan_shift_input_gradient(call.problem, call.arguments), call));
        if (tensors->grad_alpha != nullptr) run(call, gradient);
        return std::string("The gradients of the active shift were queued.");
    });
}
