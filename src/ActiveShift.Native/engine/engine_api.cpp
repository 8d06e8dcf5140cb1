#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>

#include "activeshift_engine.h"
#include "engine/calibration.h"
#include "engine/compile.h"
#include "engine/versions.h"
#include "engine/run.h"
#include "guarded.h"

using namespace activeshift::engine;
using activeshift::guarded;

namespace {

constexpr int32_t kMostThreads = 256;

bool is_valid_options(const as_engine_options& o, const as_engine_network& network) {
    if (o.precision == AS_ENGINE_FLOAT32) return true;
    return o.precision == AS_ENGINE_INT8 && has_only_shifts(network) && o.statistics && o.statistics_count == statistics_size(network).total() &&
           std::all_of(o.statistics, o.statistics + o.statistics_count, [](float x) { return std::isfinite(x) && x >= 0; });
}

bool is_valid_run(const Plan& plan, int64_t n, const float* images) {
    // The same bound as for an allocation of that size.
    const int64_t floats = int64_t(plan.channels) * plan.height * plan.width + plan.classes;
    return n >= 0 && (n == 0 || images) && n <= std::numeric_limits<int64_t>::max() / int64_t(sizeof(float)) / floats;
}

}  // namespace

extern "C" {

int32_t as_engine_version_count(void) { return versions().count(); }

const char* as_engine_version_name(int32_t index) {
    const activeshift::InstructionSet* version = versions().at(index);
    return version ? version->name : nullptr;
}

const char* as_engine_version_reason(int32_t index) {
    const activeshift::InstructionSet* version = versions().at(index);
    return version ? version->reason : nullptr;
}

int32_t as_engine_version_supported(int32_t index) {
    const activeshift::InstructionSet* version = versions().at(index);
    return version && version->supported() ? 1 : 0;
}

int32_t as_engine_version_selected(void) { return versions().selected(); }

as_status as_engine_plan_create(int32_t index, const as_engine_network* network, const float* weights, int64_t count,
                                const as_engine_options* options, as_engine_plan** plan) {
    if (!network || !weights || !options || !plan || !is_valid(*network) || !is_valid_options(*options, *network) || count != weight_count(*network)) return AS_INVALID_ARGUMENT;
    *plan = nullptr;
    if (index == AS_ENGINE_DEFAULT) index = versions().selected();
    if (!as_engine_version_supported(index)) return AS_UNSUPPORTED_BACKEND;
    return guarded([&] {
        auto compiled = std::make_unique<as_engine_plan>();
        compiled->version = index;
        if (!compile(*network, weights, float32_kernels(index), *compiled)) return AS_INVALID_ARGUMENT;
        if (options->precision == AS_ENGINE_INT8) {
            quantize(*compiled, int8_kernels(index),
                     {options->statistics, options->statistics + statistics_size(*network).largest});
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
    if (!plan || !scratch || scratch->plan != plan || !is_valid_run(*plan, n, images) || (n > 0 && !logits)) return AS_INVALID_ARGUMENT;
    return guarded([&] {
        run(*plan, *scratch, n, images, logits);
        return AS_OK;
    });
}

int64_t as_engine_statistics_count(const as_engine_network* network) { return network && is_valid(*network) ? statistics_size(*network).total() : 0; }

int64_t as_engine_statistics_largest_count(const as_engine_network* network) { return network && is_valid(*network) ? statistics_size(*network).largest : 0; }

as_status as_engine_calibration_create(int32_t index, const as_engine_network* network, const float* weights, int64_t count,
                                       as_engine_calibration** calibration) {
    if (!network || !weights || !calibration || !is_valid(*network) || !has_only_shifts(*network) || count != weight_count(*network)) return AS_INVALID_ARGUMENT;
    *calibration = nullptr;
    if (index == AS_ENGINE_DEFAULT) index = versions().selected();
    if (!as_engine_version_supported(index)) return AS_UNSUPPORTED_BACKEND;
    return guarded([&] {
        auto started = std::make_unique<as_engine_calibration>();
        if (!compile(*network, weights, float32_kernels(index), started->plan)) return AS_INVALID_ARGUMENT;
        start(*started, statistics_size(*network));
        *calibration = started.release();
        return AS_OK;
    });
}

void as_engine_calibration_destroy(as_engine_calibration* calibration) { delete calibration; }

as_status as_engine_calibration_add(as_engine_calibration* calibration, int32_t threads, int64_t n, const float* images) {
    if (!calibration || threads < 1 || threads > kMostThreads || !is_valid_run(calibration->plan, n, images)) return AS_INVALID_ARGUMENT;
    return guarded([&] {
        add(*calibration, threads, n, images);
        return AS_OK;
    });
}

as_status as_engine_calibration_read(const as_engine_calibration* calibration, float* statistics, int64_t count) {
    if (!calibration || !statistics || calibration->images == 0 || count != int64_t(calibration->largest.size() + calibration->sum.size())) return AS_INVALID_ARGUMENT;
    read(*calibration, statistics);
    return AS_OK;
}

}  // extern "C"
