#include "definitions/network_int8.h"

#include <algorithm>
#include <cmath>

#include "definitions/layers.h"

namespace {

constexpr double kLargestByte = 255;

// What one step of a byte is worth in each channel: between a unit of the channel's own and one for all, the geometric
// mean, and never below a thousandth of the largest channel's.
std::vector<double> units_of(const double* largest, int64_t channels) {
    const double top = std::clamp(*std::max_element(largest, largest + channels), 1e-20, 1e20);
    std::vector<double> units;
    for (int64_t c = 0; c < channels; c++)
        units.push_back(float(std::sqrt(std::clamp(largest[c], top * 1e-3, top) * top) / kLargestByte));
    return units;
}

// Activations in bytes: what a channel's steps are worth, and how many there are on average.
struct Bytes {
    Planes steps;
    std::vector<double> units, mean;

    Bytes(const Planes& x, const double* largest, const double* means)
        : steps(x), units(units_of(largest, x.channels)) {
        for (std::size_t k = 0; k < x.values.size(); k++)
            steps.values[k] = std::nearbyint(std::min(x.values[k] / unit_at(k), kLargestByte));
        see_means(means);
    }

    // What a product reads may have other means than what was measured before.
    void see_means(const double* means) {
        mean.clear();
        for (int64_t c = 0; c < steps.channels; c++) mean.push_back(std::min(means[c] / units[c], kLargestByte));
    }

    double unit_at(std::size_t k) const { return units[int64_t(k) / (steps.height * steps.width)]; }
};

// In fixed point: along the row in 256ths, down the column in 65536ths of which the upper half of the product counts.
void shift_bytes(Bytes& x, int64_t stride, Reader& weights) {
    Planes y(x.steps.channels, x.steps, stride);
    const double *alpha = weights.take(y.channels), *beta = weights.take(y.channels);
    const auto fraction = [](double shift, double& whole) {
        whole = std::floor(shift);
        const float part = float(shift - whole);
        if (part == 1.0f) whole++;
        return part == 1.0f ? 0.0f : part;
    };
    for (int64_t c = 0; c < y.channels; c++) {
        double column, row;
        const int right = int(fraction(alpha[c], column) * 256 + 0.5f),
                  lower = int(fraction(beta[c], row) * 65536 + 0.5f);
        const int64_t down[2] = {lower == 0 ? 65535 : 65536 - lower, lower == 65536 ? 65535 : lower};
        for (int64_t i = 0; i < y.height; i++) {
            for (int64_t j = 0; j < y.width; j++) {
                const double r = double(i * stride) + row, q = double(j * stride) + column;
                int64_t sum = 0;
                for (int k = 0; k < 2; k++) {
                    const int64_t along =
                        int64_t(x.steps.at(c, r + k, q)) * (256 - right) + int64_t(x.steps.at(c, r + k, q + 1)) * right;
                    sum += along * down[k] >> 16;
                }
                y(c, i, j) = double((sum + 128) >> 8);
            }
        }
    }
    x.steps = y;
}

// A 1x1 convolution of one or two inputs, each of which has weights of its own and all of which a row of weights is
// rounded with.
Planes product(const std::vector<const Bytes*>& inputs, int64_t outputs, Reader& reader, int largest_weight) {
    std::vector<const double*> weights;
    for (const Bytes* x : inputs) weights.push_back(reader.take(outputs * x->steps.channels));
    Planes y(outputs, inputs[0]->steps, 1);
    const int64_t plane = y.height * y.width;
    for (int64_t o = 0; o < outputs; o++) {
        const auto for_each_weight = [&](const auto& visit) {
            for (std::size_t n = 0; n < inputs.size(); n++)
                for (int64_t c = 0; c < inputs[n]->steps.channels; c++)
                    visit(*inputs[n], c, weights[n][o * inputs[n]->steps.channels + c] * inputs[n]->units[c]);
        };
        double largest = 0, lost = 0;
        for_each_weight([&](const Bytes&, int64_t, double w) { largest = std::max(largest, std::abs(w)); });
        const double unit = largest > 0 ? largest / largest_weight : 1;
        // What rounding takes from the sum on average is put back.
        for_each_weight(
            [&](const Bytes& x, int64_t c, double w) { lost += (w / unit - std::nearbyint(w / unit)) * x.mean[c]; });
        std::fill_n(y.values.begin() + o * plane, plane, std::nearbyint(lost) * unit);
        for_each_weight([&](const Bytes& x, int64_t c, double w) {
            const double step = std::nearbyint(w / unit) * unit;
            for (int64_t k = 0; k < plane; k++) y.values[o * plane + k] += step * x.steps.values[c * plane + k];
        });
    }
    return y;
}

class Run {
public:
    Run(const NetworkCase& network, const std::vector<double>& weights, const std::vector<double>& statistics,
        int largest_weight)
        : network_(network), reader_(weights), largest_(statistics.data()), largest_weight_(largest_weight) {
        const as_engine_network shape = network.shape();
        mean_ = largest_ + as_engine_statistics_largest_count(&shape);
    }

