// Running one stage: the bands of some rows, or one of its three steps on a share of the channels.
#pragma once

#include "engine/plan.h"
#include "engine/workspace.h"

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

// Activations take turns in the shared workspace; the rows' intermediate buffers are the member's own.
StageBuffers buffers_of(const Plan& plan, std::size_t stage, const float* image, Workspace& shared, Workspace& own);

class StageRun {
public:
    StageRun(const Plan& plan, std::size_t stage, const StageBuffers& buffers)
        : plan_(plan), stage_(plan.stages[stage]), is_last_(stage + 1 == plan.stages.size()), buffers_(buffers) {}

    // Output rows begin .. end-1, band by band.
    void rows(int32_t begin, int32_t end) const;

    // The steps of a stage that is `whole`, part .. next of parts; each step needs all parts of the one before.
    void first(int32_t part, int32_t parts) const;
    void gather(int32_t part, int32_t parts) const;
    void second(int32_t part, int32_t parts) const;

private:
    struct Share {
        int32_t part, parts;
        int32_t begin(int32_t total) const { return int32_t(int64_t(total) * part / parts); }
        int32_t end(int32_t total) const { return int32_t(int64_t(total) * (part + 1) / parts); }
    };

    void first_rows(int32_t begin, int32_t end, Share share) const;
    void gather_rows(int32_t begin, int32_t end, Share share) const;
    void second_rows(int32_t begin, int32_t end, Share share) const;
    void first_rows8(int32_t begin, int32_t end, Share share) const;
    void gather_rows8(int32_t begin, int32_t end, Share share) const;
    void second_rows8(int32_t begin, int32_t end, Share share) const;
    void round_rows(int32_t begin, int32_t end) const;

    bool in_bytes() const { return plan_.int8 && stage_.has_first; }
    std::size_t packed_ld() const { return plane_length(stage_.band, stage_.out_w); }
    std::size_t output_plane() const { return plane_length(stage_.out_h, stage_.out_w); }

    const Plan& plan_;
    const Stage& stage_;
    bool is_last_;
    StageBuffers buffers_;
};

}  // namespace activeshift::engine
