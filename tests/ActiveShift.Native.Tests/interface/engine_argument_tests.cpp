// What the engine refuses: bad networks, weights, statistics, numbers of threads, and shifts that are not finite.
#include <cmath>
#include <functional>
#include <limits>

#include "engine/plan.h"
#include "harness/tensor.h"
#include "interface/interface_tests.h"

namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN(), kInfinity = std::numeric_limits<double>::infinity();

NetworkCase small_network() { return {3, 8, 8, 4, 1, 2, {{4, 5, 6, 1, AS_ENGINE_SHIFT}}}; }

// Weights, and where the block's shifts stand in them: behind the stem, bn1, conv1 and bn2.
std::vector<double> small_weights() {
    Numbers numbers(1);
    return random_weights(small_network(), numbers);
}
constexpr int kFirstShift = 9 * 3 * 4 + 4 * 4 + 4 * 5 + 4 * 5;

as_status create(const as_engine_network& shape, const std::vector<double>& weights, const as_engine_options& options,
                 int32_t version = AS_ENGINE_DEFAULT) {
    const Tensor<float> values(weights);
    as_engine_plan* plan = nullptr;
    const as_status status = as_engine_plan_create(version, &shape, values.data(), values.count(), &options, &plan);
    check((plan != nullptr) == (status == AS_OK), "a plan that is refused, or none that is not");
    as_engine_plan_destroy(plan);
    return status;
}

void check_networks() {
    const NetworkCase network = small_network();
    const as_engine_options options{AS_ENGINE_FLOAT32, nullptr, 0};
    std::vector<double> weights = small_weights();
    CHECK(create(network.shape(), weights, options) == AS_OK);
    for (int32_t version : {-2, as_engine_version_count(), 100})
        CHECK(create(network.shape(), weights, options, version) == AS_UNSUPPORTED_BACKEND);
    for (const Version& version : all_versions(Table::engine))
        CHECK(create(network.shape(), weights, options, version.index) ==
              (version.supported ? AS_OK : AS_UNSUPPORTED_BACKEND));
    const auto refuses = [&](const std::function<void(as_engine_network&, as_engine_block&)>& change) {
        as_engine_block block = network.blocks[0];
        as_engine_network shape = network.shape();
        shape.blocks = &block;
        change(shape, block);
        return create(shape, weights, options) == AS_INVALID_ARGUMENT && as_engine_statistics_count(&shape) == 0 &&
               as_engine_statistics_largest_count(&shape) == 0;
    };
    for (int32_t bad : {0, -1, 1 << 30}) {
        CHECK(refuses([&](as_engine_network& n, as_engine_block&) { n.channels = bad; }));
        CHECK(refuses([&](as_engine_network& n, as_engine_block&) { n.height = bad; }));
        CHECK(refuses([&](as_engine_network& n, as_engine_block&) { n.width = bad; }));
        CHECK(refuses([&](as_engine_network& n, as_engine_block&) { n.stem_width = bad; }));
        CHECK(refuses([&](as_engine_network& n, as_engine_block&) { n.stem_stride = bad; }));
        CHECK(refuses([&](as_engine_network& n, as_engine_block&) { n.classes = bad; }));
        CHECK(refuses([&](as_engine_network& n, as_engine_block&) { n.block_count = bad; }));
        CHECK(refuses([&](as_engine_network&, as_engine_block& b) { b.input_width = bad; }));
        CHECK(refuses([&](as_engine_network&, as_engine_block& b) { b.middle_width = bad; }));
        CHECK(refuses([&](as_engine_network&, as_engine_block& b) { b.output_width = bad; }));
        CHECK(refuses([&](as_engine_network&, as_engine_block& b) { b.stride = bad; }));
    }
    CHECK(refuses([](as_engine_network&, as_engine_block& b) { b.spatial = 3; }));
    CHECK(refuses([](as_engine_network& n, as_engine_block&) { n.blocks = nullptr; }));
    for (double bad : {kNaN, kInfinity, -kInfinity}) {
        std::vector<double> changed = weights;
        changed[kFirstShift + 7] = bad;
        CHECK(create(network.shape(), changed, options) == AS_INVALID_ARGUMENT);
    }
    weights.pop_back();
    CHECK(create(network.shape(), weights, options) == AS_INVALID_ARGUMENT);
    const as_engine_network shape = network.shape();
    const Tensor<float> all(small_weights());
    as_engine_plan* plan = nullptr;
    CHECK(as_engine_plan_create(AS_ENGINE_DEFAULT, nullptr, all.data(), all.count(), &options, &plan) ==
          AS_INVALID_ARGUMENT);
    CHECK(as_engine_plan_create(AS_ENGINE_DEFAULT, &shape, nullptr, all.count(), &options, &plan) ==
          AS_INVALID_ARGUMENT);
    CHECK(as_engine_plan_create(AS_ENGINE_DEFAULT, &shape, all.data(), all.count(), nullptr, &plan) ==
          AS_INVALID_ARGUMENT);
    CHECK(as_engine_plan_create(AS_ENGINE_DEFAULT, &shape, all.data(), all.count(), &options, nullptr) ==
          AS_INVALID_ARGUMENT);
}

