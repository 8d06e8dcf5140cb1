#include "engine/compile.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "cpu/shift_fraction.h"

namespace activeshift::engine {
namespace {

constexpr double kBatchNormEpsilon = 1e-5;
constexpr int32_t kWindow = 10;  // values of a depthwise window: nine weights and a bias

// Takes the tensors one after the other.
struct Reader {
    const float* next;
    const float* take(int64_t count) {
        const float* p = next;
        next += count;
        return p;
    }
};

// A batch normalisation as y = x * scale + shift.
struct Affine {
    std::vector<double> scale, shift;
    Affine(Reader& reader, int32_t width) : scale(width), shift(width) {
        const float *weight = reader.take(width), *bias = reader.take(width), *mean = reader.take(width), *variance = reader.take(width);
        for (int32_t i = 0; i < width; i++) {
            scale[i] = weight[i] / std::sqrt(double(variance[i]) + kBatchNormEpsilon);
            shift[i] = bias[i] - mean[i] * scale[i];
        }
    }
};

AlignedBuffer copy_of(const std::vector<double>& values) {
    AlignedBuffer buffer(values.size());
    std::transform(values.begin(), values.end(), buffer.data(), [](double x) { return float(x); });
    return buffer;
}

// Packs W(row, k) into blocks. With an affine that may be folded, every row is multiplied by its scale and the sums start
// from its shift; otherwise the affine is left to the epilogue.
template <class W>
void pack(Dense& dense, int32_t d, int32_t k, int32_t block_rows, const Affine* affine, bool fold, W weight) {
    dense.d = d;
    dense.k = k;
    dense.blocks = (d + block_rows - 1) / block_rows;
    dense.weights = AlignedBuffer(std::size_t(d) * k);
    for (int32_t block = 0; block < dense.blocks; block++) {
        const int32_t row = first_row(d, dense.blocks, block), height = first_row(d, dense.blocks, block + 1) - row;
        float* out = dense.weights.data() + std::size_t(row) * k;
        for (int32_t i = 0; i < k; i++) {
            for (int32_t m = 0; m < height; m++) {
                const double scale = affine && fold ? affine->scale[row + m] : 1.0;
                out[std::size_t(i) * height + m] = float(weight(row + m, i) * scale);
            }
        }
    }
    if (!affine) return;
    if (fold) {
        dense.bias = copy_of(affine->shift);
        dense.has_bias = true;
    } else {
        dense.scale = copy_of(affine->scale);
        dense.shift = copy_of(affine->shift);
        dense.has_scale = true;
    }
}

Tap whole_shift(int32_t source, int32_t channel, int32_t row, int32_t column) {
    return {Tap::kCopy, source, channel, column, row, 1, 0, 1, 0, nullptr, false};
}

// A channel that is shifted out of the image altogether is zero and reads nothing, however far the shift goes.
Tap shift(int32_t channel, float alpha, float beta, const Stage& s) {
    const ShiftFraction<float> across = shift_fraction(alpha), down = shift_fraction(beta);
    const double column = across.whole, row = down.whole;
    const double last_column = double(s.out_w - 1) * s.stride, last_row = double(s.out_h - 1) * s.stride;
    Tap tap = whole_shift(0, channel, 0, 0);
    if (column >= s.in_w || row >= s.in_h || last_column + column + 1 < 0 || last_row + row + 1 < 0) {
        tap.kind = Tap::kZero;
        return tap;
    }
    if (across.second != 0 || down.second != 0) tap.kind = Tap::kBilinear;
    tap.column = int32_t(column);
    tap.row = int32_t(row);
    tap.left = across.first;
    tap.right = across.second;
    tap.top = down.first;
    tap.bottom = down.second;
    return tap;
}

// What stands between the convolutions of a block: the values of its tensors.
struct Spatial {
    const float *alpha = nullptr, *beta = nullptr;
    const float* depthwise = nullptr;
    std::optional<Affine> normalization;

    Spatial(Reader& reader, const as_engine_block& b) {
        if (b.spatial == AS_ENGINE_SHIFT) {
            alpha = reader.take(b.middle_width);
            beta = reader.take(b.middle_width);
            return;
        }
        depthwise = reader.take(9LL * b.middle_width);
        if (b.spatial == AS_ENGINE_DEPTHWISE_BATCH_NORM) normalization.emplace(reader, b.middle_width);
    }
};

// False if a shift is not finite.
bool add_shifts(Stage& s, const Spatial& spatial) {
    for (int32_t c = 0; c < s.middle_width; c++) {
        if (!std::isfinite(spatial.alpha[c]) || !std::isfinite(spatial.beta[c])) return false;
        s.taps.push_back(shift(c, spatial.alpha[c], spatial.beta[c], s));
    }
    return true;
}

void add_depthwise(Stage& s, const Spatial& spatial) {
    s.windows = AlignedBuffer(std::size_t(kWindow) * s.middle_width);
    for (int32_t c = 0; c < s.middle_width; c++) {
        float* window = s.windows.data() + std::size_t(kWindow) * c;
        const double scale = spatial.normalization ? spatial.normalization->scale[c] : 1.0;
        for (int32_t i = 0; i < 9; i++) window[i] = float(spatial.depthwise[9 * c + i] * scale);
        window[9] = spatial.normalization ? float(spatial.normalization->shift[c]) : 0.0f;
        Tap tap = whole_shift(0, c, -1, -1);
        tap.kind = Tap::kDepthwise;
        tap.window = window;
        tap.relu = spatial.normalization.has_value();
        s.taps.push_back(tap);
    }
}

struct Compiler {
    const as_engine_network& network;
    const Kernels& kernels;
    Reader reader;
    Plan& plan;

