// The C interface of the scoring engine: a network compiled into an immutable plan, run on batches of images.
// Every function is safe to call from several threads at once, except that a scratch and a calibration serve one call at a time.
#pragma once

#include "activeshift.h"

#ifdef __cplusplus
extern "C" {
#endif

// --- The versions of the engine: the rows of the dispatch table (activeshift.h) that have kernels of their own for it. ---

AS_API int32_t as_engine_version_count(void);
// The row's name ("avx512vnni", "avx512", "avx2", "neon", "portable", ...); null outside 0 .. count-1.
AS_API const char* as_engine_version_name(int32_t version);
// One sentence: why this entry has its rank.
AS_API const char* as_engine_version_reason(int32_t version);
// 1 if this processor (and operating system) can run it, else 0.
AS_API int32_t as_engine_version_supported(int32_t version);
// The entry that AS_ENGINE_DEFAULT stands for: that of the row in use ("portable" for the reference, which has no engine);
// -1 if the environment variable names a row that is not in the table or can't run here, and then the default is
// AS_UNSUPPORTED_BACKEND. Decided once per process.
AS_API int32_t as_engine_version_selected(void);
#define AS_ENGINE_DEFAULT (-1)

// --- The network. ---

// What stands between the two 1x1 convolutions of a block.
typedef enum as_engine_spatial {
    AS_ENGINE_SHIFT = 0,                 // a shift, however its values came about
    AS_ENGINE_DEPTHWISE = 1,             // a 3x3 depthwise convolution, padding 1
    AS_ENGINE_DEPTHWISE_BATCH_NORM = 2   // the same, followed by batch normalisation and ReLU
} as_engine_spatial;

typedef struct as_engine_block {
    int32_t input_width, middle_width, output_width;  // channels, 1 .. 65536
    int32_t stride;                                   // 1 .. 16
    int32_t spatial;                                  // as_engine_spatial
} as_engine_block;

typedef struct as_engine_network {
    int32_t channels, height, width;  // of the image; 1 .. 65536, 1 .. 16384, 1 .. 16384
    int32_t stem_width, stem_stride;
    int32_t classes;  // 1 .. 2^20
    int32_t block_count;
    const as_engine_block* blocks;
} as_engine_network;

typedef enum as_engine_precision {
    AS_ENGINE_FLOAT32 = 0,
    AS_ENGINE_INT8 = 1  // of networks whose blocks all shift
} as_engine_precision;

typedef struct as_engine_options {
    int32_t precision;        // as_engine_precision
    const float* statistics;  // for AS_ENGINE_INT8, as as_engine_calibration_read writes them: finite, at least 0; else ignored
    int64_t statistics_count; // their exact number, as_engine_statistics_count
} as_engine_options;

typedef struct as_engine_plan as_engine_plan;
typedef struct as_engine_scratch as_engine_scratch;
typedef struct as_engine_calibration as_engine_calibration;

// Compiles a network. `weights` is every tensor, row-major, one after the other in the order of the forward pass: the stem
// [w,c,3,3]; per block bn1 (weight, bias, running mean, running variance), conv1, bn2 (the same four), what the block's
// spatial layer has (alpha, beta; or the depthwise weight [c,1,3,3] and, where there is one, its bn), conv2, and where the shape changes
// the shortcut; the last bn; the classifier's weight and bias. `weight_count` must be their exact number.
// The arrays are not needed afterwards. A shift that is not finite is an invalid argument.
AS_API as_status as_engine_plan_create(int32_t version, const as_engine_network* network, const float* weights, int64_t weight_count,
                                       const as_engine_options* options, as_engine_plan** plan);
AS_API void as_engine_plan_destroy(as_engine_plan* plan);
// The version that the plan was compiled for.
AS_API int32_t as_engine_plan_version(const as_engine_plan* plan);
// Bytes that the plan itself holds.
AS_API int64_t as_engine_plan_bytes(const as_engine_plan* plan);

// Memory for one call at a time on at most `threads` threads (1 .. 256).
AS_API as_status as_engine_scratch_create(const as_engine_plan* plan, int32_t threads, as_engine_scratch** scratch);
AS_API void as_engine_scratch_destroy(as_engine_scratch* scratch);
// Bytes that a scratch for that many threads holds.
AS_API int64_t as_engine_scratch_bytes(const as_engine_plan* plan, int32_t threads);

// images [n,channels,height,width] to logits [n,classes]. Uses all threads of the scratch: on images where there are as many,
// else on the parts of each. The result does not depend on the number of threads. Allocates nothing.
AS_API as_status as_engine_run(const as_engine_plan* plan, as_engine_scratch* scratch, int64_t n, const float* images, float* logits);

// --- Calibration: what 8 bits must know of a network's activations. ---
//
// An activation is what a convolution reads: after batch normalisation and ReLU, so never negative. Its statistics are, by channel,
// the largest value and the mean over all pixels of all images. They lie in one array, the order that of the forward pass:
//   largest: the stem's outputs; then for each block what is shifted [middle_width], and the block's outputs [output_width];
//   mean:    the stem's outputs; then for each block what its second convolution reads, which is the shifted channels
//            [middle_width] and, where the shape changes, the shortcut's input [input_width], and the block's outputs.
// The numbers are those of the float32 network, the same to within rounding whichever version of the engine measured them.

// Number of floats in that array, and how many of them, the first ones, are the largest values; 0 for a network that is not valid.
AS_API int64_t as_engine_statistics_count(const as_engine_network* network);
AS_API int64_t as_engine_statistics_largest_count(const as_engine_network* network);

// Prepares to measure; the arguments are those of as_engine_plan_create.
AS_API as_status as_engine_calibration_create(int32_t version, const as_engine_network* network, const float* weights, int64_t weight_count,
                                              as_engine_calibration** calibration);
AS_API void as_engine_calibration_destroy(as_engine_calibration* calibration);
// Adds images [n,channels,height,width], on at most `threads` threads (1 .. 256). The result depends neither on the threads nor on how
// the images are dealt out to calls. One call at a time.
AS_API as_status as_engine_calibration_add(as_engine_calibration* calibration, int32_t threads, int64_t n, const float* images);
// Writes the statistics of all images so far, of which there must be one. `count` must be as_engine_statistics_count. They are not
// finite where the activations were not.
AS_API as_status as_engine_calibration_read(const as_engine_calibration* calibration, float* statistics, int64_t count);

// --- One layer by itself, on the very code that networks run on: for measurement, and not needed to score. ---

typedef struct as_engine_layer_shape {
    int32_t input_width, output_width;  // channels, 1 .. 65536
    int32_t height, width;              // 1 .. 16384; stride is 1
} as_engine_layer_shape;

typedef struct as_engine_layer as_engine_layer;

// y = relu(W s(x)) on one image and one thread in float32, where x is [input_width,height,width], W is `weights`
// [output_width,input_width], a 1x1 convolution, and s shifts every channel by alpha and beta. With both null there is no shift, and the
// convolution reads x in place, as a block's first one does; else it reads what the shift packs for it, as a block's second one does.
// A shift that is not finite is an invalid argument. The arrays are not needed afterwards.
AS_API as_status as_engine_layer_create(int32_t version, const as_engine_layer_shape* shape, const float* weights, const float* alpha,
                                        const float* beta, as_engine_layer** layer);
AS_API void as_engine_layer_destroy(as_engine_layer* layer);
// The layer keeps x and y as the engine keeps activations; these two copy to it and from it. One call at a time on a layer.
AS_API as_status as_engine_layer_set_input(as_engine_layer* layer, const float* x);
AS_API as_status as_engine_layer_get_output(const as_engine_layer* layer, float* y);
AS_API as_status as_engine_layer_run(as_engine_layer* layer);

#ifdef __cplusplus
}
#endif
