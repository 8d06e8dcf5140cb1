#include "definitions/network.h"

#include <algorithm>
#include <cmath>

#include "definitions/planes.h"

namespace {

// The tensors one after the other.
class Reader {
public:
    explicit Reader(const std::vector<double>& weights) : next_(weights.data()) {}

    const double* take(int64_t count) {
        const double* tensor = next_;
        next_ += count;
        return tensor;
    }

private:
    const double* next_;
};

// Activations' statistics of one image: where what the engine must know is seen, in the order in which it is asked for.
struct Statistics {
    std::vector<double> largest, mean;

    void see_largest(const Planes& x) {
        const int64_t plane = x.height * x.width;
        for (int64_t c = 0; c < x.channels; c++)
            largest.push_back(*std::max_element(x.values.begin() + c * plane, x.values.begin() + (c + 1) * plane));
    }

    void see_mean(const Planes& x) {
        const int64_t plane = x.height * x.width;
        for (int64_t c = 0; c < x.channels; c++) {
            double sum = 0;
            for (int64_t k = 0; k < plane; k++) sum += x.values[c * plane + k];
            mean.push_back(sum / double(plane));
        }
    }
};

Planes normalise_and_rectify(const Planes& x, Reader& weights) {
    const double *weight = weights.take(x.channels), *bias = weights.take(x.channels);
    const double *mean = weights.take(x.channels), *variance = weights.take(x.channels);
    Planes y(x.channels, x, 1);
    for (std::size_t k = 0; k < x.values.size(); k++) {
        const int64_t c = int64_t(k) / (x.height * x.width);
        y.values[k] = std::max(0.0, (x.values[k] - mean[c]) / std::sqrt(variance[c] + 1e-5) * weight[c] + bias[c]);
    }
    return y;
}

// 3x3, padding 1: adds what one channel of x gives.
void convolve(Planes& y, int64_t out, const Planes& x, int64_t in, const double* window, int64_t stride) {
    for (int64_t i = 0; i < y.height; i++)
        for (int64_t j = 0; j < y.width; j++)
            for (int k = 0; k < 9; k++) y(out, i, j) += window[k] * x.at(in, double(i * stride + k / 3 - 1), double(j * stride + k % 3 - 1));
}

Planes stem(const Planes& x, int64_t width, int64_t stride, Reader& weights) {
    Planes y(width, x, stride);
    const double* weight = weights.take(9 * x.channels * width);
    for (int64_t o = 0; o < width; o++)
        for (int64_t c = 0; c < x.channels; c++) convolve(y, o, x, c, weight + 9 * (o * x.channels + c), stride);
    return y;
}

Planes depthwise(const Planes& x, int64_t stride, Reader& weights) {
    Planes y(x.channels, x, stride);
    const double* weight = weights.take(9 * x.channels);
    for (int64_t c = 0; c < x.channels; c++) convolve(y, c, x, c, weight + 9 * c, stride);
    return y;
}

Planes shift(const Planes& x, int64_t stride, Reader& weights) {
    Planes y(x.channels, x, stride);
    const double *alpha = weights.take(x.channels), *beta = weights.take(x.channels);
    for (int64_t c = 0; c < x.channels; c++) {
        const double column = std::floor(alpha[c]), row = std::floor(beta[c]), a = alpha[c] - column, b = beta[c] - row;
        for (int64_t i = 0; i < y.height; i++) {
            for (int64_t j = 0; j < y.width; j++) {
                const double r = double(i * stride) + row, q = double(j * stride) + column;
                y(c, i, j) = x.at(c, r, q) * (1 - a) * (1 - b) + x.at(c, r, q + 1) * a * (1 - b) + x.at(c, r + 1, q) * (1 - a) * b +
                             x.at(c, r + 1, q + 1) * a * b;
            }
        }
    }
    return y;
}

Planes every(const Planes& x, int64_t stride) {
    Planes y(x.channels, x, stride);
    for (int64_t c = 0; c < y.channels; c++)
        for (int64_t i = 0; i < y.height; i++)
            for (int64_t j = 0; j < y.width; j++) y(c, i, j) = x(c, i * stride, j * stride);
    return y;
}

Planes pointwise(const Planes& x, int64_t outputs, Reader& weights) {
    Planes y(outputs, x, 1);
    const double* weight = weights.take(outputs * x.channels);
    const int64_t plane = x.height * x.width;
    for (int64_t o = 0; o < outputs; o++)
        for (int64_t c = 0; c < x.channels; c++)
            for (int64_t k = 0; k < plane; k++) y.values[o * plane + k] += weight[o * x.channels + c] * x.values[c * plane + k];
    return y;
}

Planes block(const Planes& x, const as_engine_block& b, Reader& weights, Statistics& seen) {
    const Planes active = normalise_and_rectify(x, weights);
    const Planes inner = pointwise(active, b.middle_width, weights);
    const Planes middle = normalise_and_rectify(inner, weights);
    Planes moved = b.spatial == AS_ENGINE_SHIFT ? shift(middle, b.stride, weights) : depthwise(middle, b.stride, weights);
    if (b.spatial == AS_ENGINE_DEPTHWISE_BATCH_NORM) moved = normalise_and_rectify(moved, weights);
    seen.see_largest(active);
    seen.see_mean(active);
    seen.see_largest(middle);
    seen.see_mean(moved);
    Planes y = pointwise(moved, b.output_width, weights);
    const bool is_projected = b.stride != 1 || b.input_width != b.output_width;
    const Planes read = every(active, b.stride);
    if (is_projected) seen.see_mean(read);
    const Planes shortcut = is_projected ? pointwise(read, b.output_width, weights) : x;
    for (std::size_t k = 0; k < y.values.size(); k++) y.values[k] += shortcut.values[k];
    return y;
}

std::vector<double> run(const NetworkCase& network, const std::vector<double>& all, const double* image, Statistics& seen) {
    Reader weights(all);
    Planes pixels(network.channels, network.height, network.width);
    std::copy(image, image + network.image_size(), pixels.values.begin());
    Planes x = stem(pixels, network.stem_width, network.stem_stride, weights);
    for (const as_engine_block& b : network.blocks) x = block(x, b, weights, seen);
    x = normalise_and_rectify(x, weights);
    seen.see_largest(x);
    seen.see_mean(x);
    const double *weight = weights.take(int64_t(network.classes) * x.channels), *bias = weights.take(network.classes);
    const double* mean = seen.mean.data() + seen.mean.size() - x.channels;
    std::vector<double> logits(bias, bias + network.classes);
    for (int32_t k = 0; k < network.classes; k++)
        for (int64_t c = 0; c < x.channels; c++) logits[k] += weight[k * x.channels + c] * mean[c];
    return logits;
}

}  // namespace

std::vector<double> network_logits(const NetworkCase& network, const std::vector<double>& weights, const std::vector<double>& images) {
    std::vector<double> logits;
    for (std::size_t at = 0; at < images.size(); at += std::size_t(network.image_size())) {
        Statistics seen;
        const std::vector<double> one = run(network, weights, images.data() + at, seen);
        logits.insert(logits.end(), one.begin(), one.end());
    }
    return logits;
}

std::vector<double> network_statistics(const NetworkCase& network, const std::vector<double>& weights, const std::vector<double>& images) {
    Statistics all;
    const double count = double(images.size()) / double(network.image_size());
    for (std::size_t at = 0; at < images.size(); at += std::size_t(network.image_size())) {
        Statistics one;
        run(network, weights, images.data() + at, one);
        all.largest.resize(one.largest.size());
        all.mean.resize(one.mean.size());
        for (std::size_t k = 0; k < one.largest.size(); k++) all.largest[k] = std::max(all.largest[k], one.largest[k]);
        for (std::size_t k = 0; k < one.mean.size(); k++) all.mean[k] += one.mean[k] / count;
    }
    all.largest.insert(all.largest.end(), all.mean.begin(), all.mean.end());
    return all.largest;
}
