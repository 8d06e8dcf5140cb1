#include <algorithm>

#include "network.h"

namespace {

// Between two versions: float32 differs by rounding. In 8 bits a value beside a step may fall on either side of it.
constexpr double kFloatTolerance = 1e-3, kInt8Tolerance = 0.05;

as_engine_plan* create(int32_t version, const Network& network, const Tensor<float>& weights, const Tensor<float>* statistics) {
    const as_engine_options options{statistics == nullptr ? AS_ENGINE_FLOAT32 : AS_ENGINE_INT8, statistics == nullptr ? nullptr : statistics->data(),
                                    statistics == nullptr ? 0 : statistics->count()};
    as_engine_plan* plan = nullptr;
    CHECK(as_engine_plan_create(version, &network.shape, weights.data(), weights.count(), &options, &plan) == AS_OK);
    CHECK(as_engine_plan_version(plan) == version && as_engine_plan_bytes(plan) > 0);
    return plan;
}

// The largest difference, in parts of the largest logit.
void check_close(const Tensor<float>& seen, const Tensor<float>& expected, double tolerance) {
    double largest = 1e-3;
    for (int64_t i = 0; i < expected.count(); i++) largest = std::max(largest, double(std::abs(expected[i])));
    for (int64_t i = 0; i < seen.count(); i++) CHECK(std::abs(double(seen[i]) - expected[i]) <= tolerance * largest);
}

Tensor<float> calibrate(int32_t version, const Network& network, const Tensor<float>& weights, int32_t threads) {
    as_engine_calibration* calibration = nullptr;
    CHECK(as_engine_calibration_create(version, &network.shape, weights.data(), weights.count(), &calibration) == AS_OK);
    for (uint32_t batch = 1; batch < 4; batch++)
        CHECK(as_engine_calibration_add(calibration, threads, batch, network.images(batch, batch).data()) == AS_OK);
    Tensor<float> statistics(as_engine_statistics_count(&network.shape));
    CHECK(as_engine_calibration_read(calibration, statistics.data(), statistics.count()) == AS_OK);
    as_engine_calibration_destroy(calibration);
    return statistics;
}

void compare(const Network& network, const Tensor<float>& weights, const Tensor<float>* statistics, double tolerance) {
    const std::vector<int32_t> versions = engine_versions();
    for (int64_t n : {0, 1, 2, 5}) {
        const Tensor<float> images = network.images(n, 23);
        as_engine_plan* portable = create(versions.back(), network, weights, statistics);
        const Tensor<float> expected = run_plan(portable, network, 1, images, n);
        as_engine_plan_destroy(portable);
        for (int32_t version : versions) {
            as_engine_plan* plan = create(version, network, weights, statistics);
            const Tensor<float> one = run_plan(plan, network, 1, images, n);
            check_close(one, expected, tolerance);
            for (int32_t threads : {2, 3}) check_same(run_plan(plan, network, threads, images, n), one);
            as_engine_plan_destroy(plan);
        }
    }
}

void test(const Network& network, bool shifts_alone) {
    const Tensor<float> weights = network.weights(29);
    compare(network, weights, nullptr, kFloatTolerance);
    if (!shifts_alone) return;
    const Tensor<float> expected = calibrate(engine_versions().back(), network, weights, 1);
    for (int32_t version : engine_versions()) {
        const Tensor<float> statistics = calibrate(version, network, weights, 1);
        check_close(statistics, expected, kFloatTolerance);
        check_same(calibrate(version, network, weights, 3), statistics);
    }
    compare(network, weights, &expected, kInt8Tolerance);
}

}  // namespace

void engine_tests() {
    test(Network(1, 1, 1, 1, 1, 1, {{1, 1, 1, 1, AS_ENGINE_SHIFT}}), true);
    test(Network(3, 1, 9, 3, 1, 2, {{3, 5, 3, 1, AS_ENGINE_SHIFT}, {3, 7, 4, 2, AS_ENGINE_SHIFT}}), true);
    test(Network(2, 11, 1, 2, 2, 3, {{2, 3, 2, 1, AS_ENGINE_SHIFT}}), true);
    test(Network(3, 13, 17, 16, 1, 10, {{16, 33, 16, 1, AS_ENGINE_SHIFT}, {16, 17, 31, 2, AS_ENGINE_SHIFT}}), true);
    test(Network(3, 5, 6, 4, 3, 5, {{4, 8, 20, 5, AS_ENGINE_SHIFT}, {20, 6, 20, 16, AS_ENGINE_SHIFT}}), true);
    test(Network(3, 32, 33, 8, 1, 4, {{8, 24, 8, 1, AS_ENGINE_SHIFT}, {8, 24, 16, 2, AS_ENGINE_SHIFT}}), true);
    test(Network(3, 7, 19, 5, 1, 3, {{5, 9, 5, 1, AS_ENGINE_DEPTHWISE}, {5, 3, 6, 2, AS_ENGINE_DEPTHWISE_BATCH_NORM}}), false);
    test(Network(1, 1, 1, 2, 1, 2, {{2, 2, 2, 1, AS_ENGINE_DEPTHWISE_BATCH_NORM}}), false);
}
