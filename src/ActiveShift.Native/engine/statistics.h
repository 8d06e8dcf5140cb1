// Statistics of the activations, by channel, in the order of activeshift_engine.h.
#pragma once

#include <cstdint>

#include "activeshift_engine.h"

namespace activeshift::engine {

struct StatisticsSize {
    int64_t largest = 0, mean = 0;
    int64_t total() const { return largest + mean; }
};

// Of a valid network.
StatisticsSize statistics_size(const as_engine_network& network);

struct Statistics {
    const float* largest;
    const float* mean;
};

}  // namespace activeshift::engine