    void stem(const Affine& next, bool raw_needed) {
        Stage s;
        s.in_width = network.channels;
        s.stride = network.stem_stride;
        s.in_h = network.height;
        s.in_w = network.width;
        strided(s);
        s.writes_raw = raw_needed;
        for (int32_t c = 0; c < network.channels; c++) {
            for (int32_t i = 0; i < 9; i++) s.taps.push_back(whole_shift(0, c, i / 3 - 1, i % 3 - 1));
        }
        const int32_t k = 9 * network.channels;
        const float* w = stem_weights;
        pack(s.second, network.stem_width, k, kernels.block_rows, &next, !raw_needed,
             [=](int32_t row, int32_t i) { return w[std::size_t(row) * k + i]; });
        plan.stages.push_back(std::move(s));
    }

    bool block(const as_engine_block& b, const float* conv1, const Affine& bn2, const Spatial& spatial, const float* conv2, const float* shortcut,
               const Affine& next, bool raw_needed) {
        const Stage& before = plan.stages.back();
        Stage s;
        s.has_first = true;
        s.in_width = b.input_width;
        s.middle_width = b.middle_width;
        s.stride = b.stride;
        s.in_h = before.out_h;
        s.in_w = before.out_w;
        strided(s);
        s.adds_input = shortcut == nullptr;
        s.writes_raw = raw_needed;
        const int32_t in = b.input_width, middle = b.middle_width;
        pack(s.first, middle, in, kernels.block_rows, &bn2, true,
             [=](int32_t row, int32_t i) { return conv1[std::size_t(row) * in + i]; });
        if (spatial.depthwise) {
            add_depthwise(s, spatial);
        } else if (!add_shifts(s, spatial)) {
            return false;
        }
        for (int32_t c = 0; shortcut && c < in; c++) s.taps.push_back(whole_shift(1, c, 0, 0));
        pack(s.second, b.output_width, int32_t(s.taps.size()), kernels.block_rows, &next, shortcut && !raw_needed,
             [=](int32_t row, int32_t i) {
                 return i < middle ? conv2[std::size_t(row) * middle + i] : shortcut[std::size_t(row) * in + i - middle];
             });
        plan.stages.push_back(std::move(s));
        return true;
    }

    static void strided(Stage& s) {
        s.out_h = (s.in_h - 1) / s.stride + 1;
        s.out_w = (s.in_w - 1) / s.stride + 1;
    }


    const float* stem_weights = nullptr;
};

bool keeps_shape(const as_engine_block& b) { return b.stride == 1 && b.input_width == b.output_width; }

}  // namespace

bool compile(const as_engine_network& n, const float* weights, const Kernels& kernels, Plan& plan) {
    plan.kernels = &kernels;
    plan.channels = n.channels;
    plan.height = n.height;
    plan.width = n.width;
    plan.classes = n.classes;
    Compiler c{n, kernels, Reader{weights}, plan};
    c.stem_weights = c.reader.take(9LL * n.channels * n.stem_width);
    c.stem(Affine(c.reader, n.stem_width), keeps_shape(n.blocks[0]));
    for (int32_t i = 0; i < n.block_count; i++) {
        const as_engine_block& b = n.blocks[i];
        const int64_t in = b.input_width, middle = b.middle_width, out = b.output_width;
        const float* conv1 = c.reader.take(in * middle);
        const Affine bn2(c.reader, b.middle_width);
        const Spatial spatial(c.reader, b);
        const float* conv2 = c.reader.take(middle * out);
        const float* shortcut = keeps_shape(b) ? nullptr : c.reader.take(in * out);
        // What follows: the next block's bn1, or the last bn.
        const Affine next(c.reader, b.output_width);
        const bool raw_needed = i + 1 < n.block_count && keeps_shape(n.blocks[i + 1]);
        if (!c.block(b, conv1, bn2, spatial, conv2, shortcut, next, raw_needed)) return false;
    }
    const int32_t features = n.blocks[n.block_count - 1].output_width;
    const float* fc = c.reader.take(int64_t(features) * n.classes);
    const float* bias = c.reader.take(n.classes);
    pack(plan.classifier, n.classes, features, kernels.block_rows, nullptr, false,
         [=](int32_t row, int32_t i) { return fc[std::size_t(row) * features + i]; });
    plan.classifier.bias = AlignedBuffer(n.classes);
    std::copy(bias, bias + n.classes, plan.classifier.bias.data());
    plan.classifier.has_bias = true;
    return true;
}

bool compile_layer(const as_engine_layer_shape& shape, const float* weights, const float* alpha, const float* beta, const Kernels& kernels,
                   Plan& plan) {
    plan.kernels = &kernels;
    Stage s;
    s.in_width = s.middle_width = shape.input_width;
    s.in_h = s.out_h = shape.height;
    s.in_w = s.out_w = shape.width;
    s.has_first = alpha == nullptr;
    const int32_t k = shape.input_width;
    pack(s.has_first ? s.first : s.second, shape.output_width, k, kernels.block_rows, nullptr, false,
         [=](int32_t row, int32_t i) { return weights[std::size_t(row) * k + i]; });
    for (int32_t c = 0; alpha && c < k; c++) {
        if (!std::isfinite(alpha[c]) || !std::isfinite(beta[c])) return false;
        s.taps.push_back(shift(c, alpha[c], beta[c], s));
    }
    plan.stages.push_back(std::move(s));
    return true;
}

}  // namespace activeshift::engine
