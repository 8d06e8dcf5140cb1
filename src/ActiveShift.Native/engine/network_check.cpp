#include <algorithm>

#include "engine/compile.h"

namespace activeshift::engine {
namespace {

bool in_range(int32_t value, int32_t most) { return value >= 1 && value <= most; }

constexpr int32_t kMostChannels = 1 << 16, kMostSide = 1 << 14, kMostStride = 16, kMostClasses = 1 << 20, kMostBlocks = 4096;

}  // namespace

bool is_valid(const as_engine_network& n) {
    if (!in_range(n.channels, kMostChannels) || !in_range(n.height, kMostSide) || !in_range(n.width, kMostSide) ||
        !in_range(n.stem_width, kMostChannels) || !in_range(n.stem_stride, kMostStride) || !in_range(n.classes, kMostClasses) ||
        !in_range(n.block_count, kMostBlocks) || n.blocks == nullptr) {
        return false;
    }
    int32_t width = n.stem_width;
    for (int32_t i = 0; i < n.block_count; i++) {
        const as_engine_block& b = n.blocks[i];
        if (b.input_width != width || !in_range(b.middle_width, kMostChannels) || !in_range(b.output_width, kMostChannels) ||
            !in_range(b.stride, kMostStride) || b.spatial < AS_ENGINE_SHIFT || b.spatial > AS_ENGINE_DEPTHWISE_BATCH_NORM) {
            return false;
        }
        width = b.output_width;
    }
    return true;
}

bool has_only_shifts(const as_engine_network& n) {
    return std::all_of(n.blocks, n.blocks + n.block_count, [](const as_engine_block& b) { return b.spatial == AS_ENGINE_SHIFT; });
}

bool is_valid(const as_engine_layer_shape& s) {
    return in_range(s.input_width, kMostChannels) && in_range(s.output_width, kMostChannels) && in_range(s.height, kMostSide) &&
           in_range(s.width, kMostSide);
}

int64_t weight_count(const as_engine_network& n) {
    int64_t total = 9LL * n.channels * n.stem_width;
    for (int32_t i = 0; i < n.block_count; i++) {
        const as_engine_block& b = n.blocks[i];
        const int64_t in = b.input_width, middle = b.middle_width, out = b.output_width;
        total += 4 * in + in * middle + 4 * middle + middle * out;
        total += (b.spatial == AS_ENGINE_SHIFT ? 2 : 9) * middle;
        if (b.spatial == AS_ENGINE_DEPTHWISE_BATCH_NORM) total += 4 * middle;
        if (b.stride != 1 || in != out) total += in * out;
    }
    const int64_t features = n.blocks[n.block_count - 1].output_width;
    return total + 4 * features + features * n.classes + n.classes;
}

StatisticsSize statistics_size(const as_engine_network& n) {
    StatisticsSize size{n.stem_width, n.stem_width};
    for (int32_t i = 0; i < n.block_count; i++) {
        const as_engine_block& b = n.blocks[i];
        const int64_t in = b.input_width, middle = b.middle_width, out = b.output_width;
        size.largest += middle + out;
        size.mean += middle + (b.stride != 1 || in != out ? in : 0) + out;
    }
    return size;
}

}  // namespace activeshift::engine
