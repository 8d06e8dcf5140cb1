// From float32 to 8 bits: ranges by running the float32 plan over images, then weights and scales.
//
// Every channel of an activation has its own unit, so that its largest value is 255. Where a product reads it, the unit moves into
// that input's weights; then every output has its own unit too, so that its largest weight is the largest there is.
#include <algorithm>
#include <cmath>

#include "engine/compile.h"
#include "engine/stage_run.h"
#include "engine/workspace.h"

namespace activeshift::engine {
namespace {

constexpr float kLargestByte = 255.0f;

// The values of an activation, by channel.
struct Range {
    explicit Range(int32_t channels) : largest(channels), mean(channels) {}

    void add(const float* planes, std::size_t plane, std::size_t pixels, int64_t images) {
        for (std::size_t c = 0; c < largest.size(); c++) {
            double sum = 0;
            for (std::size_t i = 0; i < pixels; i++) {
                largest[c] = std::max(largest[c], planes[plane * c + i]);
                sum += planes[plane * c + i];
            }
            mean[c] += sum / double(pixels) / double(images);
        }
    }

    std::vector<float> largest;
    std::vector<double> mean;
};

struct StageRanges {
    Range output, middle;
    Range packed;  // what the second product reads: a shift can lose most of a channel
};

std::vector<StageRanges> calibrate(const Plan& plan, const float* images, int64_t count) {
    std::vector<StageRanges> ranges;
    for (const Stage& s : plan.stages) ranges.push_back({Range(s.second.d), Range(s.middle_width), Range(s.second.k)});
    Workspace workspace(plan);
    const std::size_t image_floats = std::size_t(plan.channels) * plan.height * plan.width;
    for (int64_t n = 0; n < count; n++) {
        for (std::size_t i = 0; i < plan.stages.size(); i++) {
            const Stage& s = plan.stages[i];
            const StageRun run(plan, i, buffers_of(plan, i, images + image_floats * n, workspace, workspace));
            run.rows(0, s.out_h);
            ranges[i].output.add(workspace.activation[i % 2].data(), plane_length(s.out_h, s.out_w), std::size_t(s.out_h) * s.out_w, count);
            ranges[i].middle.add(workspace.middle.data(), plane_length(s.ring, s.in_w), std::size_t(s.in_h) * s.in_w, count);
            if (s.whole) ranges[i].packed.add(workspace.packed.data(), plane_length(s.out_h, s.out_w), std::size_t(s.out_h) * s.out_w, count);
        }
    }
    return ranges;
}

// What one step of a byte is worth, by channel. Between a unit for each channel (which leaves some weights of the next product tiny) and
// one for all (which leaves some channels few steps) the geometric mean did best on a trained network. A channel that is nearly
// always 0 must not get a large unit: it would make the other weights of every row tiny.
std::vector<float> units_of(const Range& range) {
    const float top = *std::max_element(range.largest.begin(), range.largest.end());
    std::vector<float> units;
    for (const float largest : range.largest) {
        units.push_back(top > 0 ? std::sqrt(std::max(largest, top * 1e-3f) * top) / kLargestByte : 1.0f);
    }
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

    void append(int32_t first, const std::vector<float>& units, const double* means) {
        for (std::size_t i = 0; i < units.size(); i++) add(first + int32_t(i), units[i], means[i] / units[i]);
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
            for (std::size_t i = 0; i < k; i++) {
                const long rounded = std::lrint(values[i] / unit);
                weights[i / kGroup * kGroup * (next - first) + i % kGroup] = int8_t(rounded);
                lost += (values[i] / unit - double(rounded)) * in.mean[i];
            }
            // What rounding the weights takes from the sum on average is put back: ReLUs make means, and the errors would add up.
            q.first_sum[row] = int32_t(std::lrint(lost));
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

void quantize(Plan& plan, const Int8Kernels& kernels, const float* images, int64_t count) {
    const std::vector<StageRanges> ranges = calibrate(plan, images, count);
    std::vector<float> input;
    for (std::size_t i = 0; i < plan.stages.size(); i++) {
        Stage& s = plan.stages[i];
        std::vector<float> output = units_of(ranges[i].output);
        if (!s.has_first) {
            s.to_bytes.assign(std::size_t(groups_of(s.second.d)) * kGroup, 0.0f);
            std::transform(output.begin(), output.end(), s.to_bytes.begin(), [](float unit) { return 1.0f / unit; });
            input = std::move(output);
            continue;
        }
        const std::vector<float> middle = units_of(ranges[i].middle);
        Inputs first, second;
        first.append(0, input, ranges[i - 1].output.mean.data());
        s.first8 = round_weights(s.first, first, &middle, kernels);
        second.append(0, middle, ranges[i].packed.mean.data());
        if (s.second.k > s.middle_width) second.append(s.middle_width, input, ranges[i].packed.mean.data() + s.middle_width);
        const bool last = i + 1 == plan.stages.size();
        s.second8 = round_weights(s.second, second, last ? nullptr : &output, kernels);
        // Only the shifted channels keep taps; the shortcut's are copied by the group.
        s.taps.resize(s.middle_width);
        Tap zero{};
        zero.kind = Tap::kZero;
        s.taps.resize(std::size_t(groups_of(s.middle_width)) * kGroup, zero);
        for (AlignedBuffer* b : {&s.first.weights, &s.first.bias, &s.second.weights, &s.second.bias, &s.second.scale, &s.second.shift}) *b = AlignedBuffer();
        input = std::move(output);
    }
    plan.int8 = &kernels;
}

}  // namespace activeshift::engine
