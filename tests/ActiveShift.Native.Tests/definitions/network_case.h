// Networks of every shape for the engine, and numbers for them, from a seed.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "activeshift_engine.h"
#include "harness/numbers.h"

struct NetworkCase {
    NetworkCase(int32_t channels, int32_t height, int32_t width, int32_t stem_width, int32_t stem_stride,
                int32_t classes, std::vector<as_engine_block> blocks);

    as_engine_network shape() const;
    int64_t image_size() const { return int64_t(channels) * height * width; }
    bool shifts_alone() const;
    // Of all convolutions, for one image.
    int64_t multiply_adds() const;
    std::string name() const;

    int32_t channels, height, width, stem_width, stem_stride, classes;
    std::vector<as_engine_block> blocks;
};

enum class Spatial { shifts, any };

// Dimensions that fill no vector: widths to 70, expansions to 9, strides to 3 in any block.
NetworkCase random_network(Numbers& numbers, Spatial spatial);

// The paper's AS-ResNet for ImageNet (stages of 3, 4, 6 and 3 blocks after a first one), of any width and size of
// image.
NetworkCase as_resnet(int32_t width, int32_t classes, int32_t height, int32_t image_width, as_engine_spatial spatial);

// Weights that keep the activations' size, all exact in float32 and in the order of as_engine_plan_create; shifts from
// within a pixel to, where wanted, far outside the image.
std::vector<double> random_weights(const NetworkCase& network, Numbers& numbers, bool far_shifts = true);

std::vector<double> random_images(const NetworkCase& network, int64_t count, Numbers& numbers);
