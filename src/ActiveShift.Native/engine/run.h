#pragma once

#include <memory>
#include <vector>

#include "engine/team.h"
#include "engine/workspace.h"

namespace activeshift::engine {

// Memory of one call: a workspace per thread, and the counters of the phases.
struct Scratch {
    Scratch(const Plan& plan, int32_t threads);
    const Plan* plan;
    std::vector<Workspace> workspaces;
    std::unique_ptr<PhaseCounters[]> counters;
};

void run(const Plan& plan, Scratch& scratch, int64_t n, const float* images, float* logits);

}  // namespace activeshift::engine

struct as_engine_scratch : activeshift::engine::Scratch {
    using Scratch::Scratch;
};
