// The engine in float32 against the definition of a network.
#include "engine/engine_tests.h"

#include <algorithm>
#include <cmath>

#include "definitions/network.h"
#include "engine/plan.h"
#include "harness/checks.h"
#include "harness/compare.h"
#include "harness/extent.h"

namespace {

constexpr double kTolerance = 1e-4;              // in parts of the largest logit
constexpr int64_t kMostMultiplyAdds = 10000000;  // of one image, where the system is slow

void check_logits(const std::vector<double>& seen, const std::vector<double>& expected) {
    double largest = 0;
    for (double logit : expected) largest = std::max(largest, std::abs(logit));
    check_close(seen, expected, kTolerance * largest, "logits");
}

void check_network(Test& test, const std::string& what, const NetworkCase& network, Numbers& numbers, int64_t count,
                   bool far_shifts, std::initializer_list<int32_t> threads) {
    if (extent() == Extent::small && network.multiply_adds() > kMostMultiplyAdds) return;
    const std::vector<double> weights = random_weights(network, numbers, far_shifts),
                              images = random_images(network, count, numbers);
    const std::vector<double> expected = network_logits(network, weights, images);
    test.each(what + network.name(), [&](const Version& version) {
        const Plan plan = make_plan(version, network, weights);
        for (int32_t t : threads) check_logits(run_plan(plan.get(), network, images, count, t), expected);
    });
}

void equals_the_definition() {
    Test shifts("the engine equals the definition on networks of every shape", Table::engine);
    for (int seed = 0; seed < how_many(80, 24); seed++) {
        Numbers numbers{uint64_t(seed)};
        const NetworkCase network = random_network(numbers, Spatial::shifts);
        check_network(shifts, text("seed %d, ", seed), network, numbers, 1 + seed % 2, true, {1 + seed % 3});
    }
    Test any("the engine equals the definition on every spatial layer", Table::engine);
    for (int seed = 1000; seed < 1000 + how_many(60, 16); seed++) {
        Numbers numbers{uint64_t(seed)};
        const NetworkCase network = random_network(numbers, Spatial::any);
        check_network(any, text("seed %d, ", seed), network, numbers, 1, true, {1 + seed % 3});
    }
    // Large enough for row bands with a ring of rows, and odd in every stage.
    Test paper("the engine equals the definition on a network of the paper", Table::engine);
    Numbers numbers(7);
    check_network(paper, "", as_resnet(18, 1001, 151, 203, AS_ENGINE_SHIFT), numbers, 1, false, {1, 3});
    check_network(paper, "", as_resnet(18, 11, 151, 203, AS_ENGINE_DEPTHWISE_BATCH_NORM), numbers, 1, false, {1, 3});
}

// Sides, widths and classes of one, and strides beyond the image.
void equals_the_definition_on_the_smallest() {
    Test test("the engine equals the definition on the smallest networks", Table::engine);
    Numbers numbers(9);
    const NetworkCase cases[] = {
        {1, 1, 1, 1, 1, 1, {{1, 1, 1, 1, AS_ENGINE_SHIFT}}},
        {3, 1, 9, 3, 1, 2, {{3, 5, 3, 1, AS_ENGINE_SHIFT}, {3, 7, 4, 2, AS_ENGINE_SHIFT}}},
        {2, 11, 1, 2, 2, 3, {{2, 3, 2, 1, AS_ENGINE_SHIFT}}},
        {3, 5, 6, 4, 3, 5, {{4, 8, 20, 5, AS_ENGINE_SHIFT}, {20, 6, 20, 16, AS_ENGINE_SHIFT}}},
        {3, 13, 17, 16, 1, 10, {{16, 33, 16, 1, AS_ENGINE_SHIFT}, {16, 17, 31, 2, AS_ENGINE_SHIFT}}},
        {1, 1, 1, 2, 1, 2, {{2, 2, 2, 1, AS_ENGINE_DEPTHWISE_BATCH_NORM}}},
        {3, 7, 19, 5, 1, 3, {{5, 9, 5, 1, AS_ENGINE_DEPTHWISE}, {5, 3, 6, 2, AS_ENGINE_DEPTHWISE_BATCH_NORM}}},
    };
    for (const NetworkCase& network : cases) check_network(test, "", network, numbers, 2, true, {1, 2, 3});
}

void threads_and_batches_do_not_matter() {
    Test test("the engine gives the same bits for any number of threads and any batch", Table::engine);
    for (int seed = 0; seed < how_many(12, 6); seed++) {
        Numbers numbers{uint64_t(2000 + seed)};
        const NetworkCase network =
            seed == 0 ? as_resnet(24, 1000, 160, 144, AS_ENGINE_SHIFT) : random_network(numbers, Spatial::any);
        if (extent() == Extent::small && network.multiply_adds() > kMostMultiplyAdds / 4) continue;
        const std::vector<double> weights = random_weights(network, numbers, seed % 2 == 0),
                                  images = random_images(network, 5, numbers);
        test.each(text("seed %d, ", seed) + network.name(), [&](const Version& version) {
            const Plan plan = make_plan(version, network, weights);
            const std::vector<double> all = run_plan(plan.get(), network, images, 5, 1);
            for (int32_t threads : {2, 3, 4, 7}) {
                for (int64_t count = 0; count <= 5; count++) {
                    const std::vector<double> expected(all.begin(), all.begin() + count * network.classes);
                    check_same(run_plan(plan.get(), network, images, count, threads), expected,
                               text("%d threads", threads).c_str());
                }
            }
        });
    }
}

}  // namespace

void engine_tests() {
    equals_the_definition_on_the_smallest();
    equals_the_definition();
    threads_and_batches_do_not_matter();
}
