// The C interface of the active shift on NVIDIA GPUs. It calls the CUDA driver, which is opened at run time: the library needs no CUDA to load.
#pragma once

#include "activeshift.h"

#ifdef __cplusplus
extern "C" {
#endif

// --- Whether a GPU can be used. Every function here is safe to call from several threads at once, with or without a driver. ---

// What the thread's last call in this header had to say, one sentence in UTF-8: why it failed, or what it found. Never null; good until the
// thread's next call.
AS_API const char* as_cuda_message(void);

// Devices that the driver shows; 0 where there is none, or no driver (as_cuda_message says why).
AS_API int32_t as_cuda_device_count(void);

// AS_OK if kernels of this library run on a device, by its number in the driver's order (libtorch has the same); else AS_CUDA_UNAVAILABLE.
// Nothing is done on the device.
AS_API as_status as_cuda_available(int32_t device);

// The same, with the kernels loaded into the device's primary context, as the first shift would do. A device that libtorch has not used yet
// gets its context by this. AS_CUDA_UNAVAILABLE as before; AS_CUDA_ERROR if the driver would not take the kernels.
AS_API as_status as_cuda_prepare(int32_t device);

// For tests alone: opens the driver's library anew, from a path (null: from its usual place), and forgets all that the last one told. No
// other thread may be in a call of this header.
AS_API void as_cuda_use_driver(const char* path);

// --- The active shift, as in activeshift.h, on the default stream of the device's primary context. Calls return once it is queued: an error
// that comes up while a kernel runs is reported by a later call, of this library or of any other in the process. ---

typedef enum as_cuda_element { AS_CUDA_FLOAT32 = 0, AS_CUDA_FLOAT16 = 1, AS_CUDA_BFLOAT16 = 2 } as_cuda_element;  // sums are float32 in all

typedef enum as_cuda_layout { AS_CUDA_NCHW = 0, AS_CUDA_NHWC = 1 } as_cuda_layout;  // of all tensors with images, without gaps

typedef struct as_cuda_shift_shape {
    int64_t n, c, h, w;  // of x; >= 1, at most 2^60 elements together, c below 2^31
    int32_t stride;      // >= 1
    int32_t element;     // as_cuda_element of x, grad_y, y, grad_x
    int32_t layout;      // as_cuda_layout
    int32_t device;      // where all pointers point to
} as_cuda_shift_shape;

// Addresses on the device. Those that a function does not need may be anything.
typedef struct as_cuda_shift_tensors {
    const void* x;            // [n,c,h,w]
    const void* grad_y;       // [n,c,(h-1)/stride+1,(w-1)/stride+1]
    const float* alpha;       // [c] horizontal shifts in pixels
    const float* beta;        // [c] vertical shifts in pixels
    const float* scale;       // [c] with bias, or both null. Forward only: max(0, x*scale + bias) is shifted then, and 0 outside the image
    const float* bias;        // [c]
    void* y;                  // as grad_y; forward
    void* grad_x;             // as x, or null if it is not wanted; backward
    float* grad_alpha;        // [c], both or neither null; backward
    float* grad_beta;         // [c]
    void* workspace;          // for backward, of at least as_cuda_shift_workspace_bytes, aligned to 8 bytes; null where that is 0
    int64_t workspace_bytes;
} as_cuda_shift_tensors;

// What backward with these tensors needs; workspace and workspace_bytes are not looked at.
AS_API as_status as_cuda_shift_workspace_bytes(const as_cuda_shift_shape* shape, const as_cuda_shift_tensors* tensors, int64_t* bytes);

AS_API as_status as_cuda_shift_forward(const as_cuda_shift_shape* shape, const as_cuda_shift_tensors* tensors);

// Outputs are overwritten. The gradients to the shifts are the same bits for the same input on the same device.
AS_API as_status as_cuda_shift_backward(const as_cuda_shift_shape* shape, const as_cuda_shift_tensors* tensors);

#ifdef __cplusplus
}
#endif