    std::vector<double> logits(const double* image) {
        Planes pixels(network_.channels, network_.height, network_.width);
        std::copy(image, image + network_.image_size(), pixels.values.begin());
        Planes raw = stem(pixels, network_.stem_width, network_.stem_stride, reader_);
        Planes active = normalise_and_rectify(raw, reader_);
        for (std::size_t b = 0; b < network_.blocks.size(); b++) block(network_.blocks[b], raw, active);
        const double *weight = reader_.take(int64_t(network_.classes) * active.channels),
                     *bias = reader_.take(network_.classes);
        std::vector<double> y(bias, bias + network_.classes);
        const int64_t plane = active.height * active.width;
        for (int32_t k = 0; k < network_.classes; k++)
            for (int64_t i = 0; i < int64_t(active.values.size()); i++)
                y[k] += weight[k * active.channels + i / plane] * active.values[i] / double(plane);
        return y;
    }

private:
    // Takes what the block before gave, raw and active, and leaves what this one gives.
    void block(const as_engine_block& b, Planes& raw, Planes& active) {
        Bytes input = bytes(active);
        const Planes middle =
            normalise_and_rectify(product({&input}, b.middle_width, reader_, largest_weight_), reader_);
        Bytes moved = bytes(middle);
        shift_bytes(moved, b.stride, reader_);
        std::vector<const Bytes*> inputs{&moved};
        const bool is_projected = b.stride != 1 || b.input_width != b.output_width;
        if (is_projected) {
            input.steps = every(input.steps, b.stride);
            input.see_means(take_means(b.input_width));
            inputs.push_back(&input);
        }
        Planes y = product(inputs, b.output_width, reader_, largest_weight_);
        for (std::size_t k = 0; !is_projected && k < y.values.size(); k++) y.values[k] += raw.values[k];
        raw = y;
        active = normalise_and_rectify(raw, reader_);
    }

    Bytes bytes(const Planes& x) {
        const double* largest = largest_;
        largest_ += x.channels;
        return Bytes(x, largest, take_means(x.channels));
    }

    const double* take_means(int64_t count) {
        const double* means = mean_;
        mean_ += count;
        return means;
    }

    const NetworkCase& network_;
    Reader reader_;
    const double *largest_, *mean_;
    int largest_weight_;
};

}  // namespace

std::vector<double> network_logits_int8(const NetworkCase& network, const std::vector<double>& weights,
                                        const std::vector<double>& statistics, const std::vector<double>& images,
                                        int largest_weight) {
    std::vector<double> logits;
    for (std::size_t at = 0; at < images.size(); at += std::size_t(network.image_size())) {
        const std::vector<double> one = Run(network, weights, statistics, largest_weight).logits(images.data() + at);
        logits.insert(logits.end(), one.begin(), one.end());
    }
    return logits;
}
