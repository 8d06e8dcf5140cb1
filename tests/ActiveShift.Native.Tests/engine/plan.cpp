#include "engine/plan.h"

#include <algorithm>

#include "harness/tensor.h"

namespace {

struct DestroyScratch {
    void operator()(as_engine_scratch* scratch) const { as_engine_scratch_destroy(scratch); }
};

struct DestroyCalibration {
    void operator()(as_engine_calibration* calibration) const { as_engine_calibration_destroy(calibration); }
};

Tensor<float> some(const std::vector<double>& images, int64_t first, int64_t count, int64_t size) {
    return Tensor<float>(std::vector<double>(images.begin() + first * size, images.begin() + (first + count) * size));
}

}  // namespace

Plan make_plan(const Version& version, const NetworkCase& network, const std::vector<double>& weights,
               const std::vector<double>* statistics) {
    const Tensor<float> values(weights), measured(statistics == nullptr ? std::vector<double>() : *statistics);
    const as_engine_options options{statistics == nullptr ? AS_ENGINE_FLOAT32 : AS_ENGINE_INT8, measured.data(),
                                    measured.count()};
    const as_engine_network shape = network.shape();
    as_engine_plan* plan = nullptr;
    CHECK(as_engine_plan_create(version.index, &shape, values.data(), values.count(), &options, &plan) == AS_OK);
    Plan owned(plan);
    CHECK(as_engine_plan_version(plan) == version.index);
    CHECK(as_engine_plan_bytes(plan) > 0);
    return owned;
}

std::vector<double> run_plan(const as_engine_plan* plan, const NetworkCase& network, const std::vector<double>& images,
                             int64_t count, int32_t threads) {
    as_engine_scratch* scratch = nullptr;
    CHECK(as_engine_scratch_create(plan, threads, &scratch) == AS_OK);
    const std::unique_ptr<as_engine_scratch, DestroyScratch> owned(scratch);
    CHECK(as_engine_scratch_bytes(plan, threads) > 0);
    const Tensor<float> pixels = some(images, 0, count, network.image_size());
    Tensor<float> logits(count * network.classes);
    CHECK(as_engine_run(plan, scratch, count, pixels.data(), logits.data()) == AS_OK);
    return logits.read();
}

std::vector<double> calibrate(const Version& version, const NetworkCase& network, const std::vector<double>& weights,
                              const std::vector<double>& images, int32_t threads, int64_t per_call) {
    const Tensor<float> values(weights);
    const as_engine_network shape = network.shape();
    as_engine_calibration* calibration = nullptr;
    CHECK(as_engine_calibration_create(version.index, &shape, values.data(), values.count(), &calibration) == AS_OK);
    const std::unique_ptr<as_engine_calibration, DestroyCalibration> owned(calibration);
    const int64_t all = int64_t(images.size()) / network.image_size();
    for (int64_t first = 0; first < all; first += per_call) {
        const int64_t count = std::min(per_call, all - first);
        const Tensor<float> pixels = some(images, first, count, network.image_size());
        CHECK(as_engine_calibration_add(calibration, threads, count, pixels.data()) == AS_OK);
    }
    Tensor<float> statistics(as_engine_statistics_count(&shape));
    CHECK(as_engine_calibration_read(calibration, statistics.data(), statistics.count()) == AS_OK);
    return statistics.read();
}
