// Batch normalisation with ReLU as its definition reads, in float64, and its gradients by the chain rule step by step.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "activeshift.h"
#include "harness/compare.h"

// One input with a gradient of its output; the values are exact in float32.
struct BatchNormCase {
    // Random values about another mean in every channel, some of them of negative weight.
    BatchNormCase(int64_t images, int64_t channels, int64_t pixels, bool is_training = true);

    as_batch_norm_shape shape(int32_t threads) const { return {n, c, p, training, threads, epsilon, momentum}; }
    int64_t channel_of(int64_t element) const { return element / p % c; }
    std::string name() const;

    int64_t n, c, p;
    bool training;
    double epsilon = 1e-5, momentum = 0.1;
    std::vector<double> x, grad_y, weight, bias, running_mean, running_variance;
};

struct Moments {
    std::vector<double> mean, variance;
};

// Of the batch, biased; or the running ones where it is not training.
Moments moments(const BatchNormCase& s);
// The running ones afterwards.
Moments running(const BatchNormCase& s);

std::vector<double> before_relu(const BatchNormCase& s);
std::vector<double> batch_norm_forward(const BatchNormCase& s);

struct BatchNormGradients {
    std::vector<double> x;
    std::vector<Sum> weight, bias;
};

BatchNormGradients batch_norm_backward(const BatchNormCase& s);