// Stem 4; what is shifted 5, outputs 6. Means: stem 4; what is read 5 + 4, outputs 6.
constexpr int kStatistics = 15 + 19;

void check_statistics() {
    const NetworkCase network = small_network();
    const as_engine_network shape = network.shape();
    CHECK(as_engine_statistics_count(&shape) == kStatistics && as_engine_statistics_largest_count(&shape) == 15);
    const auto with = [&](const std::vector<double>& values, int64_t count) {
        const Tensor<float> statistics(values);
        return create(shape, small_weights(), {AS_ENGINE_INT8, values.empty() ? nullptr : statistics.data(), count});
    };
    std::vector<double> good(kStatistics, 1.0);
    CHECK(with(good, kStatistics) == AS_OK);
    CHECK(with(good, kStatistics - 1) == AS_INVALID_ARGUMENT);
    CHECK(with({}, kStatistics) == AS_INVALID_ARGUMENT);
    for (double bad : {-1e-6, kNaN, kInfinity}) {
        std::vector<double> changed = good;
        changed.back() = bad;
        CHECK(with(changed, kStatistics) == AS_INVALID_ARGUMENT);
    }
    good.push_back(1);
    CHECK(with(good, kStatistics + 1) == AS_INVALID_ARGUMENT);
    // Depthwise layers have no 8 bits, and nothing to calibrate.
    for (int32_t spatial : {AS_ENGINE_DEPTHWISE, AS_ENGINE_DEPTHWISE_BATCH_NORM}) {
        const NetworkCase other(3, 8, 8, 4, 1, 2, {{4, 5, 6, 1, spatial}});
        Numbers numbers(2);
        const Tensor<float> weights(random_weights(other, numbers)), ones(std::vector<double>(kStatistics, 1.0));
        const as_engine_network with_depthwise = other.shape();
        const as_engine_options options{AS_ENGINE_INT8, ones.data(), ones.count()};
        as_engine_plan* plan = nullptr;
        as_engine_calibration* calibration = nullptr;
        CHECK(as_engine_plan_create(AS_ENGINE_DEFAULT, &with_depthwise, weights.data(), weights.count(), &options,
                                    &plan) == AS_INVALID_ARGUMENT);
        CHECK(as_engine_calibration_create(AS_ENGINE_DEFAULT, &with_depthwise, weights.data(), weights.count(),
                                           &calibration) == AS_INVALID_ARGUMENT);
    }
}

void check_runs() {
    const NetworkCase network = small_network();
    const Plan plan = make_plan(supported(Table::engine).front(), network, small_weights());
    const Plan other = make_plan(supported(Table::engine).front(), network, small_weights());
    as_engine_scratch* scratch = nullptr;
    for (int32_t threads : {-1, 0, 257})
        CHECK(as_engine_scratch_create(plan.get(), threads, &scratch) == AS_INVALID_ARGUMENT);
    CHECK(as_engine_scratch_create(nullptr, 1, &scratch) == AS_INVALID_ARGUMENT);
    CHECK(as_engine_scratch_create(plan.get(), 2, &scratch) == AS_OK);
    const Tensor<float> image(std::vector<double>(std::size_t(network.image_size()), 0.5));
    Tensor<float> logits(2);
    CHECK(as_engine_run(plan.get(), scratch, -1, image.data(), logits.data()) == AS_INVALID_ARGUMENT);
    CHECK(as_engine_run(plan.get(), scratch, 1, nullptr, logits.data()) == AS_INVALID_ARGUMENT);
    CHECK(as_engine_run(plan.get(), scratch, 1, image.data(), nullptr) == AS_INVALID_ARGUMENT);
    CHECK(as_engine_run(plan.get(), scratch, std::numeric_limits<int64_t>::max(), image.data(), logits.data()) ==
          AS_INVALID_ARGUMENT);
    CHECK(as_engine_run(other.get(), scratch, 1, image.data(), logits.data()) == AS_INVALID_ARGUMENT);
    CHECK(as_engine_run(plan.get(), scratch, 0, nullptr, nullptr) == AS_OK);
    CHECK(as_engine_run(plan.get(), scratch, 1, image.data(), logits.data()) == AS_OK);
    as_engine_scratch_destroy(scratch);
    as_engine_scratch_destroy(nullptr);
    as_engine_plan_destroy(nullptr);
}

