// Small networks for the engine, with numbers for them.
#pragma once

#include "activeshift_engine.h"
#include "test.h"

struct Network {
    std::vector<as_engine_block> blocks;
    as_engine_network shape;

    Network(int32_t channels, int32_t height, int32_t width, int32_t stem_width, int32_t stem_stride, int32_t classes,
            std::vector<as_engine_block> b)
        : blocks(std::move(b)), shape{channels, height, width, stem_width, stem_stride, classes, int32_t(blocks.size()), blocks.data()} {}
    Network(const Network&) = delete;
    Network& operator=(const Network&) = delete;

    // Values of the order that trained ones have; variances are positive.
    Tensor<float> weights(uint32_t seed) const {
        std::mt19937 random(seed);
        std::vector<float> all;
        const auto add = [&](int64_t count, double low, double high) {
            std::uniform_real_distribution<double> uniform(low, high);
            for (int64_t i = 0; i < count; i++) all.push_back(float(uniform(random)));
        };
        const auto add_norm = [&](int64_t count) {
            add(count, 0.5, 1.5);
            add(count, -0.2, 0.5);
            add(count, -0.2, 0.2);
            add(count, 0.5, 1.5);
        };
        add(9LL * shape.channels * shape.stem_width, -0.3, 0.3);
        for (const as_engine_block& b : blocks) {
            add_norm(b.input_width);
            add(int64_t(b.input_width) * b.middle_width, -0.5, 0.5);
            add_norm(b.middle_width);
            if (b.spatial == AS_ENGINE_SHIFT) {
                add(2LL * b.middle_width, -2.5, 2.5);
            } else {
                add(9LL * b.middle_width, -0.3, 0.3);
                if (b.spatial == AS_ENGINE_DEPTHWISE_BATCH_NORM) add_norm(b.middle_width);
            }
            add(int64_t(b.middle_width) * b.output_width, -0.5, 0.5);
            if (b.stride != 1 || b.input_width != b.output_width) add(int64_t(b.input_width) * b.output_width, -0.5, 0.5);
        }
        const int64_t features = blocks.back().output_width;
        add_norm(features);
        add(features * shape.classes + shape.classes, -0.5, 0.5);
        Tensor<float> exact(int64_t(all.size()));
        for (int64_t i = 0; i < exact.count(); i++) exact[i] = all[i];
        return exact;
    }

    Tensor<float> images(int64_t n, uint32_t seed) const {
        std::mt19937 random(seed);
        return Tensor<float>(n * shape.channels * shape.height * shape.width, random);
    }
};

inline std::vector<int32_t> engine_versions() {
    std::vector<int32_t> all;
    for (int32_t i = 0; i < as_engine_version_count(); i++)
        if (as_engine_version_supported(i)) all.push_back(i);
    return all;
}

// Logits of `n` images.
inline Tensor<float> run_plan(const as_engine_plan* plan, const Network& network, int32_t threads, const Tensor<float>& images, int64_t n) {
    as_engine_scratch* scratch = nullptr;
    CHECK(as_engine_scratch_create(plan, threads, &scratch) == AS_OK);
    CHECK(as_engine_scratch_bytes(plan, threads) > 0);
    Tensor<float> logits(n * network.shape.classes, NAN);
    CHECK(as_engine_run(plan, scratch, n, images.data(), logits.data()) == AS_OK);
    as_engine_scratch_destroy(scratch);
    return logits;
}
