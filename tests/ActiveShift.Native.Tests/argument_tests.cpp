#include "network.h"

namespace {

void shift_arguments() {
    std::mt19937 random(1);
    const Tensor<float> x(24, random), alpha(2), beta(2);
    Tensor<float> y(24);
    const as_shift_shape good{1, 2, 3, 4, 1, 1};
    const auto call = [&](int32_t backend, const as_shift_shape* shape, const float* in, const float* a, float* out) {
        return as_shift_forward_f32(backend, shape, in, a, beta.data(), out);
    };
    CHECK(call(AS_BACKEND_DEFAULT, &good, x.data(), alpha.data(), y.data()) == AS_OK);
    CHECK(call(as_backend_count(), &good, x.data(), alpha.data(), y.data()) == AS_UNSUPPORTED_BACKEND);
    CHECK(call(-2, &good, x.data(), alpha.data(), y.data()) == AS_UNSUPPORTED_BACKEND);
    CHECK(call(AS_BACKEND_DEFAULT, nullptr, x.data(), alpha.data(), y.data()) == AS_INVALID_ARGUMENT);
    CHECK(call(AS_BACKEND_DEFAULT, &good, nullptr, alpha.data(), y.data()) == AS_INVALID_ARGUMENT);
    CHECK(call(AS_BACKEND_DEFAULT, &good, x.data(), nullptr, y.data()) == AS_INVALID_ARGUMENT);
    CHECK(call(AS_BACKEND_DEFAULT, &good, x.data(), alpha.data(), nullptr) == AS_INVALID_ARGUMENT);
    const as_shift_shape bad[] = {{-1, 2, 3, 4, 1, 1}, {1, -2, 3, 4, 1, 1}, {1, 2, -3, 4, 1, 1}, {1, 2, 3, -4, 1, 1},
                                  {1, 2, 3, 4, 0, 1},  {1, 2, 3, 4, 1, 0},  {1LL << 40, 1 << 20, 2, 1, 1, 1}, {1, 1, INT64_MAX, INT64_MAX, 1, 1}};
    for (const as_shift_shape& shape : bad) CHECK(call(AS_BACKEND_DEFAULT, &shape, x.data(), alpha.data(), y.data()) == AS_INVALID_ARGUMENT);
    // One of the gradients to the shifts without the other.
    CHECK(as_shift_backward_f32(AS_BACKEND_DEFAULT, &good, x.data(), x.data(), alpha.data(), beta.data(), nullptr, y.data(), nullptr) ==
          AS_INVALID_ARGUMENT);
}

void table() {
    CHECK(as_abi_version() == AS_ABI_VERSION);
    for (int32_t i = 0; i < as_backend_count(); i++) CHECK(as_backend_name(i) != nullptr && as_backend_reason(i) != nullptr);
    for (int32_t i : {-1, as_backend_count()}) CHECK(as_backend_name(i) == nullptr && as_backend_supported(i) == 0);
    for (int32_t i : {-1, as_engine_version_count()}) CHECK(as_engine_version_name(i) == nullptr && as_engine_version_supported(i) == 0);
    CHECK(as_backend_supported(reference()) == 1);
}

void engine_arguments() {
    const Network network(3, 4, 4, 2, 1, 2, {{2, 3, 2, 1, AS_ENGINE_SHIFT}});
    Tensor<float> weights = network.weights(1);
    const as_engine_options options{AS_ENGINE_FLOAT32, nullptr, 0};
    as_engine_plan* plan = nullptr;
    const auto create = [&](const as_engine_network* shape, int64_t count, const as_engine_options* with) {
        return as_engine_plan_create(AS_ENGINE_DEFAULT, shape, weights.data(), count, with, &plan);
    };
    CHECK(create(nullptr, weights.count(), &options) == AS_INVALID_ARGUMENT);
    CHECK(create(&network.shape, weights.count() - 1, &options) == AS_INVALID_ARGUMENT);
    as_engine_network empty = network.shape;
    empty.block_count = 0;
    CHECK(create(&empty, weights.count(), &options) == AS_INVALID_ARGUMENT);
    as_engine_network large = network.shape;
    large.height = 1 << 20;
    CHECK(create(&large, weights.count(), &options) == AS_INVALID_ARGUMENT);
    const as_engine_options without{AS_ENGINE_INT8, nullptr, 0};
    CHECK(create(&network.shape, weights.count(), &without) == AS_INVALID_ARGUMENT);
    CHECK(as_engine_statistics_count(&empty) == 0 && as_engine_statistics_largest_count(&empty) == 0);

    CHECK(create(&network.shape, weights.count(), &options) == AS_OK);
    as_engine_scratch* scratch = nullptr;
    for (int32_t threads : {-1, 0, 257}) CHECK(as_engine_scratch_create(plan, threads, &scratch) == AS_INVALID_ARGUMENT);
    CHECK(as_engine_scratch_create(plan, 2, &scratch) == AS_OK);
    Tensor<float> logits(2);
    CHECK(as_engine_run(plan, scratch, -1, weights.data(), logits.data()) == AS_INVALID_ARGUMENT);
    CHECK(as_engine_run(plan, scratch, 1, nullptr, logits.data()) == AS_INVALID_ARGUMENT);
    as_engine_scratch_destroy(scratch);
    as_engine_plan_destroy(plan);
    as_engine_plan_destroy(nullptr);

    // A calibration that saw nothing has nothing to tell.
    as_engine_calibration* calibration = nullptr;
    CHECK(as_engine_calibration_create(AS_ENGINE_DEFAULT, &network.shape, weights.data(), weights.count(), &calibration) == AS_OK);
    Tensor<float> statistics(as_engine_statistics_count(&network.shape));
    CHECK(as_engine_calibration_read(calibration, statistics.data(), statistics.count()) == AS_INVALID_ARGUMENT);
    as_engine_calibration_destroy(calibration);
}

}  // namespace

void argument_tests() {
    table();
    shift_arguments();
    engine_arguments();
}
