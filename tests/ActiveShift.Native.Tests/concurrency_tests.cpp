#include <thread>

#include "network.h"

namespace {

constexpr int kCallers = 4, kRounds = 20;

// Several threads of the caller's, each of which asks for several of the library's: the results are those of one alone.
template <typename Call>
void at_once(Call call) {
    std::vector<std::thread> callers;
    for (int i = 0; i < kCallers; i++) callers.emplace_back([&] {
        for (int round = 0; round < kRounds; round++) call();
    });
    for (std::thread& caller : callers) caller.join();
}

void shift_at_once() {
    std::mt19937 random(37);
    const as_shift_shape s{3, 9, 14, 15, 1, 3};
    const Tensor<float> x(s.n * s.c * s.h * s.w, random), grad_y(x.count(), random), alpha(s.c, random, -3, 3), beta(s.c, random, -3, 3);
    const auto run = [&] {
        std::vector<Tensor<float>> r;
        for (int64_t count : {x.count(), x.count(), s.c, s.c}) r.emplace_back(count);
        CHECK(as_shift_forward_f32(AS_BACKEND_DEFAULT, &s, x.data(), alpha.data(), beta.data(), r[0].data()) == AS_OK);
        CHECK(as_shift_backward_f32(AS_BACKEND_DEFAULT, &s, grad_y.data(), x.data(), alpha.data(), beta.data(), r[1].data(), r[2].data(),
                                    r[3].data()) == AS_OK);
        return r;
    };
    const std::vector<Tensor<float>> expected = run();
    at_once([&] {
        const std::vector<Tensor<float>> seen = run();
        for (size_t i = 0; i < seen.size(); i++) check_same(seen[i], expected[i]);
    });
}

void pointwise_at_once() {
    std::mt19937 random(41);
    const as_pointwise_shape s{4, 12, 20, 50, 3};
    const Tensor<double> x(s.n * s.inputs * s.p, random), weight(s.inputs * s.outputs, random), grad_y(s.n * s.outputs * s.p, random);
    Tensor<double> expected(weight.count());
    CHECK(as_pointwise_backward_f64(AS_BACKEND_DEFAULT, &s, grad_y.data(), x.data(), weight.data(), nullptr, expected.data()) == AS_OK);
    at_once([&] {
        Tensor<double> seen(weight.count());
        CHECK(as_pointwise_backward_f64(AS_BACKEND_DEFAULT, &s, grad_y.data(), x.data(), weight.data(), nullptr, seen.data()) == AS_OK);
        check_same(seen, expected);
    });
}

// One plan, a scratch for each call.
void engine_at_once() {
    const Network network(3, 12, 10, 6, 1, 4, {{6, 12, 6, 1, AS_ENGINE_SHIFT}, {6, 12, 9, 2, AS_ENGINE_SHIFT}});
    const Tensor<float> weights = network.weights(43), images = network.images(3, 47);
    const as_engine_options options{AS_ENGINE_FLOAT32, nullptr, 0};
    as_engine_plan* plan = nullptr;
    CHECK(as_engine_plan_create(AS_ENGINE_DEFAULT, &network.shape, weights.data(), weights.count(), &options, &plan) == AS_OK);
    const Tensor<float> expected = run_plan(plan, network, 1, images, 3);
    at_once([&] { check_same(run_plan(plan, network, 3, images, 3), expected); });
    as_engine_plan_destroy(plan);
}

}  // namespace

void concurrency_tests() {
    shift_at_once();
    pointwise_at_once();
    engine_at_once();
}
