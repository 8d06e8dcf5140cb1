#include <algorithm>
#include <memory>

#include "activeshift_engine.h"
#include "engine/compile.h"
#include "engine/versions.h"
#include "engine/stage_run.h"
#include "guarded.h"

using namespace activeshift::engine;

// A plan of one stage with the buffers that it reads and writes.
struct as_engine_layer {
    Plan plan;
    AlignedBuffer input, output, packed;

    const Stage& stage() const { return plan.stages[0]; }
    std::size_t pixels() const { return std::size_t(stage().in_h) * stage().in_w; }
    std::size_t plane() const { return plane_length(stage().in_h, stage().in_w); }
    int32_t outputs() const { return stage().has_first ? stage().first.d : stage().second.d; }

    void run() {
        StageBuffers b;
        b.input = input.data();
        b.input_plane = plane();
        b.output = b.middle = output.data();
        b.raw = nullptr;
        b.packed = packed.data();
        const StageRun stage_run(plan, 0, b);
        if (stage().has_first) stage_run.first(0, 1);
        else stage_run.rows(0, stage().out_h);
    }
};

extern "C" {

as_status as_engine_layer_create(int32_t index, const as_engine_layer_shape* shape, const float* weights, const float* alpha, const float* beta,
                                 as_engine_layer** layer) {
    if (!shape || !weights || !layer || !alpha != !beta || !is_valid(*shape)) return AS_INVALID_ARGUMENT;
    *layer = nullptr;
    if (index == AS_ENGINE_DEFAULT) index = versions().selected();
    if (!as_engine_version_supported(index)) return AS_UNSUPPORTED_BACKEND;
    return activeshift::guarded([&] {
        auto made = std::make_unique<as_engine_layer>();
        made->plan.version = index;
        if (!compile_layer(*shape, weights, alpha, beta, float32_kernels(index), made->plan)) return AS_INVALID_ARGUMENT;
        if (alpha) {
            // Scheduled as a block's second convolution, which finds its inputs there; here they are the layer's.
            made->plan.stages[0].has_first = true;
            schedule(made->plan, false);
            made->plan.stages[0].has_first = false;
            made->packed = AlignedBuffer(made->plan.packed_floats);
        } else {
            // The convolution runs over all rows at once, and its outputs are the layer's.
            Stage& s = made->plan.stages[0];
            s.step = s.ring = s.band = s.in_h;
        }
        made->input = AlignedBuffer(made->plane() * shape->input_width);
        made->output = AlignedBuffer(made->plane() * shape->output_width);
        *layer = made.release();
        return AS_OK;
    });
}

void as_engine_layer_destroy(as_engine_layer* layer) { delete layer; }

as_status as_engine_layer_set_input(as_engine_layer* layer, const float* x) {
    if (!layer || !x) return AS_INVALID_ARGUMENT;
    for (int32_t c = 0; c < layer->stage().in_width; c++) {
        std::copy_n(x + layer->pixels() * c, layer->pixels(), layer->input.data() + layer->plane() * c);
    }
    return AS_OK;
}

as_status as_engine_layer_get_output(const as_engine_layer* layer, float* y) {
    if (!layer || !y) return AS_INVALID_ARGUMENT;
    for (int32_t c = 0; c < layer->outputs(); c++) {
        std::copy_n(layer->output.data() + layer->plane() * c, layer->pixels(), y + layer->pixels() * c);
    }
    return AS_OK;
}

as_status as_engine_layer_run(as_engine_layer* layer) {
    if (!layer) return AS_INVALID_ARGUMENT;
    return activeshift::guarded([&] {
        layer->run();
        return AS_OK;
    });
}

}  // extern "C"
