// Plans, scratches and calibrations of one version of the engine, with all that is given to them and taken from them in
// guarded memory.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "definitions/network_case.h"
#include "activeshift_engine.h"
#include "harness/versions.h"

struct DestroyPlan {
    void operator()(as_engine_plan* plan) const { as_engine_plan_destroy(plan); }
};
using Plan = std::unique_ptr<as_engine_plan, DestroyPlan>;

// In 8 bits with statistics, else in float32.
Plan make_plan(const Version& version, const NetworkCase& network, const std::vector<double>& weights,
               const std::vector<double>* statistics = nullptr);

// Logits of the first `count` of the images.
std::vector<double> run_plan(const as_engine_plan* plan, const NetworkCase& network, const std::vector<double>& images,
                             int64_t count, int32_t threads);

// The statistics of images, given `per_call` at a time.
std::vector<double> calibrate(const Version& version, const NetworkCase& network, const std::vector<double>& weights,
                              const std::vector<double>& images, int32_t threads, int64_t per_call);
