#include "definitions/network.h"

#include <algorithm>

#include "definitions/layers.h"

namespace {

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

Planes block(const Planes& x, const as_engine_block& b, Reader& weights, Statistics& seen) {
    const Planes active = normalise_and_rectify(x, weights);
    const Planes inner = pointwise(active, b.middle_width, weights);
    const Planes middle = normalise_and_rectify(inner, weights);
    Planes moved =
        b.spatial == AS_ENGINE_SHIFT ? shift(middle, b.stride, weights) : depthwise(middle, b.stride, weights);
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

std::vector<double> run(const NetworkCase& network, const std::vector<double>& all, const double* image,
                        Statistics& seen) {
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

std::vector<double> network_logits(const NetworkCase& network, const std::vector<double>& weights,
                                   const std::vector<double>& images) {
    std::vector<double> logits;
    for (std::size_t at = 0; at < images.size(); at += std::size_t(network.image_size())) {
        Statistics seen;
        const std::vector<double> one = run(network, weights, images.data() + at, seen);
        logits.insert(logits.end(), one.begin(), one.end());
    }
    return logits;
}

std::vector<double> network_statistics(const NetworkCase& network, const std::vector<double>& weights,
                                       const std::vector<double>& images) {
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
