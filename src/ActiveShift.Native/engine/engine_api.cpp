#include <limits>
#include <memory>

#include "activeshift_engine.h"
#include "engine/compile.h"
#include "engine/dispatch.h"
#include "engine/run.h"

using namespace activeshift::engine;

namespace {

constexpr int32_t kMostThreads = 256;

bool is_valid_options(const as_engine_options& o) {
    return o.precision == AS_ENGINE_FLOAT32 || (o.precision == AS_ENGINE_INT8 && o.calibration_images && o.calibration_count > 0);
}

// Nothing may be thrown through the C interface.
template <class F>
as_status guarded(const F& function) {
    try {
        return function();
    } catch (const std::exception&) {
        return AS_OUT_OF_MEMORY;
    }
}

}  // namespace

extern "C" {

int32_t as_engine_version_count(void) { return version_count(); }

const char* as_engine_version_name(int32_t index) { return version(index) ? version(index)->name : nullptr; }

const char* as_engine_version_reason(int32_t index) { return version(index) ? version(index)->reason : nullptr; }

int32_t as_engine_version_supported(int32_t index) { return version(index) && version(index)->supported() ? 1 : 0; }

int32_t as_engine_version_selected(void) { return selected_version(); }

as_status as_engine_plan_create(int32_t index, const as_engine_network* network, const float* weights, int64_t count,
                                const as_engine_options* options, as_engine_plan** plan) {
    if (!network || !weights || !options || !plan || !is_valid_options(*options) || !is_valid(*network) || count != weight_count(*network)) return AS_INVALID_ARGUMENT;
    *plan = nullptr;
    if (index == AS_ENGINE_DEFAULT) index = selected_version();
    if (!as_engine_version_supported(index)) return AS_UNSUPPORTED_BACKEND;
    return guarded([&] {
        auto compiled = std::make_unique<as_engine_plan>();
        compiled->version = index;
        if (!compile(*network, weights, *version(index)->float32, *compiled)) return AS_INVALID_ARGUMENT;
        if (options->precision == AS_ENGINE_INT8) {
            schedule(*compiled, true);
            quantize(*compiled, *version(index)->int8, options->calibration_images, options->calibration_count);
        }
        schedule(*compiled, false);
        *plan = compiled.release();
        return AS_OK;
    });
}

void as_engine_plan_destroy(as_engine_plan* plan) { delete plan; }

int32_t as_engine_plan_version(const as_engine_plan* plan) { return plan->version; }

int64_t as_engine_plan_bytes(const as_engine_plan* plan) { return int64_t(plan->bytes); }

as_status as_engine_scratch_create(const as_engine_plan* plan, int32_t threads, as_engine_scratch** scratch) {
    if (!plan || !scratch || threads < 1 || threads > kMostThreads) return AS_INVALID_ARGUMENT;
    *scratch = nullptr;
    return guarded([&] {
        *scratch = new as_engine_scratch(*plan, threads);
        return AS_OK;
    });
}

void as_engine_scratch_destroy(as_engine_scratch* scratch) { delete scratch; }

int64_t as_engine_scratch_bytes(const as_engine_plan* plan, int32_t threads) { return int64_t(Workspace::bytes(*plan)) * threads; }

as_status as_engine_run(const as_engine_plan* plan, as_engine_scratch* scratch, int64_t n, const float* images, float* logits) {
    if (!plan || !scratch || scratch->plan != plan || n < 0 || (n > 0 && (!images || !logits))) return AS_INVALID_ARGUMENT;
    // The same bound as for an allocation of that size.
    const int64_t floats = int64_t(plan->channels) * plan->height * plan->width + plan->classes;
    if (n > std::numeric_limits<int64_t>::max() / int64_t(sizeof(float)) / floats) return AS_INVALID_ARGUMENT;
    return guarded([&] {
        run(*plan, *scratch, n, images, logits);
        return AS_OK;
    });
}

}  // extern "C"
