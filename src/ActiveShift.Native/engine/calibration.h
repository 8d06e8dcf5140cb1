// Measures the statistics of the activations by running the float32 plan over images.
#pragma once

#include <vector>

#include "engine/statistics.h"
#include "engine/workspace.h"

namespace activeshift::engine {

struct Calibration {
    // One image in flight, and what was seen of it.
    struct Slot {
        Slot(const Plan& plan, const StatisticsSize& size) : workspace(plan), largest(size.largest), mean(size.mean) {}
        Workspace workspace;
        std::vector<float> largest;
        std::vector<double> mean;
    };

    Plan plan;  // scheduled whole
    std::vector<float> largest;
    std::vector<double> sum;  // of the images' means
    int64_t images = 0;
    std::vector<Slot> slots;
};

void start(Calibration& calibration, const StatisticsSize& size);
void add(Calibration& calibration, int32_t threads, int64_t n, const float* images);
void read(const Calibration& calibration, float* statistics);

}  // namespace activeshift::engine

struct as_engine_calibration : activeshift::engine::Calibration {};
