// The C interface of libactiveshift. Every function is safe to call from several threads at once.
#pragma once

#include <stdint.h>

#if defined(_WIN32)
#  if defined(ACTIVESHIFT_BUILD)
#    define AS_API __declspec(dllexport)
#  else
#    define AS_API __declspec(dllimport)
#  endif
#else
#  define AS_API __attribute__((visibility("default")))
#endif

#ifdef __cplusplus
extern "C" {
#endif

// Raised whenever a function below changes or is added; a caller built for another number must not go on.
#define AS_ABI_VERSION 7

typedef enum as_status {
    AS_OK = 0,
    AS_INVALID_ARGUMENT = 1,     // a null pointer, a negative size, a stride or thread count below 1, over 2^60 elements
    AS_UNSUPPORTED_BACKEND = 2,  // no such entry in the table, or this processor can't run it (as_backend_selected)
    AS_OUT_OF_MEMORY = 3,
    AS_CUDA_UNAVAILABLE = 4,     // activeshift_cuda.h: no driver, one too old, no such device, or none that the kernels run on
    AS_CUDA_ERROR = 5,           // activeshift_cuda.h: a call of the driver failed
    AS_INTERNAL_ERROR = 6        // a fault of this library
} as_status;

AS_API int32_t as_abi_version(void);

// --- The dispatch table: a row for each instruction set that the library has kernels for, best first. What is chosen is a
// row, and with it the version of every part of the library: the row's own, else that of the nearest row below it that has
// one. ---

AS_API int32_t as_instruction_set_count(void);
// Lower-case name ("avx512vnni", "avx512", "avx2", "neon", "portable", "reference", ...); null outside 0 .. count-1.
AS_API const char* as_instruction_set_name(int32_t row);
// 1 if this processor (and operating system) can run it, else 0.
AS_API int32_t as_instruction_set_supported(int32_t row);
// The row that the environment variable ACTIVESHIFT_INSTRUCTION_SET names, whatever it says; null if it is not set or
// empty, and then the first supported row is used. Read once per process, at the first call that needs it.
AS_API const char* as_instruction_set_override(void);

// --- The versions of the operators: the rows that have some of their own, best first. ---

AS_API int32_t as_backend_count(void);
// The row's name ("avx512", "avx2", "neon", "portable", "reference"); null outside 0 .. count-1.
AS_API const char* as_backend_name(int32_t backend);
// One sentence: why this entry has its rank; null outside 0 .. count-1.
AS_API const char* as_backend_reason(int32_t backend);
// 1 if this processor (and operating system) can run it, else 0.
AS_API int32_t as_backend_supported(int32_t backend);
// The entry that AS_BACKEND_DEFAULT stands for: that of the row in use; -1 if the environment variable names a row that is
// not in the table or can't run here, and then the default is AS_UNSUPPORTED_BACKEND. Decided once per process, at the
// first call that needs it.
AS_API int32_t as_backend_selected(void);
#define AS_BACKEND_DEFAULT (-1)

// --- The active shift (paper, equation 5): x is [n,c,h,w], y is [n,c,(h-1)/stride+1,(w-1)/stride+1], both contiguous. ---

typedef struct as_shift_shape {
    int64_t n, c, h, w;   // >= 0; an empty tensor is legal and does nothing (the shifts' gradients are then 0)
    int32_t stride;       // >= 1
    int32_t threads;      // >= 1: at most this many threads, the caller's among them; the result does not depend on it
} as_shift_shape;

// Shifts: alpha[c] columns to the right, beta[c] rows down. With alpha = floor + d the two columns read have the weights 1-d
// and d; where d is 0 the second one is not part of the result at all, so an integer shift is an exact copy even beside NaN
// or infinity. The same holds for the first one where d rounds to 1 in the tensor's type (a tiny negative shift), but
// the derivative to such a shift is that of the interval that it lies in. A shift of any finite size is legal. A shift
// that is not finite gives NaN in that channel, in every output.
//
// Pointers need no alignment beyond their element type's. A pointer to no elements may be null. Outputs must not overlap
// anything else.

// y[n,c,i,j] = bilinear(x[n,c], row i*stride + beta[c], column j*stride + alpha[c]); 0 outside the image.
AS_API as_status as_shift_forward_f32(int32_t backend, const as_shift_shape* shape, const float* x, const float* alpha, const float* beta, float* y);
AS_API as_status as_shift_forward_f64(int32_t backend, const as_shift_shape* shape, const double* x, const double* alpha, const double* beta, double* y);

// grad_x may be null (not wanted); grad_alpha and grad_beta are both null or both not. Outputs are overwritten.
// At an integer shift grad_alpha and grad_beta are the right-hand derivatives. They are sums over n,i,j in an order that is
// fixed for a given entry of the table: short runs (at most 64 products per vector lane) in the tensor's type, those in double.
AS_API as_status as_shift_backward_f32(int32_t backend, const as_shift_shape* shape, const float* grad_y, const float* x, const float* alpha,
                                       const float* beta, float* grad_x, float* grad_alpha, float* grad_beta);
AS_API as_status as_shift_backward_f64(int32_t backend, const as_shift_shape* shape, const double* grad_y, const double* x, const double* alpha,
                                       const double* beta, double* grad_x, double* grad_alpha, double* grad_beta);

// --- Batch normalisation and ReLU in one: x and y are [n,c,p], contiguous, p the pixels of an image. ---

typedef struct as_batch_norm_shape {
    int64_t n, c, p;      // >= 0; without elements mean and variance are 0 and the running ones stay
    int32_t training;     // not 0: normalise by the batch's own mean and variance; 0: by the running ones
    int32_t threads;      // >= 1: at most this many threads, the caller's among them; the result does not depend on it
    double epsilon;       // >= 0, added to the variance
    double momentum;      // 0 .. 1: weight of this batch in the running statistics
} as_batch_norm_shape;

// With the mean and the biased variance of a channel over n and p:
//   mean[c], inverse_deviation[c] = 1 / sqrt(variance + epsilon), and
//   y = max(0, (x - mean[c]) * weight[c] * inverse_deviation[c] + bias[c]); NaN stays NaN.
// In training the running statistics, both null or both not, become (1 - momentum) * old + momentum * new, with the unbiased
// variance (divided by n*p - 1); a single value, which has none, leaves them as they are. Otherwise they are needed and only read.
// The sums of a channel are taken in an order that is fixed for a given entry of the table, as those of the shift are.
AS_API as_status as_batch_norm_relu_forward_f32(int32_t backend, const as_batch_norm_shape* shape, const float* x, const float* weight,
                                                const float* bias, float* running_mean, float* running_variance, float* mean,
                                                float* inverse_deviation, float* y);
AS_API as_status as_batch_norm_relu_forward_f64(int32_t backend, const as_batch_norm_shape* shape, const double* x, const double* weight,
                                                const double* bias, double* running_mean, double* running_variance, double* mean,
                                                double* inverse_deviation, double* y);

// mean and inverse_deviation are the forward pass's, from the same entry of the table: then the sign of y comes out the same.
// grad_x may be null (not wanted). epsilon and momentum are not used.
AS_API as_status as_batch_norm_relu_backward_f32(int32_t backend, const as_batch_norm_shape* shape, const float* grad_y, const float* x,
                                                 const float* weight, const float* bias, const float* mean, const float* inverse_deviation,
                                                 float* grad_x, float* grad_weight, float* grad_bias);
AS_API as_status as_batch_norm_relu_backward_f64(int32_t backend, const as_batch_norm_shape* shape, const double* grad_y, const double* x,
                                                 const double* weight, const double* bias, const double* mean, const double* inverse_deviation,
                                                 double* grad_x, double* grad_weight, double* grad_bias);

// --- Batch normalisation, ReLU and the active shift in one, as the two above after one another: x is [n,c,h,w], y is
// [n,c,(h-1)/stride+1,(w-1)/stride+1], both contiguous. The activated tensor between them is never in memory. ---

typedef struct as_normalized_shift_shape {
    int64_t n, c, h, w;   // >= 0; without elements as the two above
    int32_t stride;       // >= 1
    int32_t threads;      // >= 1: at most this many threads, the caller's among them; the result does not depend on it
    int32_t training;     // not 0: normalise by the batch's own mean and variance; 0: by the running ones
    double epsilon;       // >= 0, added to the variance
    double momentum;      // 0 .. 1: weight of this batch in the running statistics
} as_normalized_shift_shape;

// alpha and beta must not be null where there are channels, whatever else there is.
AS_API as_status as_batch_norm_relu_shift_forward_f32(int32_t backend, const as_normalized_shift_shape* shape, const float* x, const float* weight,
                                                      const float* bias, float* running_mean, float* running_variance, const float* alpha,
                                                      const float* beta, float* mean, float* inverse_deviation, float* y);
AS_API as_status as_batch_norm_relu_shift_forward_f64(int32_t backend, const as_normalized_shift_shape* shape, const double* x, const double* weight,
                                                      const double* bias, double* running_mean, double* running_variance, const double* alpha,
                                                      const double* beta, double* mean, double* inverse_deviation, double* y);

// grad_x may be null (not wanted); grad_alpha and grad_beta are both null or both not. epsilon and momentum are not used.
AS_API as_status as_batch_norm_relu_shift_backward_f32(int32_t backend, const as_normalized_shift_shape* shape, const float* grad_y, const float* x,
                                                       const float* weight, const float* bias, const float* mean, const float* inverse_deviation,
                                                       const float* alpha, const float* beta, float* grad_x, float* grad_weight, float* grad_bias,
                                                       float* grad_alpha, float* grad_beta);
AS_API as_status as_batch_norm_relu_shift_backward_f64(int32_t backend, const as_normalized_shift_shape* shape, const double* grad_y, const double* x,
                                                       const double* weight, const double* bias, const double* mean, const double* inverse_deviation,
                                                       const double* alpha, const double* beta, double* grad_x, double* grad_weight,
                                                       double* grad_bias, double* grad_alpha, double* grad_beta);

// --- The 1x1 convolution without bias at stride 1: x [n,inputs,p], weight [outputs,inputs], y [n,outputs,p], contiguous. ---

typedef struct as_pointwise_shape {
    int64_t n, inputs, outputs, p;  // >= 0
    int32_t threads;                // >= 1: at most this many threads, the caller's among them; the result does not depend on it
} as_pointwise_shape;

// y = weight * x + added for every image; added [n,outputs,p] may be null.
AS_API as_status as_pointwise_forward_f32(int32_t backend, const as_pointwise_shape* shape, const float* x, const float* weight, const float* added,
                                          float* y);
AS_API as_status as_pointwise_forward_f64(int32_t backend, const as_pointwise_shape* shape, const double* x, const double* weight,
                                          const double* added, double* y);

// grad_x and grad_weight may be null (not wanted). The gradient to the weights is a sum over n and p in an order that is fixed for
// a given entry of the table: over a few images in the tensor's type, over those shares in double.
AS_API as_status as_pointwise_backward_f32(int32_t backend, const as_pointwise_shape* shape, const float* grad_y, const float* x,
                                           const float* weight, float* grad_x, float* grad_weight);
AS_API as_status as_pointwise_backward_f64(int32_t backend, const as_pointwise_shape* shape, const double* grad_y, const double* x,
                                           const double* weight, double* grad_x, double* grad_weight);

#ifdef __cplusplus
}
#endif
