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

struct Ranges {
    std::vector<float> output, middle;  // largest value by channel
};

void widen(std::vector<float>& largest, const float* planes, std::size_t plane, std::size_t pixels) {
    for (std::size_t c = 0; c < largest.size(); c++) {
        for (std::size_t i = 0; i < pixels; i++) largest[c] = std::max(largest[c], planes[plane * c + i]);
    }
}

std::vector<Ranges> calibrate(const Plan& plan, const float* images, int64_t count) {
    std::vector<Ranges> ranges;
    for (const Stage& s : plan.stages) ranges.push_back({std::vector<float>(s.second.d), std::vector<float>(s.middle_width)});
    Workspace workspace(plan);
    const std::size_t image_floats = std::size_t(plan.channels) * plan.height * plan.width;
    for (int64_t n = 0; n < count; n++) {
        for (std::size_t i = 0; i < plan.stages.size(); i++) {
            const Stage& s = plan.stages[i];
            const StageRun run(plan, i, buffers_of(plan, i, images + image_floats * n, workspace, workspace));
            run.rows(0, s.out_h);
            widen(ranges[i].output, workspace.activation[i % 2].data(), plane_length(s.out_h, s.out_w), std::size_t(s.out_h) * s.out_w);
            widen(ranges[i].middle, workspace.middle.data(), plane_length(s.ring, s.in_w), std::size_t(s.in_h) * s.in_w);
        }
    }
    return ranges;
}

// What one step of a byte is worth. A channel that is always 0 may have any unit.
std::vector<float> units(const std::vector<float>& largest) {
    std::vector<float> unit(largest.size());
    std::transform(largest.begin(), largest.end(), unit.begin(), [](float x) { return x > 0 ? x / kLargestByte : 1.0f; });
    return unit;
}

float weight_of(const Dense& dense, int32_t row, int32_t k) {
    const int32_t low = dense.d / dense.blocks, higher = dense.d % dense.blocks * (low + 1);  // rows in the higher blocks, which come first
    const int32_t height = row < higher ? low + 1 : low;
    const int32_t first = row < higher ? row / height * height : higher + (row - higher) / height * height;
    return dense.weights.data()[std::size_t(first) * dense.k + std::size_t(k) * height + row - first];
}

// `inputs` are the float32 matrix's columns in the order of the groups, -1 where a group is filled up; `in_unit` is by such a column.
// `out_unit` is empty where the outputs stay floats.
Int8Dense round_weights(const Dense& dense, const std::vector<int32_t>& inputs, const std::vector<float>& in_unit,
                        const std::vector<float>& out_unit, const Int8Kernels& kernels) {
    Int8Dense q;
    q.k_groups = int32_t(inputs.size()) / kGroup;
    q.d_groups = groups_of(dense.d);
    q.blocks = (q.d_groups + kernels.block_groups - 1) / kernels.block_groups;
    const std::size_t rows = std::size_t(q.d_groups) * kGroup;
    q.weights.assign(rows * inputs.size(), 0);
    q.multiplier.assign(rows, 0.0f);
    if (dense.has_bias) q.offset.assign(rows, 0.0f);
    if (dense.has_scale) q.scale.assign(rows, 0.0f), q.shift.assign(rows, 0.0f);
    const auto per_unit = [&](int32_t row) { return out_unit.empty() ? 1.0f : 1.0f / out_unit[row]; };
    std::vector<float> values(inputs.size());
    for (int32_t block = 0; block < q.blocks; block++) {
        const int32_t first = first_row(q.d_groups, q.blocks, block) * kGroup, next = first_row(q.d_groups, q.blocks, block + 1) * kGroup;
        for (int32_t row = first; row < std::min(next, dense.d); row++) {
            float largest = 0;
            for (std::size_t i = 0; i < inputs.size(); i++) {
                values[i] = inputs[i] < 0 ? 0.0f : weight_of(dense, row, inputs[i]) * in_unit[i];
                largest = std::max(largest, std::fabs(values[i]));
            }
            const float unit = largest > 0 ? largest / float(kernels.largest_weight) : 1.0f;
            int8_t* out = q.weights.data() + inputs.size() * first + kGroup * (row - first);
            for (std::size_t i = 0; i < inputs.size(); i++) {
                out[i / kGroup * kGroup * (next - first) + i % kGroup] = int8_t(std::lrint(values[i] / unit));
            }
            // A scale comes after the sums that the next shortcut needs as they are; the output's unit goes with whichever is last.
            q.multiplier[row] = unit * (dense.has_scale ? 1.0f : per_unit(row));
            if (dense.has_bias) q.offset[row] = dense.bias.data()[row] * per_unit(row);
            if (dense.has_scale) {
                q.scale[row] = dense.scale.data()[row] * per_unit(row);
                q.shift[row] = dense.shift.data()[row] * per_unit(row);
            }
        }
    }
    return q;
}

// Columns first .. first+count-1, filled up to whole groups.
void append_group(std::vector<int32_t>& inputs, std::vector<float>& units, int32_t first, const std::vector<float>& unit) {
    for (std::size_t i = 0; i < unit.size(); i++) {
        inputs.push_back(first + int32_t(i));
        units.push_back(unit[i]);
    }
    while (inputs.size() % kGroup != 0) {
        inputs.push_back(-1);
        units.push_back(0.0f);
    }
}

}  // namespace

void quantize(Plan& plan, const Int8Kernels& kernels, const float* images, int64_t count) {
    const std::vector<Ranges> ranges = calibrate(plan, images, count);
    std::vector<float> in_unit;
    for (std::size_t i = 0; i < plan.stages.size(); i++) {
        Stage& s = plan.stages[i];
        std::vector<float> out_unit = units(ranges[i].output);
        if (!s.has_first) {
            s.to_bytes.assign(std::size_t(groups_of(s.second.d)) * kGroup, 0.0f);
            std::transform(out_unit.begin(), out_unit.end(), s.to_bytes.begin(), [](float unit) { return 1.0f / unit; });
            in_unit = std::move(out_unit);
            continue;
        }
        const std::vector<float> middle_unit = units(ranges[i].middle);
        std::vector<int32_t> inputs;
        std::vector<float> input_units;
        append_group(inputs, input_units, 0, in_unit);
        s.first8 = round_weights(s.first, inputs, input_units, middle_unit, kernels);
        inputs.clear();
        input_units.clear();
        append_group(inputs, input_units, 0, middle_unit);
        if (s.second.k > s.middle_width) append_group(inputs, input_units, s.middle_width, in_unit);
        const bool last = i + 1 == plan.stages.size();
        s.second8 = round_weights(s.second, inputs, input_units, last ? std::vector<float>() : out_unit, kernels);
        // Only the shifted channels keep taps; the shortcut's are copied by the group.
        s.taps.resize(s.middle_width);
        Tap zero{};
        zero.kind = Tap::kZero;
        s.taps.resize(std::size_t(groups_of(s.middle_width)) * kGroup, zero);
        for (AlignedBuffer* b : {&s.first.weights, &s.first.bias, &s.second.weights, &s.second.bias, &s.second.scale, &s.second.shift}) *b = AlignedBuffer();
        in_unit = std::move(out_unit);
    }
    plan.int8 = &kernels;
}

}  // namespace activeshift::engine
