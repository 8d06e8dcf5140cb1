#include "definitions/batch_norm.h"

#include <cmath>

#include "harness/checks.h"
#include "harness/numbers.h"

BatchNormCase::BatchNormCase(int64_t images, int64_t channels, int64_t pixels, bool is_training)
    : n(images), c(channels), p(pixels), training(is_training) {
    Numbers numbers(uint64_t(n + 10 * c + 100 * p));
    for (int64_t k = 0; k < c; k++) {
        weight.push_back(float(numbers.symmetric() + (numbers.between(0, 2) == 0 ? 1.25 : -1.25)));
        bias.push_back(numbers.symmetric());
        running_mean.push_back(numbers.symmetric());
        running_variance.push_back(float(1.5 + numbers.symmetric()));
    }
    for (int64_t k = 0; k < n * c * p; k++) x.push_back(float(numbers.symmetric() + 0.5 * double(channel_of(k)) - 0.5));
    // So near 0 an output may round to the other side of it, and the gradient then is all or nothing.
    for (const double y : before_relu(*this)) grad_y.push_back(std::abs(y) < 1e-3 ? 0 : numbers.symmetric());
}

std::string BatchNormCase::name() const {
    return text("[%lld,%lld,%lld]%s", (long long)n, (long long)c, (long long)p, training ? " training" : "");
}

Moments moments(const BatchNormCase& s) {
    if (!s.training) return {s.running_mean, s.running_variance};
    Moments m{std::vector<double>(s.c), std::vector<double>(s.c)};
    const double count = double(s.n * s.p);
    for (std::size_t k = 0; k < s.x.size(); k++) m.mean[s.channel_of(int64_t(k))] += s.x[k];
    for (double& mean : m.mean) mean /= count;
    for (std::size_t k = 0; k < s.x.size(); k++) {
        const int64_t c = s.channel_of(int64_t(k));
        m.variance[c] += (s.x[k] - m.mean[c]) * (s.x[k] - m.mean[c]) / count;
    }
    return m;
}

Moments running(const BatchNormCase& s) {
    Moments after{s.running_mean, s.running_variance};
    const double count = double(s.n * s.p);
    if (!s.training || count == 1) return after;
    const Moments batch = moments(s);
    for (int64_t c = 0; c < s.c; c++) {
        after.mean[c] = (1 - s.momentum) * after.mean[c] + s.momentum * batch.mean[c];
        after.variance[c] = (1 - s.momentum) * after.variance[c] + s.momentum * batch.variance[c] * count / (count - 1);
    }
    return after;
}

std::vector<double> before_relu(const BatchNormCase& s) {
    const Moments m = moments(s);
    std::vector<double> y(s.x.size());
    for (std::size_t k = 0; k < y.size(); k++) {
        const int64_t c = s.channel_of(int64_t(k));
        y[k] = (s.x[k] - m.mean[c]) / std::sqrt(m.variance[c] + s.epsilon) * s.weight[c] + s.bias[c];
    }
    return y;
}

std::vector<double> batch_norm_forward(const BatchNormCase& s) {
    std::vector<double> y = before_relu(s);
    for (double& value : y) value = value <= 0 ? 0 : value;  // not a number stays
    return y;
}

BatchNormGradients batch_norm_backward(const BatchNormCase& s) {
    const std::vector<double> y = before_relu(s);
    const Moments m = moments(s);
    const double count = double(s.n * s.p);
    BatchNormGradients gradients{std::vector<double>(s.x.size()), std::vector<Sum>(s.c), std::vector<Sum>(s.c)};
    std::vector<double> to_variance(s.c), to_mean(s.c);
    const auto deviation = [&](int64_t c) { return std::sqrt(m.variance[c] + s.epsilon); };
    const auto through_relu = [&](std::size_t k) { return y[k] > 0 ? s.grad_y[k] : 0; };
    for (std::size_t k = 0; k < s.x.size(); k++) {
        const int64_t c = s.channel_of(int64_t(k));
        const double g = through_relu(k), centred = s.x[k] - m.mean[c], d = deviation(c);
        gradients.bias[c].add(g);
        gradients.weight[c].add(g * centred / d);
        to_variance[c] += g * s.weight[c] * centred * -0.5 / (d * d * d);
        to_mean[c] -= g * s.weight[c] / d;
    }
    for (std::size_t k = 0; k < s.x.size(); k++) {
        const int64_t c = s.channel_of(int64_t(k));
        double& gradient = gradients.x[k];
        gradient = through_relu(k) * s.weight[c] / deviation(c);
        if (s.training) gradient += to_variance[c] * 2 * (s.x[k] - m.mean[c]) / count + to_mean[c] / count;
    }
    return gradients;
}
