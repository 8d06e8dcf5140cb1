// Running one stage: the bands of some rows, or one of its three steps on a share of the channels.
#pragma once

#include "engine/plan.h"

namespace activeshift::engine {

// Buffers of a stage. `middle` and `packed` belong to the thread that runs rows, or to all threads that share the steps.
struct StageBuffers {
    const float* input;  // activation [in_width][plane], or the image
    std::size_t input_plane;
    float* output;
    float* raw;
    float* middle;
    float* packed;
};

class StageRun {
public:
    StageRun(const Kernels& kernels, const Stage& stage, const StageBuffers& buffers);

    // Output rows begin .. end-1, band by band.
    void rows(int32_t begin, int32_t end) const;

    // The steps of a stage that is `whole`, each for a range of blocks or of taps.
    void first(int32_t block_begin, int32_t block_end) const;
    void gather(int32_t tap_begin, int32_t tap_end) const;
    void second(int32_t block_begin, int32_t block_end) const;

private:
    void first_rows(int32_t begin, int32_t end, int32_t block_begin, int32_t block_end) const;
    void gather_rows(int32_t begin, int32_t end, int32_t tap_begin, int32_t tap_end) const;
    void second_rows(int32_t begin, int32_t end, int32_t block_begin, int32_t block_end) const;

    const Kernels& kernels_;
    const Stage& stage_;
    StageBuffers buffers_;
    Source sources_[2];
    std::size_t packed_ld_, output_plane_, middle_plane_;
};

}  // namespace activeshift::engine