void check_calibration() {
    const NetworkCase network = small_network();
    const as_engine_network shape = network.shape();
    const Tensor<float> weights(small_weights()), image(std::vector<double>(std::size_t(network.image_size()), 0.5));
    Tensor<float> statistics(kStatistics);
    as_engine_calibration* c = nullptr;
    CHECK(as_engine_calibration_create(AS_ENGINE_DEFAULT, &shape, weights.data(), weights.count() - 1, &c) ==
          AS_INVALID_ARGUMENT);
    CHECK(as_engine_calibration_create(100, &shape, weights.data(), weights.count(), &c) == AS_UNSUPPORTED_BACKEND);
    CHECK(as_engine_calibration_create(AS_ENGINE_DEFAULT, &shape, weights.data(), weights.count(), &c) == AS_OK);
    CHECK(as_engine_calibration_read(c, statistics.data(), kStatistics) == AS_INVALID_ARGUMENT);  // it has seen nothing
    for (int32_t threads : {-1, 0, 257})
        CHECK(as_engine_calibration_add(c, threads, 1, image.data()) == AS_INVALID_ARGUMENT);
    for (int64_t n : {int64_t(-1), std::numeric_limits<int64_t>::max()})
        CHECK(as_engine_calibration_add(c, 1, n, image.data()) == AS_INVALID_ARGUMENT);
    CHECK(as_engine_calibration_add(c, 1, 1, nullptr) == AS_INVALID_ARGUMENT);
    CHECK(as_engine_calibration_add(c, 1, 0, nullptr) == AS_OK);
    CHECK(as_engine_calibration_read(c, statistics.data(), kStatistics) == AS_INVALID_ARGUMENT);
    CHECK(as_engine_calibration_add(c, 1, 1, image.data()) == AS_OK);
    CHECK(as_engine_calibration_read(c, statistics.data(), kStatistics - 1) == AS_INVALID_ARGUMENT);
    CHECK(as_engine_calibration_read(c, nullptr, kStatistics) == AS_INVALID_ARGUMENT);
    CHECK(as_engine_calibration_read(c, statistics.data(), kStatistics) == AS_OK);
    as_engine_calibration_destroy(c);
    as_engine_calibration_destroy(nullptr);
}

void check_layers() {
    const Tensor<float> weights(std::vector<double>(4)), shifts(std::vector<double>{0, 0.5}),
        bad(std::vector<double>{0, kNaN});
    const auto create_layer = [&](const as_engine_layer_shape& s, const float* alpha, const float* beta,
                                  int32_t version = AS_ENGINE_DEFAULT) {
        as_engine_layer* layer = nullptr;
        const as_status status = as_engine_layer_create(version, &s, weights.data(), alpha, beta, &layer);
        as_engine_layer_destroy(layer);
        return status;
    };
    CHECK(create_layer({2, 2, 3, 3}, shifts.data(), shifts.data()) == AS_OK);
    CHECK(create_layer({2, 2, 3, 3}, nullptr, nullptr) == AS_OK);
    CHECK(create_layer({2, 2, 3, 3}, shifts.data(), nullptr) == AS_INVALID_ARGUMENT);
    CHECK(create_layer({2, 2, 3, 3}, nullptr, shifts.data()) == AS_INVALID_ARGUMENT);
    CHECK(create_layer({2, 2, 3, 3}, bad.data(), shifts.data()) == AS_INVALID_ARGUMENT);
    CHECK(create_layer({2, 2, 3, 3}, shifts.data(), bad.data()) == AS_INVALID_ARGUMENT);
    CHECK(create_layer({2, 2, 3, 3}, nullptr, nullptr, 100) == AS_UNSUPPORTED_BACKEND);
    for (const as_engine_layer_shape& s :
         {as_engine_layer_shape{0, 2, 3, 3}, {2, 0, 3, 3}, {2, 2, 0, 3}, {2, 2, 3, 0}, {2, 2, 1 << 20, 3}})
        CHECK(create_layer(s, nullptr, nullptr) == AS_INVALID_ARGUMENT);
}

}  // namespace

void engine_argument_tests() {
    Test test("what the engine refuses", Table::none);
    test.each("networks", [](const Version&) { check_networks(); });
    test.each("statistics", [](const Version&) { check_statistics(); });
    test.each("runs", [](const Version&) { check_runs(); });
    test.each("calibration", [](const Version&) { check_calibration(); });
    test.each("layers", [](const Version&) { check_layers(); });
}
