// From float32 to 8 bits: weights and scales, by the statistics of the activations.
//
// Every channel of an activation has its own unit, so that its largest value is 255. Where a product reads it, the unit moves into
// that input's weights; then every output has its own unit too, so that its largest weight is the largest there is.
#include <algorithm>
#include <cmath>

#include "engine/compile.h"

namespace activeshift::engine {
namespace {

constexpr double kLargestByte = 255;

// What one step of a byte is worth, by channel. Between a unit for each channel (which leaves some weights of the next product tiny) and
// one for all (which leaves some channels few steps) the geometric mean did best on a trained network. A channel that is nearly
// always 0 must not get a large unit: it would make the other weights of every row tiny.
std::vector<float> units_of(const float* largest, int32_t channels) {
    // Units stay far from the ends of the floats, whatever the statistics say.
    const double top = std::clamp<double>(*std::max_element(largest, largest + channels), 1e-20, 1e20);
    std::vector<float> units;
    for (int32_t c = 0; c < channels; c++) units.push_back(float(std::sqrt(std::clamp<double>(largest[c], top * 1e-3, top) * top) / kLargestByte));
    return units;
}

float weight_of(const Dense& dense, int32_t row, int32_t k) {
    const int32_t low = dense.d / dense.blocks, higher = dense.d % dense.blocks * (low + 1);  // rows in the higher blocks, which come first
    const int32_t height = row < higher ? low + 1 : low;
    const int32_t first = row < higher ? row / height * height : higher + (row - higher) / height * height;
    return dense.weights.data()[std::size_t(first) * dense.k + std::size_t(k) * height + row - first];
}

// The columns of a float32 matrix in whole groups.
struct Inputs {
    std::vector<int32_t> column;  // -1: fills up a group
    std::vector<float> unit;
    std::vector<double> mean;  // of the bytes

    void append(int32_t first, const std::vector<float>& units, const float* means) {
        for (std::size_t i = 0; i < units.size(); i++) add(first + int32_t(i), units[i], std::min(double(means[i]) / units[i], kLargestByte));
        while (column.size() % kGroup != 0) add(-1, 0.0f, 0.0);
    }

    void add(int32_t c, float u, double m) {
        column.push_back(c);
        unit.push_back(u);
        mean.push_back(m);
    }
};

// `out_units` is null where the outputs stay floats.
Int8Dense round_weights(const Dense& dense, const Inputs& in, const std::vector<float>* out_units, const Int8Kernels& kernels) {
    const std::size_t k = in.column.size();
    Int8Dense q;
    q.k_groups = int32_t(k) / kGroup;
    q.d_groups = groups_of(dense.d);
    q.blocks = (q.d_groups + kernels.block_groups - 1) / kernels.block_groups;
    const std::size_t rows = std::size_t(q.d_groups) * kGroup;
    q.weights.assign(rows * k, 0);
    q.first_sum.assign(rows, 0);
    q.multiplier.assign(rows, 0.0f);
    if (dense.has_bias) q.offset.assign(rows, 0.0f);
    if (dense.has_scale) q.scale.assign(rows, 0.0f), q.shift.assign(rows, 0.0f);
    std::vector<float> values(k);
    for (int32_t block = 0; block < q.blocks; block++) {
        const int32_t first = first_row(q.d_groups, q.blocks, block) * kGroup, next = first_row(q.d_groups, q.blocks, block + 1) * kGroup;
        for (int32_t row = first; row < std::min(next, dense.d); row++) {
            float largest = 0;
            for (std::size_t i = 0; i < k; i++) {
                values[i] = in.column[i] < 0 ? 0.0f : weight_of(dense, row, in.column[i]) * in.unit[i];
                largest = std::max(largest, std::fabs(values[i]));
            }
            const float unit = largest > 0 ? largest / float(kernels.largest_weight) : 1.0f;
            int8_t* weights = q.weights.data() + k * first + kGroup * (row - first);
            double lost = 0;
            int32_t sum = 0;
            for (std::size_t i = 0; i < k; i++) {
                const long rounded = std::lrint(values[i] / unit);
                weights[i / kGroup * kGroup * (next - first) + i % kGroup] = int8_t(rounded);
                lost += (values[i] / unit - double(rounded)) * in.mean[i];
                sum += int32_t(rounded);
            }
            // What rounding the weights takes from the sum on average is put back: ReLUs make means, and the errors would add up.
            q.first_sum[row] = int32_t(std::lrint(lost)) + kernels.subtracted * sum;
            // A scale comes after the sums that the next shortcut needs as they are; the output's unit goes with whichever is last.
            const float per_unit = out_units ? 1.0f / (*out_units)[row] : 1.0f;
            q.multiplier[row] = unit * (dense.has_scale ? 1.0f : per_unit);
            if (dense.has_bias) q.offset[row] = dense.bias.data()[row] * per_unit;
            if (dense.has_scale) {
                q.scale[row] = dense.scale.data()[row] * per_unit;
                q.shift[row] = dense.shift.data()[row] * per_unit;
            }
        }
    }
    return q;
}

}  // namespace

void quantize(Plan& plan, const Int8Kernels& kernels, const Statistics& statistics) {
    const float *largest = statistics.largest, *mean = statistics.mean;
    std::vector<float> input;
    const float* input_mean = nullptr;
    for (Stage& s : plan.stages) {
        std::vector<float> middle;
        if (s.has_first) {
            middle = units_of(largest, s.middle_width);
            largest += s.middle_width;
        }
        std::vector<float> output = units_of(largest, s.second.d);
        largest += s.second.d;
        if (s.has_first) {
            Inputs first, second;
            first.append(0, input, input_mean);
            s.first8 = round_weights(s.first, first, &middle, kernels);
            second.append(0, middle, mean);
            if (s.second.k > s.middle_width) second.append(s.middle_width, input, mean + s.middle_width);
            mean += s.second.k;
            const bool last = &s == &plan.stages.back();
            s.second8 = round_weights(s.second, second, last ? nullptr : &output, kernels);
            // Only the shifted channels keep taps; the shortcut's are copied by the group.
            s.taps.resize(s.middle_width);
            Tap zero{};
            zero.kind = Tap::kZero;
            s.taps.resize(std::size_t(groups_of(s.middle_width)) * kGroup, zero);
            for (AlignedBuffer* b : {&s.first.weights, &s.first.bias, &s.second.weights, &s.second.bias, &s.second.scale, &s.second.shift}) *b = AlignedBuffer();
        } else {
            s.to_bytes.assign(std::size_t(groups_of(s.second.d)) * kGroup, 0.0f);
            std::transform(output.begin(), output.end(), s.to_bytes.begin(), [](float unit) { return 1.0f / unit; });
        }
        input = std::move(output);
        input_mean = mean;
        mean += s.second.d;
    }
    plan.int8 = &kernels;
}

}  // namespace activeshift::engine
