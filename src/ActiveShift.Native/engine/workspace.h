// The memory of one image in flight.
#pragma once

#include "engine/plan.h"

namespace activeshift::engine {

struct Workspace {
    explicit Workspace(const Plan& plan)
        : activation{AlignedBuffer(plan.activation_floats), AlignedBuffer(plan.activation_floats)},
          raw(plan.raw_floats),
          middle(plan.middle_floats),
          packed(plan.packed_floats),
          features(plan.classifier.k) {}

    static std::size_t bytes(const Plan& plan) {
        return (2 * plan.activation_floats + plan.raw_floats + plan.middle_floats + plan.packed_floats + plan.classifier.k + 6 * kSlack) *
               sizeof(float);
    }

    AlignedBuffer activation[2];  // what a stage reads and what it writes, by turns
    AlignedBuffer raw;            // the sums that identity shortcuts add, updated in place
    AlignedBuffer middle;         // first convolution's outputs: the last rows, or all
    AlignedBuffer packed;         // the shifted matrix of a band
    AlignedBuffer features;       // after the average pooling
};

}  // namespace activeshift::engine
