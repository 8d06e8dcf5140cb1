// Runs a case on one version of the operators, in float or double, in guarded memory.
#pragma once

#include <cstdint>
#include <vector>

#include "definitions/normalized_shift.h"
#include "definitions/pointwise.h"
#include "harness/tensor.h"
#include "harness/versions.h"

// How a run goes, and which of the optional results it is asked for.
struct RunOptions {
    int32_t threads = 1;
    Placement placement = Placement::at_end;
    bool wants_x = true;       // the gradient to x
    bool wants_others = true;  // the gradients to the shifts; that to the weights of the 1x1 convolution
    bool has_running = true;   // running statistics
    bool has_added = false;    // what the 1x1 convolution adds
};

struct ShiftResult {
    std::vector<double> x, alpha, beta;  // empty where not asked for
};

template <class T>
std::vector<double> run_shift(const Version& version, const ShiftCase& s, RunOptions options = {});
template <class T>
ShiftResult run_shift_backward(const Version& version, const ShiftCase& s, RunOptions options = {});

struct BatchNormResult {
    std::vector<double> y, mean, inverse_deviation, running_mean, running_variance;
};

struct BatchNormGradientResult {
    std::vector<double> x, weight, bias;
};

template <class T>
BatchNormResult run_batch_norm(const Version& version, const BatchNormCase& s, RunOptions options = {});
// After a forward pass, which it takes the moments from.
template <class T>
BatchNormGradientResult run_batch_norm_backward(const Version& version, const BatchNormCase& s,
                                                RunOptions options = {});

struct NormalizedShiftResult {
    std::vector<double> x, weight, bias, alpha, beta;
};

template <class T>
BatchNormResult run_normalized_shift(const Version& version, const NormalizedShiftCase& s, RunOptions options = {});
template <class T>
NormalizedShiftResult run_normalized_shift_backward(const Version& version, const NormalizedShiftCase& s,
                                                    RunOptions options = {});

struct PointwiseResult {
    std::vector<double> x, weight;
};

template <class T>
std::vector<double> run_pointwise(const Version& version, const PointwiseCase& s, RunOptions options = {});
template <class T>
PointwiseResult run_pointwise_backward(const Version& version, const PointwiseCase& s, RunOptions options = {});
