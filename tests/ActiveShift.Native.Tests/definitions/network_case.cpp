#include "definitions/network_case.h"

#include <algorithm>
#include <cfloat>
#include <cmath>

#include "harness/checks.h"

namespace {

bool is_projected(const as_engine_block& b) { return b.stride != 1 || b.input_width != b.output_width; }

double random_shift(Numbers& numbers, bool far) {
    static const double far_shifts[] = {-1e30, 1e30, -FLT_MAX, FLT_MAX, -41, 41, 1e9, -3e9, -1e-30};
    switch (numbers.between(0, 10)) {
        case 0: return numbers.between(-3, 4);
        case 1: return 0;
        case 2: return far ? far_shifts[numbers.between(0, 9)] : 1.5 * numbers.normal();
        case 3:
        case 4: return far ? numbers.symmetric() * 45 : 1.5 * numbers.normal();
        default: return 1.5 * numbers.normal();
    }
}

}  // namespace

NetworkCase::NetworkCase(int32_t c, int32_t h, int32_t w, int32_t stem, int32_t stride, int32_t k,
                         std::vector<as_engine_block> b)
    : channels(c), height(h), width(w), stem_width(stem), stem_stride(stride), classes(k), blocks(std::move(b)) {}

as_engine_network NetworkCase::shape() const {
    return {channels, height, width, stem_width, stem_stride, classes, int32_t(blocks.size()), blocks.data()};
}

bool NetworkCase::shifts_alone() const {
    return std::all_of(blocks.begin(), blocks.end(),
                       [](const as_engine_block& b) { return b.spatial == AS_ENGINE_SHIFT; });
}

int64_t NetworkCase::multiply_adds() const {
    int64_t h = (height - 1) / stem_stride + 1, w = (width - 1) / stem_stride + 1,
            total = h * w * 9 * channels * stem_width;
    for (const as_engine_block& b : blocks) {
        total += h * w * b.input_width * b.middle_width;
        h = (h - 1) / b.stride + 1, w = (w - 1) / b.stride + 1;
        total += h * w * b.output_width * (b.middle_width + (is_projected(b) ? b.input_width : 0));
    }
    return total;
}

std::string NetworkCase::name() const {
    std::string all = text("[%d,%d,%d] stem %d stride %d", channels, height, width, stem_width, stem_stride);
    static const char* const kinds[] = {"shift", "depthwise", "depthwise with batch normalisation"};
    for (const as_engine_block& b : blocks)
        all += text(", %d-%s-%d stride %d", b.middle_width, kinds[b.spatial], b.output_width, b.stride);
    return all + text(", %d classes", classes);
}

NetworkCase random_network(Numbers& numbers, Spatial spatial) {
    const int stem = numbers.between(1, 71);
    std::vector<as_engine_block> blocks;
    int input = stem;
    for (int count = numbers.between(1, 7); count > 0; count--) {
        const int output = numbers.between(0, 3) > 0 ? input : numbers.between(1, 71);
        const int middle = std::min(numbers.between(1, 10) * output, 200),
                  stride = numbers.between(0, 2) > 0 ? 1 : numbers.between(1, 4);
        blocks.push_back(
            {input, middle, output, stride, spatial == Spatial::shifts ? AS_ENGINE_SHIFT : numbers.between(0, 3)});
        input = output;
    }
    const int classes = numbers.between(0, 4) == 0 ? numbers.between(1, 1002) : numbers.between(1, 20);
    const int channels = numbers.between(1, 5), height = numbers.between(1, 41), width = numbers.between(1, 41),
              stride = numbers.between(1, 4);
    return {channels, height, width, stem, stride, classes, blocks};
}

NetworkCase as_resnet(int32_t w, int32_t classes, int32_t height, int32_t image_width, as_engine_spatial spatial) {
    std::vector<as_engine_block> blocks{{w, w, w, 1, spatial}};
    const int32_t counts[] = {3, 4, 6, 3};
    int32_t input = w;
    for (int stage = 0; stage < 4; stage++) {
        const int32_t output = w << stage;
        for (int32_t b = 0; b < counts[stage]; b++) {
            blocks.push_back({input, output, output, b == 0 ? 2 : 1, spatial});
            input = output;
        }
    }
    return {3, height, image_width, w, 2, classes, blocks};
}

std::vector<double> random_weights(const NetworkCase& network, Numbers& numbers, bool far_shifts) {
    std::vector<double> all;
    const auto add = [&](int64_t count, double mean, double deviation) {
        for (int64_t i = 0; i < count; i++) all.push_back(float(mean + deviation * numbers.normal()));
    };
    const auto add_matrix = [&](int64_t rows, int64_t columns) {
        add(rows * columns, 0, std::sqrt(1.5 / double(columns)));
    };
    const auto add_norm = [&](int64_t count) {
        add(count, 1, 0.3);
        add(count, 0, 0.3);
        add(count, 0, 0.3);
        for (int64_t i = 0; i < count; i++) all.push_back(float(0.3 + numbers.positive()));
    };
    add_matrix(network.stem_width, 9 * network.channels);
    for (const as_engine_block& b : network.blocks) {
        add_norm(b.input_width);
        add_matrix(b.middle_width, b.input_width);
        add_norm(b.middle_width);
        if (b.spatial == AS_ENGINE_SHIFT) {
            for (int32_t i = 0; i < 2 * b.middle_width; i++) all.push_back(float(random_shift(numbers, far_shifts)));
        } else {
            add_matrix(b.middle_width, 9);
            if (b.spatial == AS_ENGINE_DEPTHWISE_BATCH_NORM) add_norm(b.middle_width);
        }
        add_matrix(b.output_width, b.middle_width);
        if (is_projected(b)) add_matrix(b.output_width, b.input_width);
    }
    const int32_t features = network.blocks.back().output_width;
    add_norm(features);
    add_matrix(network.classes, features);
    add(network.classes, 0, 0.3);
    return all;
}

std::vector<double> random_images(const NetworkCase& network, int64_t count, Numbers& numbers) {
    std::vector<double> images(std::size_t(count * network.image_size()));
    for (double& value : images) value = float(numbers.normal());
    return images;
}
